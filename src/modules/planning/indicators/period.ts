import type { Day } from "#core/calendar/day.ts";

/** A year or a quarter of it; quarters are 1 to 4. */
export type Period = { readonly year: number; readonly quarter?: number | null };

/** Years that figures may be asked of. */
export const firstYear = 2018;
export const lastYear = 2100;

export function isPeriod({ year, quarter = null }: Period): boolean {
  return (
    Number.isInteger(year) &&
    year >= firstYear &&
    year <= lastYear &&
    (quarter === null || (Number.isInteger(quarter) && quarter >= 1 && quarter <= 4))
  );
}

/** First and last day of a period. */
export function daysOf({ year, quarter = null }: Period): { from: Day; to: Day } {
  if (!isPeriod({ year, quarter })) throw new RangeError(`no period: ${year}/${quarter}`);
  if (quarter === null) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const first = quarter * 3 - 2;
  const two = (month: number) => String(month).padStart(2, "0");
  const last = new Date(Date.UTC(year, first + 2, 0)).getUTCDate();
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(first + 2)}-${last}` };
}

/** `Quý III năm 2026`, `Năm 2026`. */
export function periodName({ year, quarter = null }: Period): string {
  return quarter === null
    ? `Năm ${year}`
    : `Quý ${["I", "II", "III", "IV"][quarter - 1]} năm ${year}`;
}

/** `quý III năm 2026`, inside a sentence. */
export function periodInSentence(period: Period): string {
  const name = periodName(period);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Why a figure says nothing of a quarter: it is told once a year. */
export const yearOnly = "Chỉ tính theo năm.";
