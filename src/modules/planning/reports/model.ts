import { z } from "zod";
import { yearBetween } from "#core/input/number.ts";
import { optionalText } from "#core/input/text.ts";

export const reportStates = { draft: "Đang soạn", sent: "Đã gửi" } as const;
export type ReportState = keyof typeof reportStates;

/** Which parts of a report its digest is taken over (`reports.digestForm`). */
export type DigestForm = 1 | 2;

/** What can be wrong with a report that was sent. */
export const reportFaults = {
  content: "Nội dung đang lưu không còn khớp với mã kiểm tra ghi khi gửi.",
  record: "Mã kiểm tra hoặc lúc gửi không còn khớp với nhật ký ghi khi gửi.",
} as const satisfies Record<string, string>;
export type ReportFault = keyof typeof reportFaults;

/** The parts of a report that officers write, in the order of the paper; then what frames it. */
export const textBlocks = {
  overview: "Tình hình chung",
  results: "Nhận xét về kết quả",
  difficulties: "Khó khăn, tồn tại",
  next: "Nhiệm vụ kỳ tới",
  proposals: "Đề xuất, kiến nghị",
  addressees: "Kính gửi",
  recipients: "Nơi nhận",
  signer: "Người ký",
} as const satisfies Record<string, string>;
export type TextBlock = keyof typeof textBlocks;
export const TextBlock = z.enum(Object.keys(textBlocks) as [TextBlock, ...TextBlock[]]);

/** How a part is written, where it is not simply paragraphs. */
export const blockHints: Readonly<Partial<Record<TextBlock, string>>> = {
  addressees: "Mỗi dòng một nơi. Để trống thì báo cáo không có dòng “Kính gửi”.",
  recipients: "Mỗi dòng một nơi. “Như trên” được ghi sẵn khi có “Kính gửi”.",
  signer: "Dòng đầu: thẩm quyền, chức vụ của người ký. Dòng sau: họ và tên, nếu cần in sẵn.",
};

/** Words in place of the proposed ones; a block that is not there keeps those. */
export type ReportTexts = Readonly<Partial<Record<TextBlock, string>>>;

const version = z.coerce.number({ error: "Hãy tải lại trang." }).int();

/** A report to begin: of which unit (a code of today, or empty for the whole country) and period. */
export const OpenReport = z.strictObject({
  unit: z.string().regex(/^(\d{2}|\d{3}|\d{5})?$/, "Hãy chọn đơn vị."),
  year: yearBetween(2018, 2100),
  /** `1` to `4`, or `0` for the whole year. */
  quarter: z.coerce.number({ error: "Hãy chọn kỳ." }).int().min(0).max(4),
});
export type OpenReport = z.input<typeof OpenReport>;

/** A block's new words; empty ones bring the proposed words back. */
export const WriteBlock = z.strictObject({
  block: TextBlock,
  text: optionalText(8000),
  version,
});
export type WriteBlock = z.input<typeof WriteBlock>;

export const SendReport = z.strictObject({ version });
export type SendReport = z.input<typeof SendReport>;
