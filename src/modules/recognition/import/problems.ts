/** What a problem does to its row: the worst one decides about it. */
export type Severity = "corrected" | "doubtful" | "refused";

/**
 * What can be wrong with a cell. Corrected: the row enters, changed as said. Doubtful: it enters,
 * but this part is left open, or entered for the time being, until a person settles it. Refused:
 * the row does not enter.
 */
export const problemKinds = {
  filledFromAbove: ["corrected", "Ô trống lấy theo dòng trên"],
  serialDate: ["corrected", "Ngày viết dưới dạng số của bảng tính"],
  monthFirst: ["corrected", "Ngày viết tháng trước"],
  yearDisagrees: ["corrected", "Năm khác với ngày quyết định"],
  communeSpelling: ["corrected", "Cách viết tên xã"],
  producerKindRead: ["corrected", "Loại hình suy từ tên chủ thể"],
  sameNameWritten: ["corrected", "Một tên viết nhiều cách"],
  repeatedRound: ["corrected", "Lần công nhận ghi lại"],
  phoneLeftOut: ["corrected", "Số điện thoại không dùng được"],
  shortYear: ["doubtful", "Năm viết hai chữ số"],
  unreadableDate: ["doubtful", "Không đọc được ngày"],
  impossibleDate: ["doubtful", "Ngày không có thật"],
  futureDate: ["doubtful", "Ngày ở tương lai"],
  partialDate: ["doubtful", "Ngày thiếu"],
  unreadableYear: ["doubtful", "Không đọc được năm"],
  missingDate: ["doubtful", "Không có ngày, năm công nhận"],
  dateDisagrees: ["doubtful", "Hai ô ghi hai ngày"],
  regimeOpen: ["doubtful", "Chưa rõ theo quyết định nào về bộ tiêu chí"],
  noRegime: ["doubtful", "Chưa có quyết định nào về bộ tiêu chí vào lúc đó"],
  levelDisagrees: ["doubtful", "Hạng sao không thuộc thẩm quyền vào lúc đó"],
  expiryDisagrees: ["doubtful", "Ngày hết hạn khác 36 tháng"],
  starsDisagree: ["doubtful", "Hạng sao hiện tại khác lần công nhận cuối"],
  missingStars: ["doubtful", "Không có hạng sao"],
  notYetDecided: ["doubtful", "Mới có kết quả đánh giá"],
  statusUnknown: ["doubtful", "Tình trạng không rõ"],
  conflictingStars: ["doubtful", "Cùng sản phẩm, cùng năm, khác hạng sao"],
  communeUnknown: ["doubtful", "Không tìm thấy xã"],
  communeDivided: ["doubtful", "Xã đã chia cho nhiều xã mới"],
  communeAmbiguous: ["doubtful", "Nhiều xã cùng tên"],
  producerAlike: ["doubtful", "Có thể trùng chủ thể khác"],
  districtUnknown: ["doubtful", "Không tìm thấy huyện"],
  producerKindOpen: ["doubtful", "Chưa rõ loại hình chủ thể"],
  producerKindDisagrees: ["doubtful", "Loại hình khác tên chủ thể"],
  errorCell: ["doubtful", "Ô lỗi công thức"],
  missingProduct: ["refused", "Không có tên sản phẩm"],
  missingProducer: ["refused", "Không có chủ thể"],
  missingProvince: ["refused", "Không có tỉnh"],
  provinceUnknown: ["refused", "Không tìm thấy tỉnh"],
  outsideScope: ["refused", "Ngoài địa bàn của người nhập"],
  badStars: ["refused", "Hạng sao không đúng"],
  notRecognised: ["refused", "Chưa được công nhận"],
  tooLong: ["refused", "Ô quá dài"],
  duplicate: ["refused", "Trùng dòng khác"],
  alreadyKept: ["refused", "Đã có trong hệ thống"],
} as const satisfies Record<string, readonly [Severity, string]>;
export type ProblemKind = keyof typeof problemKinds;

/** One finding: its cell, what it is, what is said about it, and what might be meant. */
export type Problem = {
  /** Row of the sheet, from 1; 0 for what concerns the whole file. */
  readonly row: number;
  /** Letter of the column; empty for what concerns the whole file. */
  readonly column: string;
  readonly kind: ProblemKind | "file";
  readonly text: string;
  readonly candidates: readonly string[];
};

export type RowStatus = "accepted" | Severity;

const order: readonly RowStatus[] = ["accepted", "corrected", "doubtful", "refused"];

/** What becomes of a row with these problems. */
export function statusOf(problems: readonly Pick<Problem, "kind">[]): RowStatus {
  return problems.reduce<RowStatus>((worst, { kind }) => {
    if (kind === "file") return worst;
    const [severity] = problemKinds[kind];
    return order.indexOf(severity) > order.indexOf(worst) ? severity : worst;
  }, "accepted");
}
