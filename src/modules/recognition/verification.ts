import type { Day } from "#core/calendar/day.ts";
import type { CertificateFacts } from "./schema.server.ts";
import type { CertificateState, RevocationGround } from "./model.ts";

/**
 * What a lookup can answer. Beside the states of a recognition: `unsealed`, the decision is taken
 * and the certificate not yet made; `altered`, what is stored is not what was signed.
 */
export type VerificationState = CertificateState | "unsealed" | "altered";

/** The unit that signed a certificate, and who answers for it now. */
export type Issuer = {
  readonly name: string;
  /** What the unit is called today, or who took over its work; null where nothing has changed. */
  readonly today: string | null;
};

/** What anyone with a certificate's address may know. Names no person. */
export type Verification = {
  readonly token: string;
  readonly state: VerificationState;
  /** The day in Vietnam that the state is of. */
  readonly checkedOn: Day;
  readonly isDemo: boolean;
  /** Null while unsealed and when altered: nothing that is not signed is shown as fact. */
  readonly facts: (Omit<CertificateFacts, "photo"> & { readonly hasPhoto: boolean }) | null;
  readonly number: string;
  readonly issuer: Issuer;
  /** The commune of the producer today, where it has another name than on the certificate. */
  readonly placeToday: string | null;
  readonly extension: { readonly until: Day; readonly basis: string | null } | null;
  readonly revocation: {
    readonly on: Day;
    readonly ground: RevocationGround | null;
    readonly decision: string | null;
    readonly decidedOn: Day | null;
    readonly issuer: string | null;
  } | null;
  readonly replacement: {
    readonly on: Day;
    readonly number: string | null;
    readonly token: string | null;
  } | null;
  /** Place of its issue in the transparency log; null before it is there. */
  readonly logPlace: number | null;
};

/** How a state looks: never by colour alone. */
export type Tone = "good" | "attention" | "ended" | "bad";

/** Tone of every state; `unknown` is the answer to a token that nothing has. */
export const tones = {
  valid: "good",
  expiring: "good",
  extended: "attention",
  unsealed: "attention",
  expired: "ended",
  replaced: "ended",
  revoked: "bad",
  altered: "bad",
  unknown: "bad",
} as const satisfies Record<VerificationState | "unknown", Tone>;

/** The tone of an answer: what is only a sample never looks like a certificate in force. */
export function toneOf(state: VerificationState | "unknown", isDemo: boolean): Tone {
  return isDemo && tones[state] === "good" ? "attention" : tones[state];
}

type Texts<T> = Readonly<Record<"vi" | "en", T>>;
type StateWords = Readonly<Record<VerificationState | "unknown", string>>;

/** The state as the head of the page. */
export const stateTitles: Texts<StateWords> = {
  vi: {
    valid: "Giấy chứng nhận còn hiệu lực",
    expiring: "Còn hiệu lực, đang trong kỳ đánh giá lại",
    extended: "Được kéo dài hiệu lực",
    unsealed: "Giấy chứng nhận đang được lập",
    expired: "Giấy chứng nhận đã hết hiệu lực",
    replaced: "Đã được thay bằng giấy chứng nhận khác",
    revoked: "Giấy chứng nhận đã bị thu hồi",
    altered: "Dữ liệu không khớp chữ ký",
    unknown: "Không có giấy chứng nhận nào mang mã này",
  },
  en: {
    valid: "This certificate is valid",
    expiring: "Valid, now in its renewal period",
    extended: "Validity extended",
    unsealed: "This certificate is being made",
    expired: "This certificate has expired",
    replaced: "Replaced by another certificate",
    revoked: "This certificate has been revoked",
    altered: "The data do not match the signature",
    unknown: "No certificate has this code",
  },
};

/** The state as the head of the page; a sample says first that it is one. */
export function titleOf(
  state: VerificationState | "unknown",
  isDemo: boolean,
  lang: "vi" | "en",
): string {
  const title = stateTitles[lang][state];
  if (!isDemo) return title;
  const rest = title.charAt(0).toLowerCase() + title.slice(1);
  return lang === "vi" ? `Giấy mẫu, không có giá trị: ${rest}` : `Sample without effect: ${rest}`;
}

/** What the state means for who stands before the shelf. */
export const stateMeanings: Texts<StateWords> = {
  vi: {
    valid: "Sản phẩm đang được công nhận OCOP. Hãy so tên, ảnh và chủ thể dưới đây với bao bì.",
    expiring:
      "Sản phẩm đang được công nhận OCOP; chủ thể đã đến kỳ nộp hồ sơ đánh giá lại. Hãy so tên, ảnh và chủ thể dưới đây với bao bì.",
    extended:
      "Thời hạn ghi trên giấy đã qua, nhưng cơ quan có thẩm quyền đã cho kéo dài hiệu lực đến ngày ghi dưới đây.",
    unsealed: "Quyết định đã ban hành, bản có chữ ký đang được tạo. Hãy tra lại sau ít phút.",
    expired: "Sản phẩm từng được công nhận, nay không còn được dùng hạng sao này.",
    replaced: "Giấy này không còn dùng nữa. Hãy xem giấy chứng nhận mới của sản phẩm.",
    revoked: "Sản phẩm không còn được dùng nhãn hiệu và hạng sao OCOP theo giấy này.",
    altered:
      "Nội dung lưu trên hệ thống không giống nội dung đã được ký. Không dùng kết quả này; hãy báo cho cơ quan cấp giấy.",
    unknown:
      "Mã có thể bị in sai, chụp thiếu hoặc làm giả. Hãy quét lại mã QR trên bao bì; nếu vẫn không có, đừng tin hạng sao ghi trên đó.",
  },
  en: {
    valid:
      "This product is a recognised OCOP product. Compare the name, photo and producer below with the package.",
    expiring:
      "This product is a recognised OCOP product and due for re-evaluation. Compare the name, photo and producer below with the package.",
    extended:
      "The date on the certificate has passed; the authority extended its validity to the day below.",
    unsealed:
      "The decision has been issued; the signed copy is being made. Look again in a few minutes.",
    expired: "This product was recognised once. It may not use this star rating any more.",
    replaced: "This certificate is no longer used. See the product’s new certificate.",
    revoked: "This product may not use the OCOP mark and star rating of this certificate any more.",
    altered:
      "What the system holds is not what was signed. Do not rely on this result; please tell the issuing authority.",
    unknown:
      "The code may be misprinted, cut off or forged. Scan the QR code on the package again; if there is still nothing, do not trust the stars shown on it.",
  },
};

/** What there is to say of a sample in place of what its state would mean. */
const demoMeaning: Texts<string> = {
  vi: "Đây là giấy chứng nhận mẫu của bản dùng thử, không có giá trị pháp lý. Sản phẩm và chủ thể dưới đây không có thật.",
  en: "This is a sample certificate of a trial installation, without legal effect. The product and the producer below are invented.",
};

/** What an answer means for who stands before the shelf. */
export function meaningOf(
  state: VerificationState | "unknown",
  isDemo: boolean,
  lang: "vi" | "en",
): string {
  return isDemo ? demoMeaning[lang] : stateMeanings[lang][state];
}

/** The star rating in a sentence: of how many, and what the law calls it. */
export function starMeaning(stars: number, lang: "vi" | "en"): string {
  if (lang === "vi")
    return stars === 5
      ? "Hạng 5 sao, hạng cao nhất của Chương trình OCOP, do cấp Trung ương công nhận."
      : `Hạng ${stars} sao, trên thang 5 sao của Chương trình OCOP.`;
  return stars === 5
    ? "5 stars, the highest rank of the OCOP programme, recognised at national level."
    : `${stars} stars on the five-star scale of the OCOP programme.`;
}

/** Grounds of a revocation in English; the Vietnamese words are the model's. */
export const groundsInEnglish = {
  falseOrForgedDossier: "False or forged dossier",
  noLongerMeetsCriteria: "The criteria are no longer met",
  breachOfLaw: "Breach of the law on quality, safety, environment, intellectual property or labels",
  misuseOfOcopMark: "Misuse of the OCOP mark",
  stoppedProduction: "Production has stopped",
  otherAuthorityConclusion: "Conclusion of a competent authority",
} as const satisfies Record<RevocationGround, string>;
