import { englishNameOf, fullNameOf } from "#modules/places/rules.ts";
import type { CatalogueRow } from "../service/catalogue.server.ts";

/** What the picture of a product says, in the language of its page. */
export type SharedFacts = {
  readonly name: string;
  readonly whose: string;
  readonly stars: number;
  /** Whether the stars may not be shown any more. */
  readonly isOver: boolean;
  /** Since when the star was given: a shared picture is looked at for years. */
  readonly since: string;
  /** What to do before one believes it. */
  readonly advice: string;
  /** Said of samples; null for what is real. */
  readonly sample: string | null;
};

type Product = Pick<
  CatalogueRow,
  "name" | "producerName" | "stars" | "recognisedOn" | "since" | "province" | "commune" | "isDemo"
>;

const words = {
  vi: {
    on: (day: string) => `Công nhận ngày ${day}`,
    in: (year: string) => `Công nhận năm ${year}`,
    advice: "Mở trang này để xem hạng sao còn hiệu lực không",
    sample: "Dữ liệu minh họa",
  },
  en: {
    on: (day: string) => `Recognised on ${day}`,
    in: (year: string) => `Recognised in ${year}`,
    advice: "Open the page to see whether the star holds today",
    sample: "Sample data",
  },
} as const;

/** The facts of a product for its picture; a day is written as the language writes it. */
export function sharedFacts(
  product: Product,
  lang: "vi" | "en",
  { isOver, dayText }: { isOver: boolean; dayText: (day: string) => string },
): SharedFacts {
  const texts = words[lang];
  const nameOf = lang === "vi" ? fullNameOf : englishNameOf;
  const place = [product.commune, product.province].flatMap((one) => (one ? [nameOf(one)] : []));
  return {
    name: product.name,
    whose: [product.producerName, place.join(", ")].filter(Boolean).join(" · "),
    stars: product.stars,
    isOver,
    since:
      product.recognisedOn === null
        ? texts.in(product.since.slice(0, 4))
        : texts.on(dayText(product.recognisedOn)),
    advice: texts.advice,
    sample: product.isDemo ? texts.sample : null,
  };
}

/** What is to be seen on the picture, for those who do not see it. */
export function sharedAlt(facts: SharedFacts, lang: "vi" | "en"): string {
  const stars = facts.isOver
    ? ""
    : lang === "vi"
      ? `, ${facts.stars} sao OCOP, ${facts.since.toLowerCase()}`
      : `, ${facts.stars} OCOP stars, ${facts.since.toLowerCase()}`;
  return `${facts.name}${stars}. ${facts.whose}`;
}
