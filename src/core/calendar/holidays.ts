import arrangements from "../../../data/holidays/arrangements.json" with { type: "json" };
import lunar from "../../../data/holidays/lunar.json" with { type: "json" };
import { addDays, type Day, isWeekend } from "./day.ts";

/** Why nobody works on a day that is no weekend, or why one is off at all. */
export type Holiday = {
  /** Vietnamese name. */
  name: string;
  kind: "holiday" | "compensation" | "swapped";
};

/** The days off of one year, as state offices keep them. */
export type HolidayYear = {
  year: number;
  /** False while the Government's arrangement of this year is not in our data: then computed. */
  official: boolean;
  /** What a careful reader should check, in Vietnamese. */
  doubts: readonly string[];
  daysOff: ReadonlyMap<Day, Holiday>;
  /** Saturdays worked against a working day taken off. */
  workedWeekends: ReadonlySet<Day>;
};

const lunarYears: Readonly<Record<string, { tet: Day; hungKings: Day }>> = lunar.years;

/** The years that the data covers. */
export const firstYear = Math.min(...Object.keys(lunarYears).map(Number));
export const lastYear = Math.max(...Object.keys(lunarYears).map(Number));

const years = new Map<number, HolidayYear>();

/**
 * The days off of a year (Labour Code 2019, articles 111 and 112), with the days compensated
 * and swapped. Throws `RangeError` for a year that the data does not cover.
 */
export function holidaysOf(year: number): HolidayYear {
  const known = years.get(year);
  if (known) return known;
  const computed = computeYear(year);
  years.set(year, computed);
  return computed;
}

function computeYear(year: number): HolidayYear {
  const moon = lunarYears[year];
  if (!moon)
    throw new RangeError(`the holiday calendar covers ${firstYear}–${lastYear}, not ${year}`);
  const official = arrangements.years.find((entry) => entry.year === year);
  const holidays = new Map<Day, string>([
    [`${year}-01-01`, "Tết Dương lịch"],
    ...tetDays(moon.tet, official?.tet).map((day): [Day, string] => [day, "Tết Âm lịch"]),
    [moon.hungKings, "Giỗ Tổ Hùng Vương"],
    [`${year}-04-30`, "Ngày Chiến thắng"],
    [`${year}-05-01`, "Ngày Quốc tế lao động"],
    ...(official?.nationalDay ?? nationalDays(year)).map((day): [Day, string] => [
      day,
      "Quốc khánh",
    ]),
  ]);
  const daysOff = compensated(holidays);
  for (const { off } of arrangements.swaps)
    if (off.startsWith(`${year}-`)) daysOff.set(off, { name: "Hoán đổi", kind: "swapped" });
  return {
    year,
    official: official !== undefined,
    doubts: official
      ? []
      : [`Chưa có thông báo chính thức về lịch nghỉ năm ${year}: lịch được tính theo luật.`],
    daysOff,
    workedWeekends: new Set(
      arrangements.swaps.map(({ work }) => work).filter((day) => day.startsWith(`${year}-`)),
    ),
  };
}

/** The five days of Tết: as announced, else one before and four from the first of the year. */
function tetDays(tet: Day, announced: readonly string[] | undefined): Day[] {
  const first = announced?.[0] ?? addDays(tet, -1);
  return [0, 1, 2, 3, 4].map((n) => addDays(first, n));
}

/**
 * 2 September and, from 2021, the day before or after it. Which one is the Prime Minister's to
 * say (article 112.3); computed: the one that has been chosen for each weekday so far, which
 * keeps the days off together.
 */
function nationalDays(year: number): Day[] {
  const day = `${year}-09-02`;
  if (year < 2021) return [day];
  const after = [1, 4, 0].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  return after ? [day, addDays(day, 1)] : [addDays(day, -1), day];
}

/** Article 111.3: a holiday on a weekly day off is taken on the next working day. */
function compensated(holidays: ReadonlyMap<Day, string>): Map<Day, Holiday> {
  const daysOff = new Map<Day, Holiday>();
  for (const [day, name] of holidays) daysOff.set(day, { name, kind: "holiday" });
  for (const day of [...holidays.keys()].filter(isWeekend).sort()) {
    let next = addDays(day, 1);
    while (isWeekend(next) || daysOff.has(next)) next = addDays(next, 1);
    daysOff.set(next, { name: `Nghỉ bù ${holidays.get(day)}`, kind: "compensation" });
  }
  return daysOff;
}
