import { z } from "zod";
import { formatNumber, parseNumber } from "./input/number.ts";
import { cleanLine } from "./input/text.ts";

/**
 * Amounts of money as people type and read them. Inside the program an amount is a whole number of
 * đồng (`bigint`), never a float.
 *
 * How a typed amount is read, with no guessing:
 * 1. Points and blanks part thousands, a comma starts the decimals: `27.338,8` is 27338.8.
 * 2. So `1.234` is one thousand two hundred and thirty-four of the unit, **also in millions**; who
 *    means a decimal types the comma (`1,234`). The page shows the amount read beside the cell.
 * 3. A point that parts no full group of three starts decimals (`1.5`, `0.500`), as a telephone's
 *    keypad types them.
 * 4. The unit is the cell's, unless one is typed behind the number: `1,5 triệu`, `2 tỷ`, `500 nghìn`.
 * 5. What is less than one đồng is refused, never rounded.
 */

/** The unit in which a bare number is meant. */
export type MoneyUnit = "dong" | "thousand" | "million" | "billion";

/** The most that one amount may be: 9 million billion đồng, as in every other form. */
export const mostDong = 9_000_000_000_000_000n;

/** Why an amount was not read, with what to do, in Vietnamese. */
export type MoneyFault = "empty" | "unread" | "negative" | "fraction" | "huge";

export type ParsedDong =
  | { readonly ok: true; readonly dong: bigint }
  | { readonly ok: false; readonly fault: MoneyFault; readonly vi: string };

const faultTexts: Record<MoneyFault, string> = {
  empty: "Hãy nhập số tiền.",
  unread:
    "Không đọc được số tiền này. Hãy viết như 1.234.567 hoặc 27.338,8 (dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ).",
  negative: "Số tiền không được âm.",
  fraction:
    "Số tiền lẻ dưới một đồng. Hãy bớt chữ số sau dấu phẩy, hoặc xem lại dấu chấm, dấu phẩy.",
  huge: "Số tiền quá lớn (trên 9 triệu tỷ đồng). Hãy xem lại đơn vị và dấu chấm, dấu phẩy.",
};

/** Powers of ten from đồng. */
const unitPower: Record<MoneyUnit, number> = { dong: 0, thousand: 3, million: 6, billion: 9 };

/** What people write behind a number. */
const unitWords: readonly (readonly [RegExp, MoneyUnit])[] = [
  [/^(?:tỷ|tỉ)(?: ?đồng| ?đ)?$/, "billion"],
  [/^(?:triệu|tr)\.?(?: ?đồng| ?đ)?$/, "million"],
  [/^(?:nghìn|ngàn|k)(?: ?đồng| ?đ)?$/, "thousand"],
  [/^(?:đồng|đ|₫|vnd|vnđ)$/, "dong"],
];

const negativeAmount = /^(?:[-−–]|\(.*\)$)/;

/** A typed amount as whole đồng, by the rules above. Never throws. */
export function parseDong(typed: string, unit: MoneyUnit = "dong"): ParsedDong {
  const text = cleanLine(typed).toLowerCase();
  if (text === "") return refused("empty");
  const amount = /^([-−–(]?\s*\d[\d.,\s]*\)?)\s*(\D*)$/u.exec(text);
  const [, digits = "", word = ""] = amount ?? [];
  const meant = word === "" ? unit : unitWords.find(([pattern]) => pattern.test(word))?.[1];
  if (!amount || meant === undefined) return refused("unread");
  const number = digits.trim();
  if (negativeAmount.test(number)) return refused("negative");
  const value = parseNumber(number);
  if (value === null) return refused("unread");
  const [whole = "0", decimals = ""] = value.split(".");
  const power = unitPower[meant];
  if (decimals.length > power) return refused("fraction");
  const dong = BigInt(whole + decimals.padEnd(power, "0"));
  return dong > mostDong ? refused("huge") : { ok: true, dong };
}

function refused(fault: MoneyFault): ParsedDong {
  return { ok: false, fault, vi: faultTexts[fault] };
}

/** Whole đồng as Vietnamese writes them, without the word: `1.234.567`. */
export function formatDong(dong: bigint): string {
  return formatNumber(String(dong));
}

/** The same amount in millions, exact, with no needless zeros: 27338800000 is `27.338,8`. */
export function formatMillions(dong: bigint): string {
  return formatIn(dong, "million");
}

/** An amount in a unit, exact, with no needless zeros; `parseDong(…, unit)` reads it back. */
export function formatIn(dong: bigint, unit: MoneyUnit): string {
  return formatNumber(decimalIn(dong, unit));
}

/** An amount in a unit as a plain exact decimal: 27338800000 in millions is `27338.8`. */
export function decimalIn(dong: bigint, unit: MoneyUnit): string {
  const power = unitPower[unit];
  const digits = String(dong < 0n ? -dong : dong).padStart(power + 1, "0");
  const whole = digits.slice(0, digits.length - power);
  const decimals = digits.slice(digits.length - power).replace(/0+$/, "");
  return `${dong < 0n ? "-" : ""}${whole}${decimals && `.${decimals}`}`;
}

/** A box of a form for an amount that must be there; gives đồng, or the reason beside the box. */
export function requiredDong(unit: MoneyUnit = "dong") {
  return z.string({ error: faultTexts.empty }).transform((typed, context) => {
    const read = parseDong(typed, unit);
    if (read.ok) return read.dong;
    context.addIssue({ code: "custom", message: read.vi });
    return z.NEVER;
  });
}

/** As `requiredDong`, or null when left empty. */
export function optionalDong(unit: MoneyUnit = "dong") {
  return z.preprocess(
    (value) => (typeof value === "string" && cleanLine(value) === "" ? null : (value ?? null)),
    requiredDong(unit).nullable(),
  );
}
