/** A day without a time, `YYYY-MM-DD`, as people in Vietnam (UTC+7, no summer time) live it. */
export type Day = string;

const milliseconds = 86_400_000;

/** The number of the day since 1970-01-01; throws `RangeError` on what is no day. */
export function dayNumber(day: Day): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    throw new RangeError(`not a day: ${day}`);
  return time / milliseconds;
}

/** The day of a number that `dayNumber` gave. */
export function dayOfNumber(number: number): Day {
  return new Date(number * milliseconds).toISOString().slice(0, 10);
}

/** The day `n` calendar days later, or earlier when `n` is negative. */
export function addDays(day: Day, n: number): Day {
  return dayOfNumber(dayNumber(day) + n);
}

/** True on Saturday and Sunday, the weekly days off of state offices. */
export function isWeekend(day: Day): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((dayNumber(day) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}
