import type { Day } from "#core/calendar/day.ts";

/** Days before this year are one stretch: the programme began in it. */
const firstYear = 2018;
/** So many quarters are in each stretch but the last, the newest first. */
const lengths = [1, 1, 2, 4];

/**
 * Four stretches of time that follow one another back from a day without a gap, as a `tsquery` each
 * over the words of the register's index that say when (`public_when` of migrations/public.sql). Of one
 * year alone: that year. Few and growing, since each is a walk through the index.
 */
export function stretchesOf(day: Day, only: number | null = null): string[] {
  if (only !== null) return [ofYear(only)];
  const first = 4 * Number(day.slice(0, 4)) + Math.ceil(Number(day.slice(5, 7)) / 3) - 1;
  const stretches: string[][] = [];
  let quarter = first;
  for (const length of lengths) {
    stretches.push(Array.from({ length }, (_one, back) => ofQuarter(quarter - back)));
    quarter -= length;
  }
  // The rest of a year that has begun, and the years before it.
  const year = (quarter + 1) >> 2;
  const quarters = Array.from({ length: quarter + 1 - 4 * year }, (_one, at) => 4 * year + at);
  const years = Array.from({ length: year - firstYear + 1 }, (_one, back) => year - 1 - back);
  stretches.push([...quarters.map(ofQuarter), ...years.map(ofYear)]);
  return stretches.map((words) => words.join(" | "));
}

/** Quarters are counted from the year 0. */
function ofQuarter(quarter: number): string {
  return `'@${quarter >> 2}q${(quarter & 3) + 1}'`;
}

function ofYear(year: number): string {
  return `'@${Math.max(year, firstYear - 1)}'`;
}
