// Writes data/holidays/lunar.json: the days that follow the lunar calendar, computed once by
// date-holidays in the time of Vietnam, so that the program need not load an ephemeris.
import { writeFileSync } from "node:fs";
import Holidays from "date-holidays";

const first = 2018;
/** date-holidays puts the third month of 2050 a day before its new moon (00:41 UTC, 23 March). */
const last = 2049;
const calendar = new Holidays("VN", { timezone: "Asia/Ho_Chi_Minh" });

function dayOf(year: number, rule: string): string {
  const found = calendar.getHolidays(year).find((holiday) => holiday.rule === rule);
  if (!found) throw new Error(`date-holidays has no ${rule} in ${year}`);
  return found.date.slice(0, 10);
}

const years = Object.fromEntries(
  Array.from({ length: last - first + 1 }, (_, i) => [
    first + i,
    {
      tet: dayOf(first + i, "vietnamese 1-0-1"),
      hungKings: dayOf(first + i, "vietnamese 3-0-10"),
    },
  ]),
);
const about =
  "First day of the first lunar month (Tết) and tenth of the third (Giỗ Tổ Hùng Vương), lunar calendar of Vietnam (UTC+7), computed by date-holidays. Written by scripts/holidays/lunar.ts.";
writeFileSync(
  new URL("../../data/holidays/lunar.json", import.meta.url),
  `${JSON.stringify({ about, years }, null, 2)}\n`,
);
