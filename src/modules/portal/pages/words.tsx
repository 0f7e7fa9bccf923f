import type { PlaceName } from "#modules/places/model.ts";
import { englishNameOf, fullNameOf } from "#modules/places/rules.ts";
import type { ProducerKind } from "#modules/producers/model.ts";
import { producerKinds } from "#modules/producers/model.ts";
import { dayText } from "#ui/dates.ts";
import type { Lang } from "#ui/lang.ts";

/** Titles of the parts of a set of criteria in English, by their code. */
export const partNames: Readonly<Record<string, string>> = {
  A: "Product and strength of the community",
  B: "Marketing",
  C: "Quality of the product",
};

/** Sectors of the decisions in English; the rulebooks have them in Vietnamese. */
const sectorsInEnglish: Readonly<Record<string, string>> = {
  "Thực phẩm": "Food",
  "Đồ uống": "Drinks",
  "Dược liệu và sản phẩm từ dược liệu": "Medicinal herbs and products made of them",
  "Thủ công mỹ nghệ": "Handicrafts",
  "Sinh vật cảnh": "Ornamental plants and animals",
  "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch":
    "Community tourism, ecotourism and tourist sites",
};

/** A sector in a language; one that has no English name stays as it is. */
export function sectorName(name: string, lang: Lang): string {
  return lang === "vi" ? name : (sectorsInEnglish[name] ?? name);
}

const kindsInEnglish: Readonly<Record<ProducerKind, string>> = {
  cooperative: "Cooperative",
  cooperativeGroup: "Cooperative group",
  company: "Company",
  privateFirm: "Private firm",
  farm: "Farm",
  household: "Household",
  association: "Association",
  operatingCentre: "Operating centre",
};

/** The kinds of producers as a shopper reads them, without the conditions of the law. */
const kindsInVietnamese: Readonly<Partial<Record<ProducerKind, string>>> = {
  company: "Công ty",
  household: "Hộ sản xuất",
  association: "Hội, hiệp hội",
  operatingCentre: "Trung tâm điều hành",
};

/** A kind of producer in a language. */
export function kindName(kind: ProducerKind, lang: Lang): string {
  if (lang === "en") return kindsInEnglish[kind];
  return kindsInVietnamese[kind] ?? producerKinds[kind].vi;
}

/** How a sample says that it is one. */
export const sampleWord: Readonly<Record<Lang, string>> = { vi: "dữ liệu mẫu", en: "sample data" };

const numbers = {
  vi: new Intl.NumberFormat("vi-VN"),
  en: new Intl.NumberFormat("en-GB"),
} as const;

/** A count as people of the language write it: 1.234, 1,234. */
export function countText(count: number, lang: Lang): string {
  return numbers[lang].format(count);
}

/** A text in the page's language, or as it was written where it is in one only; null where there is none. */
export function inLang(
  text: { readonly vi: string | null; readonly en: string | null },
  lang: Lang,
): { text: string; lang: Lang } | null {
  const own = text[lang];
  if (own) return { text: own, lang };
  return text.vi ? { text: text.vi, lang: "vi" } : null;
}

/** The day in Vietnam on which a piece of news came out. */
export function newsDay(instant: Date, lang: Lang): string {
  return dayText(vietnamDay.format(instant), lang);
}

const vietnamDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });

/** Commune and province of a product in a line. */
export function placeText(
  of: { readonly commune: PlaceName | null; readonly province: PlaceName | null },
  lang: Lang,
): string {
  const name = lang === "vi" ? fullNameOf : englishNameOf;
  return [of.commune, of.province].flatMap((place) => (place ? [name(place)] : [])).join(", ");
}
