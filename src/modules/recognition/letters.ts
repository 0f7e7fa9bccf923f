import { dayInWords } from "#core/documents/vietnamese.ts";
import { asPhrase } from "./documents/paper.ts";
import type { DecisionKind, LetterKind } from "./model.ts";

/** Letters that are written here: with a draft, about a decision, about a result that is not enough. */
export type OwnLetterKind = Extract<LetterKind, "submission" | "notice" | "result">;

/** Letters before the agency's own sign in a number (Decree 30/2020: kind of paper in short). */
export const letterSymbols = {
  submission: "TTr",
  notice: "TB",
  result: "TB",
} as const satisfies Record<OwnLetterKind, string>;

/** Notices of any kind are one series: two papers never bear the same number and sign. */
export const letterSeries = {
  submission: "submission",
  notice: "notice",
  result: "notice",
} as const satisfies Record<OwnLetterKind, LetterKind>;

/** What officers may word themselves while a letter has no number; an empty one keeps the usual words. */
export const letterFields = {
  about: "Trích yếu",
  basis: "Căn cứ (mỗi dòng một căn cứ)",
  before: "Nội dung trước bảng",
  after: "Nội dung sau bảng",
  recipients: "Nơi nhận (mỗi dòng một nơi)",
} as const satisfies Record<string, string>;
export type LetterField = keyof typeof letterFields;
export const letterFieldNames = Object.keys(letterFields) as [LetterField, ...LetterField[]];
export type LetterWords = Readonly<Record<LetterField, string>>;

/** The agency that writes, until the office says its own name, and its sign in numbers. */
export const usualAgency = { agency: "Cơ quan tham mưu OCOP", symbol: "OCOP" } as const;

/** The words of a letter: what the office wrote, else the usual ones. */
export function letterWords(
  written: Readonly<Partial<Record<LetterField, string>>>,
  usual: LetterWords,
): LetterWords {
  const words = { ...usual };
  for (const name of letterFieldNames) {
    const own = written[name]?.trim() ?? "";
    if (own !== "") words[name] = own;
  }
  return words;
}

const receivers = (...names: readonly string[]) => [...names, "Lưu: VT, hồ sơ"].join("\n");

/** The usual words of the letter with which an office submits a draft; `text` says what is asked. */
export function submissionWords(of: {
  title: string;
  basis: readonly string[];
  text: string;
  asked: string;
}): LetterWords {
  return {
    about: `Về việc ban hành Quyết định ${asPhrase(of.title)}`,
    basis: of.basis.join("\n"),
    before: of.text,
    after: of.asked,
    recipients: receivers("Như trên"),
  };
}

/** A decision, as far as notices of it go. */
export type Noticed = {
  readonly kind: DecisionKind;
  readonly title: string;
  readonly issuer: string;
  readonly numberText: string | null;
  readonly signedOn: string | null;
};

const decidedWords = ({ title, issuer, numberText, signedOn }: Noticed) =>
  `${issuer} đã ban hành Quyết định ${
    numberText === null || signedOn === null
      ? "(đang dự thảo)"
      : `số ${numberText} ${dayInWords(signedOn)}`
  } ${asPhrase(title)}. Kết quả như sau:`;

const toCommune = {
  recognition:
    "Đề nghị Ủy ban nhân dân cấp xã thông báo đến cộng đồng, hướng dẫn chủ thể duy trì điều kiện đã được đánh giá và báo ngay khi sản phẩm ngừng sản xuất.",
  approval:
    "Hồ sơ được trình cấp trên đánh giá, công nhận theo quy định. Đề nghị Ủy ban nhân dân cấp xã thông báo đến chủ thể.",
  revocation:
    "Đề nghị Ủy ban nhân dân cấp xã thông báo đến cộng đồng và theo dõi việc chủ thể thôi sử dụng nhãn hiệu OCOP trên sản phẩm nêu trên.",
  restoration: "Đề nghị Ủy ban nhân dân cấp xã thông báo đến cộng đồng và chủ thể.",
} as const satisfies Record<DecisionKind, string>;

const toProducer = {
  recognition:
    "Sản phẩm được dùng nhãn hiệu OCOP đúng hạng sao trong thời hạn của giấy chứng nhận.{until} Đề nghị chủ thể nộp hồ sơ đánh giá lại đúng kỳ trước khi hết hạn.",
  approval:
    "Hồ sơ được trình cấp trên đánh giá, công nhận theo quy định. Kết quả của cấp trên sẽ được thông báo bằng văn bản.",
  revocation:
    "Sản phẩm không còn được dùng nhãn hiệu OCOP theo giấy chứng nhận đã bị thu hồi. Đề nghị chủ thể nộp lại giấy chứng nhận.",
  restoration:
    "Giấy chứng nhận đã cấp tiếp tục có giá trị đến hết thời hạn ghi trên giấy. Sản phẩm được dùng nhãn hiệu OCOP đúng hạng sao trong thời hạn đó.",
} as const satisfies Record<DecisionKind, string>;

const noticeAbout = {
  recognition: "Kết quả công nhận sản phẩm OCOP",
  approval: "Kết quả đánh giá, phân hạng sản phẩm OCOP đề nghị cấp trên công nhận",
  revocation: "Thu hồi kết quả công nhận sản phẩm OCOP",
  restoration: "Khôi phục kết quả công nhận sản phẩm OCOP",
} as const satisfies Record<DecisionKind, string>;

/** The usual words of the notice of a decision to a commune. */
export function communeNoticeWords(decision: Noticed, to: string): LetterWords {
  return {
    about: `${noticeAbout[decision.kind]} trên địa bàn`,
    basis: "",
    before: decidedWords(decision),
    after: toCommune[decision.kind],
    recipients: receivers(to),
  };
}

/** The usual words of the notice of a decision to a producer, with the last valid day where there is one. */
export function producerNoticeWords(
  decision: Noticed,
  {
    productName,
    producerName,
    commune,
    expiresOn,
  }: { productName: string; producerName: string; commune: string; expiresOn: string | null },
): LetterWords {
  const until =
    expiresOn === null ? "" : ` Giấy chứng nhận có giá trị đến hết ${dayInWords(expiresOn)}.`;
  return {
    about: `${noticeAbout[decision.kind]}: ${productName}`,
    basis: "",
    before: decidedWords(decision),
    after: toProducer[decision.kind].replace("{until}", until),
    recipients: receivers(producerName, commune),
  };
}

/** A result below recognition, as its letter tells it. */
export type ShortResult = {
  readonly productName: string;
  readonly producerName: string;
  /** The commune's committee, which hears of it too. */
  readonly commune: string;
  /** `26/2026/QĐ-TTg`. */
  readonly regimeDecision: string;
  readonly mean: string | null;
  readonly stars: number;
  readonly fromStars: number;
  readonly heldOn: string;
  /** The letter of the council above that told it; null for a result of the council here. */
  readonly told: {
    readonly sender: string;
    readonly number: string;
    readonly on: string;
    readonly remarks: string | null;
  } | null;
  /** How many changes the advice names; 0: none can be said. */
  readonly changes: number;
};

/** The usual words of the letter on a result that is not recognised. */
export function resultWords(of: ShortResult): LetterWords {
  const points = of.mean === null ? "" : `đạt ${of.mean} điểm, `;
  const found = `sản phẩm ${points}xếp hạng ${of.stars} sao`;
  const by = of.told
    ? `Hội đồng cấp Trung ương đã đánh giá sản phẩm ${of.productName} theo Quyết định số ${of.regimeDecision}; kết quả thông báo tại Văn bản số ${of.told.number} ${dayInWords(of.told.on)} của ${of.told.sender}: ${found}.${of.told.remarks === null ? "" : `\nNhận xét của Hội đồng: ${of.told.remarks}\n`}`
    : `Hội đồng đã chốt kết quả đánh giá sản phẩm ${of.productName} ${dayInWords(of.heldOn)} theo Quyết định số ${of.regimeDecision}: ${found}.`;
  const rule = `Theo quy định, sản phẩm từ ${of.fromStars} sao mới được công nhận và cấp giấy chứng nhận.`;
  const result = `${by}${by.endsWith("\n") ? "" : " "}${rule}`;
  const advice = `Theo phiếu đánh giá của hội đồng, ít nhất cần cải thiện ${of.changes} nội dung sau để đạt ${of.fromStars} sao:`;
  return {
    about: `Kết quả đánh giá, phân hạng sản phẩm ${of.productName}`,
    basis: "",
    before: of.changes === 0 ? result : `${result}\n${advice}`,
    after: "Chủ thể có thể hoàn thiện sản phẩm và đăng ký đánh giá ở đợt sau.",
    recipients: receivers(of.producerName, of.commune),
  };
}
