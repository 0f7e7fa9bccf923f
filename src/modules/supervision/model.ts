import { z } from "zod";

/** Plans of inspection of an authority. */
export const planStates = {
  draft: "Dự thảo",
  approved: "Đã phê duyệt",
  closed: "Đã kết thúc",
  dropped: "Đã bỏ",
} as const satisfies Record<string, string>;
export type PlanState = keyof typeof planStates;

/** Why somebody goes and looks (26/2026/QĐ-TTg, article 9: post-check, periodic and unannounced). */
export const inspectionKinds = {
  periodic: "Kiểm tra định kỳ",
  unannounced: "Kiểm tra đột xuất",
  postCheck: "Hậu kiểm",
  complaint: "Kiểm tra theo phản ánh",
  recheck: "Kiểm tra lại việc khắc phục",
} as const satisfies Record<string, string>;
export type InspectionKind = keyof typeof inspectionKinds;

/** Kinds of which the producer hears before the visit; of the others never. */
const announcedKinds: readonly InspectionKind[] = ["periodic", "postCheck", "recheck"];

/** Whether the producer is told before the visit. */
export function isAnnounced(kind: InspectionKind): boolean {
  return announcedKinds.includes(kind);
}

export const inspectionStates = {
  planned: "Chờ kiểm tra",
  visited: "Đã kiểm tra, chưa kết luận",
  concluded: "Đã kết luận",
  cancelled: "Đã hủy",
} as const satisfies Record<string, string>;
export type InspectionState = keyof typeof inspectionStates;

/** What an inspector finds of one line of the checklist. */
export const marks = {
  kept: "Đạt",
  notKept: "Không đạt",
  notApplicable: "Không áp dụng",
} as const satisfies Record<string, string>;
export type Mark = keyof typeof marks;

/** What is demanded for a line that is not kept. */
export const measures = {
  remedy: "Yêu cầu khắc phục",
  refer: "Đề nghị xử lý",
} as const satisfies Record<string, string>;
export type Measure = keyof typeof measures;

export const findingStates = {
  open: "Chờ khắc phục",
  answered: "Chủ thể đã trả lời",
  remedied: "Đã khắc phục",
  referred: "Đề nghị xử lý",
} as const satisfies Record<string, string>;
export type FindingState = keyof typeof findingStates;

/** Groups of a checklist, in its order. */
export const checklistGroups = {
  remedy: "Nội dung phải khắc phục",
  criterion: "Tiêu chí đã được chấm điểm",
  label: "Nhãn hàng hóa",
  mark: "Sử dụng nhãn hiệu OCOP",
} as const satisfies Record<string, string>;
export type ChecklistGroup = keyof typeof checklistGroups;

/** One line of an inspection's checklist, kept with it as it was when it was made. */
export type ChecklistItem = {
  /** Unique in its checklist: `criterion:1.1`, `label:…`, `mark:…`, `finding:<id>`. */
  readonly code: string;
  readonly group: ChecklistGroup;
  readonly title: string;
  /** What should be found. */
  readonly expects: string;
  /** The recognised star asks for at least this much. */
  readonly isGate: boolean;
  /** The rule or paper that it comes from. */
  readonly source: string;
};

/** Why an inspection file was taken in. */
export const filePurposes = {
  visitPhoto: "Ảnh kiểm tra",
  signature: "Chữ ký",
  evidence: "Minh chứng khắc phục",
} as const satisfies Record<string, string>;
export type FilePurpose = keyof typeof filePurposes;

export const Id = z.uuid("Mã này không đúng.");
export const Digest = z.string().regex(/^[0-9a-f]{64}$/, "Tệp này chưa được lưu.");
