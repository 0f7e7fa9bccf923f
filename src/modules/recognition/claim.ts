import type { Day } from "#core/calendar/day.ts";

/** Number and day that an uploaded copy is said to bear. */
export type Claim = { readonly numberText: string; readonly signedOn: Day };

/**
 * What a copy's own text says of a claim: it bears both; something is not in it; or it has no
 * text that could be read, as a scan has none.
 */
export type Reading =
  | { readonly outcome: "bears" }
  | { readonly outcome: "lacks"; readonly missing: readonly ("number" | "day")[] }
  | { readonly outcome: "unread" };

/** Fewer letters than these are no text: a stamp of the scanner, a page number. */
const leastLetters = 40;

/** Text as it is compared: composed, small, with one kind of dash. */
const bare = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\u200b/gu, "")
    .replace(/[‐‑‒–—−]/gu, "-");

/** Compares a copy's text with the number and day that it is said to bear. */
export function readClaim(text: string, { numberText, signedOn }: Claim): Reading {
  const words = bare(text);
  if ((words.match(/\p{L}/gu)?.length ?? 0) < leastLetters) return { outcome: "unread" };
  const missing = [
    ...(numberPattern(numberText).test(words) ? [] : ["number" as const]),
    ...(dayPattern(signedOn).test(words) ? [] : ["day" as const]),
  ];
  return missing.length === 0 ? { outcome: "bears" } : { outcome: "lacks", missing };
}

/** The number as a whole: `1/QĐ-UBND` is not in `21/QĐ-UBND`, and `01` is `1`. Blanks may lie anywhere. */
function numberPattern(numberText: string): RegExp {
  const number = bare(numberText)
    .replace(/\s+/g, "")
    .replace(/^0+(?=\d)/, "");
  const letters = Array.from(number)
    .map((one) => one.replace(/[.*+?^${}()|[\]\\/]/, String.raw`\$&`))
    .join(String.raw`\s*`);
  return new RegExp(String.raw`(?<!\d)(0\s*)*${letters}(?![\p{L}\d])`, "u");
}

/** In words or in figures, with or without the zeros that people put before small numbers. */
function dayPattern(day: Day): RegExp {
  const [year = "", month = "", date = ""] = day.split("-");
  const [d, m, y] = [String(Number(date)), String(Number(month)), year].map((number) =>
    Array.from(number).join(String.raw`\s*`),
  );
  const words = String.raw`ngày\s*(0\s*)?${d}\s*tháng\s*(0\s*)?${m}\s*năm\s*${y}`;
  const figures = String.raw`(?<!\d)0?${d}\s*[/.-]\s*0?${m}\s*[/.-]\s*${y}`;
  return new RegExp(`((${words})|(${figures}))(?!\\d)`, "u");
}
