import { z } from "zod";

/** Bodies that a decision sets up: the council that scores, and the team that advises it. */
export const councilKinds = {
  council: "Hội đồng đánh giá, phân hạng",
  consultTeam: "Tổ tư vấn",
} as const satisfies Record<string, string>;
export type CouncilKind = keyof typeof councilKinds;

/** Levels at which a regime may have a council (`stages[].level` of the procedures). */
export const councilLevels = {
  district: "Cấp huyện",
  province: "Cấp tỉnh",
  central: "Trung ương",
} as const satisfies Record<string, string>;
export type CouncilLevel = keyof typeof councilLevels;

/** What a person does in a council or team; a team's head is its chair. */
export const duties = {
  chair: "Chủ tịch",
  deputy: "Phó Chủ tịch",
  member: "Thành viên",
  secretary: "Thư ký",
} as const satisfies Record<string, string>;
export type Duty = keyof typeof duties;

/** Province code of what belongs to the whole country. */
export const nation = "VN";

/** How a session is held. */
export const sessionModes = {
  meeting: "Họp",
  written: "Lấy ý kiến bằng văn bản",
} as const satisfies Record<string, string>;
export type SessionMode = keyof typeof sessionModes;

/** Where a session stands; what follows what is in `steps.ts`. */
export const sessionStates = {
  planned: "Đang chuẩn bị",
  open: "Đang diễn ra",
  closed: "Đã kết thúc",
  converted: "Đã chuyển thành phiên họp",
  cancelled: "Đã hủy",
} as const satisfies Record<string, string>;
export type SessionState = keyof typeof sessionStates;

/** Where one product of a session stands. */
export const itemStates = {
  waiting: "Chưa chấm",
  scoring: "Đang chấm",
  revealed: "Đã công bố phiếu trong hội đồng",
  concluded: "Đã chốt kết quả",
  rejected: "Bị loại",
  postponed: "Chuyển sang phiên khác",
} as const satisfies Record<string, string>;
export type ItemState = keyof typeof itemStates;

/** Why a round of sheets on a product was opened. */
export const roundKinds = {
  first: "Chấm lần đầu",
  rescore: "Chấm lại do điểm chênh lệch",
  reopened: "Chấm lại sau khi mở lại kết quả",
} as const satisfies Record<string, string>;
export type RoundKind = keyof typeof roundKinds;

export const attendances = {
  unknown: "Chưa điểm danh",
  present: "Có mặt",
  absent: "Vắng mặt",
} as const satisfies Record<string, string>;
export type Attendance = keyof typeof attendances;

/** A sheet is worked on until its member signs it; a signed one is never changed. */
export type SheetState = "open" | "signed";

/** How a sheet was signed; `paper`: by hand, entered from the scan by two people. */
export const signatures = {
  password: "Mật khẩu",
  totp: "Mã xác thực",
  paper: "Chữ ký tay trên phiếu giấy",
} as const satisfies Record<string, string>;
export type Signature = keyof typeof signatures;

/** Why a person may not take part in scoring a product. */
export const conflictKinds = {
  ownProducer: "Là chủ sở hữu, thành viên hoặc người làm việc của chủ thể",
  relative: "Người thân là chủ sở hữu, người quản lý của chủ thể",
  household: "Cùng hộ gia đình hoặc là người đại diện của chủ thể",
  agencyConsultancy: "Cơ quan, tổ chức của mình tư vấn cho chủ thể",
  homeCommune: "Chủ thể ở xã mình đang công tác hoặc cư trú",
  preparedDossier: "Đã tham gia lập hồ sơ",
  consultedDossier: "Đã tham gia thẩm tra, tư vấn hồ sơ",
  payment: "Đã nhận thù lao hoặc lợi ích từ chủ thể",
  other: "Lý do khác",
} as const satisfies Record<string, string>;
export type ConflictKind = keyof typeof conflictKinds;
export const conflictKindNames = Object.keys(conflictKinds) as [ConflictKind, ...ConflictKind[]];

/** Said by the member, or found by the system in what it knows. */
export type ConflictSource = "declared" | "found";

/** What a consult team proposes to the chair. */
export const recommendations = {
  propose: "Đủ điều kiện đưa ra hội đồng",
  supplement: "Đề nghị bổ sung hồ sơ",
  reject: "Đề nghị xem xét loại",
} as const satisfies Record<string, string>;
export type Recommendation = keyof typeof recommendations;

export const Id = z.uuid("Mã này không đúng.");
/** SHA-256 of a stored file, in hex. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/, "Tệp này chưa được lưu.");
