import type { Day } from "#core/calendar/day.ts";
import { dayInWords } from "#core/documents/vietnamese.ts";

/** Where a province's letter to the level above stands; an issued one is never changed. */
export const upwardStates = {
  draft: "Dự thảo",
  issued: "Đã ban hành",
  dropped: "Đã bỏ",
} as const satisfies Record<string, string>;
export type UpwardState = keyof typeof upwardStates;

/**
 * What a package holds (26/2026/QĐ-TTg, article 6): a first assessment and an upgrade bring the
 * council's work and the decision that approves it; a re-evaluation the advising agency's report.
 */
export const packageKinds = {
  first: "Đánh giá lần đầu, nâng hạng",
  renewal: "Đánh giá lại",
} as const satisfies Record<string, string>;
export type PackageKind = keyof typeof packageKinds;

/** What officers may word themselves while the letter is a draft; an empty one keeps the usual words. */
export const upwardFields = {
  body: "Nội dung văn bản",
  recipients: "Nơi nhận (mỗi dòng một nơi)",
  report: "Nhận xét trong báo cáo của cơ quan tham mưu (chỉ với đánh giá lại)",
} as const satisfies Record<string, string>;
export type UpwardField = keyof typeof upwardFields;
export const upwardFieldNames = Object.keys(upwardFields) as [UpwardField, ...UpwardField[]];

/** Products of one package: its forms are made in memory, its papers are not. */
export const mostItems = 20;

/** What the usual words are made of. */
export type UpwardFacts = {
  readonly kind: PackageKind;
  /** `tỉnh Thái Nguyên`. */
  readonly unit: string;
  /** `26/2026/QĐ-TTg`. */
  readonly regimeDecision: string;
  readonly products: number;
  /** From how many points a result goes up; null where the procedure does not say. */
  readonly fromPoints: number | null;
};

/** The usual subject of the letter; its head prints it after "V/v". */
export function usualSubject({ kind, unit }: Pick<UpwardFacts, "kind" | "unit">): string {
  return kind === "renewal"
    ? `Đề nghị đánh giá lại, công nhận sản phẩm OCOP 5 sao của ${unit}`
    : `Đề nghị đánh giá, công nhận sản phẩm OCOP 5 sao của ${unit}`;
}

/** The usual words of every field. */
export function usualUpwardTexts(facts: UpwardFacts): Readonly<Record<UpwardField, string>> {
  const { kind, unit, regimeDecision, products, fromPoints } = facts;
  const from = fromPoints === null ? "" : ` đạt từ ${fromPoints} điểm trở lên`;
  return {
    body:
      kind === "renewal"
        ? `Thực hiện Quyết định số ${regimeDecision}, cơ quan tham mưu về OCOP đã kiểm tra hồ sơ đánh giá lại của ${products} sản phẩm. Ủy ban nhân dân ${unit} đề nghị Bộ Nông nghiệp và Môi trường đánh giá lại, công nhận các sản phẩm sau:`
        : `Thực hiện Quyết định số ${regimeDecision}, Hội đồng đánh giá, phân hạng sản phẩm OCOP ${unit} đã đánh giá ${products} sản phẩm${from}; kết quả đã được phê duyệt. Ủy ban nhân dân ${unit} đề nghị Bộ Nông nghiệp và Môi trường đánh giá, công nhận các sản phẩm sau:`,
    recipients: ["Như trên", "Chủ tịch, các Phó Chủ tịch UBND", "Lưu: VT, hồ sơ"].join("\n"),
    report:
      "Cơ quan tham mưu đã kiểm tra thành phần, nội dung hồ sơ đánh giá lại; nội dung kiểm tra từng sản phẩm nêu trong bảng. Đề nghị trình cấp trên đánh giá lại.",
  };
}

/** Lines of the legal basis that name what the level above told, each letter once. */
export function toldBasis(
  letters: readonly ({
    readonly sender: string;
    readonly number: string;
    readonly on: Day;
  } | null)[],
): string[] {
  const lines = letters.flatMap((letter) =>
    letter
      ? [
          `Căn cứ Văn bản số ${letter.number} ${dayInWords(letter.on)} của ${letter.sender} về kết quả đánh giá, phân hạng sản phẩm OCOP`,
        ]
      : [],
  );
  return [...new Set(lines)];
}

/** Words of a field: what the office wrote, else the usual ones. */
export function upwardWords(
  texts: Readonly<Record<string, string>>,
  usual: Readonly<Record<UpwardField, string>>,
  field: UpwardField,
): string {
  const written = texts[field]?.trim() ?? "";
  return written === "" ? usual[field] : written;
}
