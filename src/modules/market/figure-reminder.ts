import type { Day } from "#core/calendar/day.ts";

/** Producers are asked from this day of January on, and again from the second one. */
const firstDay = 5;
const secondDay = 20;

/** Which reminder of which year's figures is due on a day; null outside of January's weeks. */
export function figureReminder(on: Day): { year: number; number: 1 | 2 } | null {
  const [year = 0, month = 0, date = 0] = on.split("-").map(Number);
  if (month !== 1 || date < firstDay) return null;
  return { year: year - 1, number: date < secondDay ? 1 : 2 };
}
