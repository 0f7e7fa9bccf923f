import { z } from "zod";

/** What an authority decides. Numbers run by issuer, kind and year. */
export const decisionKinds = {
  recognition: "Quyết định công nhận",
  approval: "Quyết định phê duyệt kết quả đề nghị cấp trên công nhận",
  revocation: "Quyết định thu hồi",
  restoration: "Quyết định khôi phục",
} as const satisfies Record<string, string>;
export type DecisionKind = keyof typeof decisionKinds;

/** Papers that go out beside decisions, with numbers of their own. */
export const letterKinds = {
  submission: "Tờ trình",
  notice: "Thông báo",
  result: "Thông báo kết quả",
  upward: "Văn bản đề nghị",
  certificate: "Giấy chứng nhận",
} as const satisfies Record<string, string>;
export type LetterKind = keyof typeof letterKinds;

/** What has numbers of its own in a series: papers, codes of products, minutes of inspections. */
export type NumberedKind = DecisionKind | LetterKind | "productCode" | "minutes";

/** A draft can be edited; an issued decision has its number and is never changed. */
export const decisionStates = {
  draft: "Dự thảo",
  submitted: "Đã trình",
  issued: "Đã ban hành",
  dropped: "Đã bỏ",
} as const satisfies Record<string, string>;
export type DecisionState = keyof typeof decisionStates;

/** Levels whose authority recognises, under one regime or another. */
export type IssuerLevel = "district" | "province" | "central";

/** State of a recognition and its certificate on a day; the domain's list. */
export const certificateStates = {
  valid: "Còn hiệu lực",
  expiring: "Còn hiệu lực, đã đến kỳ đánh giá lại",
  extended: "Được kéo dài hiệu lực",
  expired: "Hết hiệu lực",
  revoked: "Đã bị thu hồi",
  replaced: "Đã được thay bằng giấy chứng nhận khác",
} as const satisfies Record<string, string>;
export type CertificateState = keyof typeof certificateStates;

/** Grounds of revocation (26/2026/QĐ-TTg, article 8.1; `revocation.grounds` of the procedures). */
export const revocationGrounds = {
  falseOrForgedDossier: "Hồ sơ gian dối, giả mạo",
  noLongerMeetsCriteria: "Không còn đáp ứng tiêu chí",
  breachOfLaw: "Vi phạm pháp luật về chất lượng, an toàn, môi trường, sở hữu trí tuệ, ghi nhãn",
  misuseOfOcopMark: "Sử dụng sai nhãn hiệu OCOP",
  stoppedProduction: "Ngừng sản xuất",
  otherAuthorityConclusion: "Theo kết luận của cơ quan có thẩm quyền",
} as const satisfies Record<string, string>;
export type RevocationGround = keyof typeof revocationGrounds;

/** Why a producer lets a recognition end without renewing it. */
export const stopReasons = {
  stoppedProduct: "Không còn sản xuất sản phẩm này",
  costs: "Chi phí làm hồ sơ, kiểm nghiệm cao",
  noBenefit: "Chưa thấy lợi ích từ chứng nhận",
  cannotMeet: "Không đáp ứng được tiêu chí mới",
  changedOwner: "Chủ thể giải thể, đổi chủ hoặc đổi loại hình",
  other: "Lý do khác",
} as const satisfies Record<string, string>;
export type StopReason = keyof typeof stopReasons;

/** What the transparency log records. */
export const logEventKinds = {
  issued: "Cấp",
  renewed: "Công nhận lại",
  upgraded: "Nâng hạng",
  revoked: "Thu hồi",
  restored: "Khôi phục",
  extended: "Kéo dài hiệu lực",
} as const satisfies Record<string, string>;
export type LogEventKind = keyof typeof logEventKinds;

export const Id = z.uuid("Mã này không đúng.");
export const Digest = z.string().regex(/^[0-9a-f]{64}$/, "Tệp này chưa được lưu.");
/** 160 random bits in base32, as the QR of a certificate carries them. */
export const Token = z.string().regex(/^[a-z2-7]{32}$/);
