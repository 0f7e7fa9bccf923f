import { foldText } from "#core/text.ts";
import { soundOfSyllable } from "#modules/places/fold.ts";
import type { CompanyForm, ProducerKind } from "#modules/producers/model.ts";

/** What officials shorten, folded. */
const abbreviations: Readonly<Record<string, string>> = {
  htx: "hop tac xa",
  htxnn: "hop tac xa nong nghiep",
  htxdv: "hop tac xa dich vu",
  htxdvnn: "hop tac xa dich vu nong nghiep",
  htxnndv: "hop tac xa nong nghiep dich vu",
  htxsx: "hop tac xa san xuat",
  lhhtx: "lien hiep hop tac xa",
  tht: "to hop tac",
  thtsx: "to hop tac san xuat",
  dntn: "doanh nghiep tu nhan",
  dn: "doanh nghiep",
  cssx: "co so san xuat",
  cscb: "co so che bien",
  cssxkd: "co so san xuat kinh doanh",
  cs: "co so",
  hkd: "ho kinh doanh",
  hkdct: "ho kinh doanh ca the",
  hgd: "ho gia dinh",
  hsx: "ho san xuat",
  hsxkd: "ho san xuat kinh doanh",
  sxkd: "san xuat kinh doanh",
  sxtm: "san xuat thuong mai",
  sxtmdv: "san xuat thuong mai dich vu",
  sx: "san xuat",
  kd: "kinh doanh",
  cty: "cong ty",
  ctcp: "cong ty co phan",
  tnhh: "trach nhiem huu han",
  cp: "co phan",
  mtv: "mot thanh vien",
  tm: "thuong mai",
  dv: "dich vu",
  tmdv: "thuong mai dich vu",
  xnk: "xuat nhap khau",
  nn: "nong nghiep",
  dl: "du lich",
};

/**
 * The key under which spellings of one name meet: without diacritics, abbreviations written out,
 * an open i or y and k or c alike. `HTX Tân Mỹ` and `Hợp tác xã Tân Mĩ` share it.
 */
export function nameKey(name: string): string {
  return expand(name)
    .split(" ")
    .map(soundOfSyllable)
    .join(" ")
    .replace(/^(ong|ba) (?=\S+ \S+)/, "")
    .replace(/\bva\b /g, "");
}

/** Words of a name that say what kind of business it is, not which one. */
const businessWords = new RegExp(
  `\\b(${[
    "lien hiep",
    "hop tac xa",
    "to hop tac",
    "tong cong ty",
    "cong ty",
    "trach nhiem huu han",
    "mot thanh vien",
    "hai thanh vien",
    "1 thanh vien",
    "2 thanh vien",
    "co phan",
    "doanh nghiep tu nhan",
    "doanh nghiep",
    "co so",
    "ho kinh doanh",
    "ho gia dinh",
    "ho san xuat",
    "ca the",
    "san xuat",
    "kinh doanh",
    "thuong mai",
    "dich vu",
    "nong nghiep",
    "tong hop",
    "dau tu",
    "phat trien",
    "xuat nhap khau",
    "che bien",
    "va",
  ].join("|")})\\b`,
  "g",
);

/** What is left of a name's key without the words for its kind of business; may be empty. */
export function coreKey(name: string): string {
  const words = expand(name).replace(businessWords, " ").split(" ").filter(Boolean);
  return words.map(soundOfSyllable).join(" ");
}

function expand(name: string): string {
  // "Cty." and "H.T.X" are abbreviations too.
  const joined = name.replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, "");
  return foldText(joined)
    .split(" ")
    .map((word) => (Object.hasOwn(abbreviations, word) ? abbreviations[word] : word))
    .join(" ");
}

/** A producer's legal form as its name or its column tells it; `isSure`: no other is possible. */
export type ReadKind = {
  readonly kind: ProducerKind;
  readonly companyForm: CompanyForm | null;
  readonly isSure: boolean;
};

const forms: readonly (readonly [RegExp, ProducerKind, boolean])[] = [
  [/^(lien hiep )?hop tac xa\b/, "cooperative", true],
  [/^to hop tac\b/, "cooperativeGroup", true],
  [/^(to|nhom) (san xuat|nong dan|phu nu|lien ket)\b/, "cooperativeGroup", false],
  [/^(tong )?cong ty\b/, "company", true],
  [/^doanh nghiep tu nhan\b/, "privateFirm", true],
  [/^(doanh nghiep|to chuc kinh te)\b/, "company", false],
  [/^trang trai\b/, "farm", true],
  [/^ho\b(?! (chi minh|guom|tay))/, "household", true],
  [/^(co so|cua hang|co so san xuat|lo|nha may|xuong|tiem|quan)\b/, "household", false],
  [/^(hoi|hiep hoi)\b/, "association", true],
  [/^trung tam dieu hanh\b/, "operatingCentre", true],
];

/** The legal form that a text begins with; null when it tells none. */
export function readKind(text: string): ReadKind | null {
  const words = expand(text);
  for (const [pattern, kind, isSure] of forms)
    if (pattern.test(words)) return { kind, companyForm: formOf(words, kind), isSure };
  return null;
}

function formOf(words: string, kind: ProducerKind): CompanyForm | null {
  if (kind !== "company") return null;
  if (/\btrach nhiem huu han\b/.test(words)) return "limited";
  return /\bco phan\b/.test(words) ? "jointStock" : null;
}

/** Stars as a register writes them: 4, `4 sao`, `★★★★`. Null when it is none from 1 to 5. */
export function readStars(text: string): number | null {
  const signs = /^[★⭐*✩☆\s]+$/u.test(text) ? Array.from(text.replace(/[\s☆✩]/g, "")).length : null;
  const digits = /^([1-5])(?:[.,]0+)?\s*(?:sao|stars?)?$/iu.exec(text);
  const stars = signs ?? (digits ? Number(digits[1]) : 0);
  return stars >= 1 && stars <= 5 ? stars : null;
}
