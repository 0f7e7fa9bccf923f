import type { Day } from "#core/calendar/day.ts";
import { dayInWords } from "#core/documents/vietnamese.ts";
import type { DecisionKind } from "./model.ts";

/** What officers may word themselves while a decision is a draft; an empty one keeps the usual words. */
export const draftFields = {
  article1: "Điều 1, lời mở",
  article2: "Điều 2, trách nhiệm của chủ thể",
  article3: "Điều 3, tổ chức thực hiện",
  recipients: "Nơi nhận (mỗi dòng một nơi)",
} as const satisfies Record<string, string>;
export type DraftField = keyof typeof draftFields;
export const draftFieldNames = Object.keys(draftFields) as [DraftField, ...DraftField[]];

/** What the usual words are made of. */
export type DraftFacts = {
  readonly kind: DecisionKind;
  /** Lines of the legal basis that the shipped data knows (`legal-basis.ts`). */
  readonly legal: readonly string[];
  readonly validMonths: number;
  /** `tỉnh Thái Nguyên`; null for the country. */
  readonly unit: string | null;
  readonly products: number;
  /** Decisions that set up the councils, and the days of their sessions. */
  readonly councils: readonly {
    readonly name: string;
    readonly decisionNumber: string;
    readonly decisionOn: Day;
    readonly heldOn: Day;
  }[];
};

/** The usual subject of a decision. */
export function usualTitle({ kind, unit }: DraftFacts): string {
  const where = unit === null ? "" : ` ${unit}`;
  return kind === "approval"
    ? `Phê duyệt kết quả đánh giá, phân hạng sản phẩm OCOP${where} đề nghị cấp trên công nhận`
    : `Công nhận kết quả đánh giá, phân hạng sản phẩm OCOP${where}`;
}

/**
 * The lines that begin with "Căn cứ": the acts that the data knows, then what the councils did.
 * The laws on the authority itself are the office's to add, so that none is cited unread.
 */
export function usualBasis({ legal, councils }: Pick<DraftFacts, "legal" | "councils">): string[] {
  const seen = new Set<string>();
  const sessions = councils.flatMap(({ name, decisionNumber, decisionOn, heldOn }) => {
    const lines = [
      `Căn cứ Quyết định số ${decisionNumber} ${dayInWords(decisionOn)} về việc thành lập ${name}`,
      `Căn cứ biên bản phiên họp ${dayInWords(heldOn)} của ${name}`,
    ].filter((line) => !seen.has(line));
    for (const line of lines) seen.add(line);
    return lines;
  });
  return [...legal, ...sessions];
}

/** The words of a decision where the office writes none, and of the letter that submits it and asks. */
export type UsualTexts = Readonly<Record<DraftField | "submission" | "asked", string>>;

/** The usual words of every field. */
export function usualTexts(facts: DraftFacts): UsualTexts {
  const { kind, validMonths, products, unit } = facts;
  const where = unit === null ? "" : ` ${unit}`;
  const isApproval = kind === "approval";
  return {
    article1: isApproval
      ? `Phê duyệt kết quả đánh giá, phân hạng ${products} sản phẩm OCOP${where} đề nghị cấp trên đánh giá, công nhận (danh sách kèm theo).`
      : `Công nhận kết quả đánh giá, phân hạng ${products} sản phẩm OCOP${where} (danh sách kèm theo). Kết quả công nhận và giấy chứng nhận có giá trị ${validMonths} tháng kể từ ngày ký Quyết định này.`,
    article2: isApproval
      ? "Cơ quan tham mưu hoàn thiện hồ sơ, trình cấp trên theo quy định."
      : "Chủ thể có sản phẩm được công nhận duy trì các điều kiện đã được đánh giá, sử dụng nhãn hiệu OCOP đúng hạng sao và trong thời hạn, nộp hồ sơ đánh giá lại đúng kỳ.",
    article3:
      "Quyết định này có hiệu lực kể từ ngày ký. Cơ quan tham mưu về OCOP, Ủy ban nhân dân cấp xã có sản phẩm và các chủ thể có tên trong danh sách chịu trách nhiệm thi hành Quyết định này.",
    recipients: ["Như Điều 3", "Lưu: VT, hồ sơ"].join("\n"),
    submission: `Hội đồng đã đánh giá, phân hạng ${products} sản phẩm trong danh sách dưới đây:`,
    asked: "Kính trình xem xét, ban hành Quyết định (dự thảo kèm theo).",
  };
}

/** Words of a field: what the office wrote, else the usual ones. */
export function wordsOf(
  texts: Readonly<Record<string, string>>,
  usual: UsualTexts,
  field: DraftField,
): string {
  const written = texts[field]?.trim();
  return written === undefined || written === "" ? usual[field] : written;
}
