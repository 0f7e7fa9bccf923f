import { z } from "zod";

/** What a case began with. */
export const caseOrigins = {
  inspection: "Kết quả kiểm tra",
  complaint: "Phản ánh của người tiêu dùng",
  stoppedProduction: "Xã xác nhận ngừng sản xuất",
  otherAuthority: "Kết luận của cơ quan khác",
  office: "Cơ quan tham mưu tự phát hiện",
} as const satisfies Record<string, string>;
export type CaseOrigin = keyof typeof caseOrigins;

/** Where a case stands, the decision that followed included. */
export const caseStates = {
  opened: "Mới mở",
  verifying: "Đang thẩm tra",
  concluded: "Đã kết luận, chờ trình",
  submitted: "Đã trình, chờ quyết định",
  decided: "Đã thu hồi",
  restored: "Đã khôi phục",
  dismissed: "Không thu hồi",
} as const satisfies Record<string, string>;
export type CaseState = keyof typeof caseStates;

/** States that the office brings a case to by itself. */
export type KeptCaseState = Exclude<CaseState, "decided" | "restored">;

/** What can be done in a case. */
export const caseActNames = {
  verify: "Bắt đầu thẩm tra",
  ask: "Yêu cầu chủ thể giải trình",
  explain: "Chủ thể giải trình",
  keep: "Thêm chứng cứ",
  conclude: "Kết luận",
  submit: "Trình thu hồi",
  record: "Ghi quyết định của cơ quan khác",
  dismiss: "Kết thúc, không thu hồi",
  recover: "Nhận lại giấy chứng nhận",
  restore: "Trình khôi phục",
  recordRestoration: "Ghi quyết định khôi phục của cơ quan khác",
} as const satisfies Record<string, string>;
export type CaseAct = keyof typeof caseActNames;

export const Id = z.uuid("Mã này không đúng.");
