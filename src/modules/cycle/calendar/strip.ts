import { type Day, dayNumber } from "#core/calendar/day.ts";
import type { Span } from "./rules.ts";

/** Where a span stands in its year, from 0 (the first of January) to 1 (the end of December). */
export type Stretch = { readonly start: number; readonly length: number };

/** The place of a span in a year, cut to it; null for one outside of it. */
export function stretchIn(year: number, { from, to }: Span): Stretch | null {
  const first = dayNumber(`${year}-01-01`);
  const days = dayNumber(`${year + 1}-01-01`) - first;
  const start = Math.max(0, dayNumber(from) - first);
  const end = Math.min(days, dayNumber(to) - first + 1);
  return end <= start ? null : { start: start / days, length: (end - start) / days };
}

/** Where a day stands in a year; null in another year. */
export function pointIn(year: number, day: Day): number | null {
  return stretchIn(year, { from: day, to: day })?.start ?? null;
}
