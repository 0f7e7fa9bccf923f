import { z } from "zod";

/** What a complaint is about. */
export const complaintKinds = {
  label: "Nhãn, hạng sao hoặc nhãn hiệu OCOP in không đúng",
  copy: "Nghi hàng giả, mã QR giả",
  quality: "Chất lượng, an toàn thực phẩm",
  stopped: "Nơi sản xuất không còn hoạt động",
  other: "Việc khác",
} as const satisfies Record<string, string>;
export type ComplaintKind = keyof typeof complaintKinds;
export const complaintKindNames = Object.keys(complaintKinds) as [
  ComplaintKind,
  ...ComplaintKind[],
];

/** Where a complaint has come to. */
export const complaintStates = {
  received: "Chờ xem",
  inCase: "Đã mở vụ việc",
  inInspection: "Đã yêu cầu kiểm tra",
  dismissed: "Đã kết thúc",
} as const satisfies Record<string, string>;
export type ComplaintState = keyof typeof complaintStates;

/** The largest photo of a complaint, in bytes. */
export const mostPhotoBytes = 10 * 1024 * 1024;

export const Id = z.uuid("Mã này không đúng.");
