import type { PublicState } from "../model.ts";
import type { Standing } from "../standing.ts";
import { dayText } from "#ui/dates.ts";
import type { Lang } from "#ui/lang.ts";

type Words = Readonly<Record<PublicState, string>>;

const titles: Readonly<Record<Lang, Words>> = {
  vi: {
    valid: "Đang được công nhận OCOP",
    expiring: "Đang được công nhận OCOP, sắp đến hạn đánh giá lại",
    extended: "Được kéo dài hiệu lực",
    uncertain: "Chưa rõ ngày hết hiệu lực",
    expired: "Hết hiệu lực công nhận",
    revoked: "Đã bị thu hồi công nhận",
    replaced: "Công nhận này đã được thay thế",
  },
  en: {
    valid: "Recognised OCOP product",
    expiring: "Recognised OCOP product, due for re-evaluation",
    extended: "Validity extended",
    uncertain: "The day on which it ends is not known",
    expired: "The recognition has expired",
    revoked: "The recognition has been revoked",
    replaced: "This recognition was replaced",
  },
};

/** The state as a page's first words. */
export function standingTitle(state: PublicState, lang: Lang): string {
  return titles[lang][state];
}

type Told = {
  readonly year: string;
  /** The last day in force, in words; null where it is not known. */
  readonly ends: string | null;
  readonly revoked: string | null;
};
type Meanings = Readonly<Record<PublicState, (of: Told) => string>>;

const holdsVi = ({ year, ends }: Told) =>
  ends === null
    ? `Công nhận năm ${year}, không rõ ngày; còn trong 36 tháng.`
    : `Có giá trị đến hết ngày ${ends}.`;
const holdsEn = ({ year, ends }: Told) =>
  ends === null
    ? `Recognised in ${year}, day not known; within 36 months.`
    : `Valid through ${ends}.`;

const meanings: Readonly<Record<Lang, Meanings>> = {
  vi: {
    valid: holdsVi,
    expiring: holdsVi,
    extended: ({ ends }) =>
      `Thời hạn ghi trên giấy đã qua; cơ quan có thẩm quyền cho kéo dài đến hết ngày ${ends ?? "chưa rõ"}.`,
    uncertain: ({ year }) =>
      `Công nhận năm ${year}, không rõ ngày: hồ sơ cũ chỉ ghi năm, nên chưa biết đã hết 36 tháng hay chưa. Hãy xem giấy chứng nhận của chủ thể.`,
    expired: ({ year, ends }) =>
      `${ends === null ? `Công nhận năm ${year}, không rõ ngày; thời hạn đã qua.` : `Có giá trị đến hết ngày ${ends}, nay đã qua.`} Sản phẩm không còn được dùng hạng sao này.`,
    revoked: ({ revoked }) =>
      `Thu hồi${revoked === null ? "" : ` ngày ${revoked}`}. Sản phẩm không được dùng nhãn hiệu và hạng sao OCOP.`,
    replaced: () => "Hạng sao này không còn dùng nữa; xem lịch sử công nhận bên dưới.",
  },
  en: {
    valid: holdsEn,
    expiring: holdsEn,
    extended: ({ ends }) =>
      `The day on the certificate has passed; the authority extended it through ${ends ?? "a day not known"}.`,
    uncertain: ({ year }) =>
      `Recognised in ${year}, day not known: the old register names the year only, so it is not known whether the 36 months are over. Ask the producer for the certificate.`,
    expired: ({ year, ends }) =>
      `${ends === null ? `Recognised in ${year}, day not known; its time is over.` : `It was valid through ${ends}.`} The product may not use these stars any more.`,
    revoked: ({ revoked }) =>
      `Revoked${revoked === null ? "" : ` on ${revoked}`}. The product may not use the OCOP mark and stars.`,
    replaced: () => "These stars are not used any more; see the history below.",
  },
};

/** What the state means for who is about to buy, with the days as far as they are known. */
export function standingMeaning(of: Standing, lang: Lang): string {
  const inWords = (day: string | null) => (day === null ? null : dayText(day, lang));
  return meanings[lang][of.state]({
    year: of.since.slice(0, 4),
    ends: inWords(of.endsOn),
    revoked: inWords(of.revokedOn),
  });
}

/** When it was recognised, as far as it is known. */
export function recognisedText(
  { recognisedOn, since }: Pick<Standing, "recognisedOn" | "since">,
  lang: Lang,
): string {
  if (recognisedOn !== null) return dayText(recognisedOn, lang);
  const year = since.slice(0, 4);
  return lang === "vi" ? `năm ${year}, không rõ ngày` : `in ${year}, day not known`;
}
