import { addDays, type Day, dayNumber, isWeekend } from "./day.ts";
import { type Holiday, holidaysOf } from "./holidays.ts";

/** What makes a day free besides the weekend; undefined on any other day. */
export function findHoliday(day: Day): Holiday | undefined {
  return holidaysOf(yearOf(day)).daysOff.get(day);
}

/** True when state offices work: no weekend, holiday, compensation or swapped day. */
export function isWorkingDay(day: Day): boolean {
  const { daysOff, workedWeekends } = holidaysOf(yearOf(day));
  return workedWeekends.has(day) || (!isWeekend(day) && !daysOff.has(day));
}

/**
 * The `n`-th working day after a day; before it when `n` is negative. The day itself never
 * counts (Civil Code 2015, article 147.2: a period in days starts on the day after), and with
 * `n` 0 it is returned as it is.
 */
export function addWorkingDays(day: Day, n: number): Day {
  if (!Number.isInteger(n)) throw new RangeError(`working days are whole: ${n}`);
  const step = Math.sign(n);
  let current = day;
  for (let left = Math.abs(n); left > 0;) {
    current = addDays(current, step);
    if (isWorkingDay(current)) left -= 1;
  }
  return current;
}

/**
 * How many working days lie after `from`, up to and with `to`; negative when `to` is earlier.
 * `workingDaysBetween(d, addWorkingDays(d, n))` is `n`, for `n` not below 0.
 */
export function workingDaysBetween(from: Day, to: Day): number {
  if (dayNumber(to) < dayNumber(from)) return -workingDaysBetween(to, from);
  let count = 0;
  for (let day = from; day !== to;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/**
 * Where a period in calendar days, months or years really ends: a last day that nobody works
 * moves to the next working day (Civil Code 2015, article 148.5).
 */
export function endOfPeriod(day: Day): Day {
  return isWorkingDay(day) ? day : addWorkingDays(day, 1);
}

/** Whether every year from `from` to `to` is counted from the Government's own arrangement. */
export function isOfficial(from: Day, to: Day): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year += 1)
    if (!holidaysOf(year).official) return false;
  return true;
}

function yearOf(day: Day): number {
  dayNumber(day);
  return Number(day.slice(0, 4));
}
