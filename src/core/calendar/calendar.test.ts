import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import arrangements from "../../../data/holidays/arrangements.json" with { type: "json" };
import lunar from "../../../data/holidays/lunar.json" with { type: "json" };
import { addDays, type Day, dayNumber, dayOfNumber, isWeekend } from "./day.ts";
import { firstYear, holidaysOf, lastYear } from "./holidays.ts";
import { today } from "./today.ts";
import {
  addWorkingDays,
  endOfPeriod,
  findHoliday,
  isOfficial,
  isWorkingDay,
  workingDaysBetween,
} from "./working-days.ts";

const anyDay = fc
  .integer({ min: dayNumber("2019-01-01"), max: dayNumber("2045-12-31") })
  .map(dayOfNumber);

/** Every day off between two days, weekends and all: the run that people see as one break. */
function breakAround(day: Day): [Day, Day] {
  let [first, last] = [day, day];
  while (!isWorkingDay(addDays(first, -1))) first = addDays(first, -1);
  while (!isWorkingDay(addDays(last, 1))) last = addDays(last, 1);
  return [first, last];
}

test("the breaks are those that the Government announced", () => {
  const announced: [Day, Day, Day][] = [
    ["2018-02-16", "2018-02-14", "2018-02-20"],
    ["2018-09-02", "2018-09-01", "2018-09-03"],
    ["2019-01-01", "2018-12-29", "2019-01-01"],
    ["2019-02-05", "2019-02-02", "2019-02-10"],
    ["2019-04-14", "2019-04-13", "2019-04-15"],
    ["2019-04-30", "2019-04-27", "2019-05-01"],
    ["2020-01-25", "2020-01-23", "2020-01-29"],
    ["2021-01-01", "2021-01-01", "2021-01-03"],
    ["2021-02-12", "2021-02-10", "2021-02-16"],
    ["2021-04-21", "2021-04-21", "2021-04-21"],
    ["2021-04-30", "2021-04-30", "2021-05-03"],
    ["2021-09-02", "2021-09-02", "2021-09-05"],
    ["2022-02-01", "2022-01-29", "2022-02-06"],
    ["2022-04-10", "2022-04-09", "2022-04-11"],
    ["2022-04-30", "2022-04-30", "2022-05-03"],
    ["2022-09-02", "2022-09-01", "2022-09-04"],
    ["2023-01-22", "2023-01-20", "2023-01-26"],
    ["2023-04-29", "2023-04-29", "2023-05-03"],
    ["2023-09-02", "2023-09-01", "2023-09-04"],
    ["2024-01-01", "2023-12-30", "2024-01-01"],
    ["2024-02-10", "2024-02-08", "2024-02-14"],
    ["2024-04-18", "2024-04-18", "2024-04-18"],
    ["2024-04-30", "2024-04-27", "2024-05-01"],
    ["2024-09-02", "2024-08-31", "2024-09-03"],
    ["2025-01-29", "2025-01-25", "2025-02-02"],
    ["2025-04-07", "2025-04-05", "2025-04-07"],
    ["2025-04-30", "2025-04-30", "2025-05-04"],
    ["2025-09-02", "2025-08-30", "2025-09-02"],
    ["2026-01-01", "2026-01-01", "2026-01-04"],
    ["2026-02-17", "2026-02-14", "2026-02-22"],
    ["2026-04-26", "2026-04-25", "2026-04-27"],
    ["2026-04-30", "2026-04-30", "2026-05-03"],
    ["2026-09-02", "2026-08-29", "2026-09-02"],
  ];
  for (const [inside, first, last] of announced)
    assert.deepEqual(breakAround(inside), [first, last], `break around ${inside}`);
});

test("a Saturday worked against a day off counts, the day off does not", () => {
  for (const { off, work } of arrangements.swaps) {
    assert.ok(!isWeekend(off) && !isWorkingDay(off), off);
    assert.ok(isWeekend(work) && isWorkingDay(work), work);
    assert.equal(findHoliday(off)?.kind, "swapped");
  }
});

test("Tết and Giỗ Tổ begin with the new moon as it is seen in Vietnam, not in China", () => {
  const known: Record<string, Day> = {
    2019: "2019-02-05",
    2020: "2020-01-25",
    2021: "2021-02-12",
    2022: "2022-02-01",
    2023: "2023-01-22",
    2024: "2024-02-10",
    2025: "2025-01-29",
    2026: "2026-02-17",
    2027: "2027-02-06",
    2028: "2028-01-26",
    2029: "2029-02-13",
    // New moon at 23:07 in Hà Nội, seven minutes past midnight in Beijing: a day earlier.
    2030: "2030-02-02",
  };
  const found: Record<string, { tet: Day; hungKings: Day }> = lunar.years;
  for (const [year, day] of Object.entries(known)) assert.equal(found[year]?.tet, day);
  for (const { tet, hungKings } of Object.values(found)) {
    assert.equal(newMoonDay(tet), tet);
    assert.equal(newMoonDay(addDays(hungKings, -9)), addDays(hungKings, -9));
    assert.ok(tet.slice(5) >= "01-21" && tet.slice(5) <= "02-20", tet);
  }
});

/**
 * Day in Vietnam of the new moon nearest to a day: mean phase and the nine largest periodic
 * terms of Meeus, Astronomical Algorithms, chapter 49 (good to about two minutes).
 */
function newMoonDay(near: Day): Day {
  const k = Math.round((dayNumber(near) - dayNumber("2000-01-06")) / 29.530588861);
  const t = k / 1236.85;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = radians(2.5534 + 29.1053567 * k - 0.0000014 * t * t);
  const moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t);
  const f = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t);
  const node = radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t);
  const julian =
    2451550.09766 +
    29.530588861 * k +
    0.00015437 * t * t -
    0.4072 * Math.sin(moon) +
    0.17241 * e * Math.sin(sun) +
    0.01608 * Math.sin(2 * moon) +
    0.01039 * Math.sin(2 * f) +
    0.00739 * e * Math.sin(moon - sun) -
    0.00514 * e * Math.sin(moon + sun) +
    0.00208 * e * e * Math.sin(2 * sun) -
    0.00111 * Math.sin(moon - 2 * f) -
    0.00057 * Math.sin(moon + 2 * f) +
    0.00056 * e * Math.sin(2 * moon + sun) -
    0.00042 * Math.sin(3 * moon) +
    0.00042 * e * Math.sin(sun + 2 * f) +
    0.00038 * e * Math.sin(sun - 2 * f) -
    0.00024 * e * Math.sin(2 * moon - sun) -
    0.00017 * Math.sin(node);
  const clockAheadOfUniversalTime = 75 / 86_400;
  return dayOfNumber(Math.floor(julian - 2440587.5 - clockAheadOfUniversalTime + 7 / 24));
}

test("a year has its eleven holidays, ten before 2021, each made good", () => {
  for (let year = firstYear; year <= lastYear; year += 1) {
    const { daysOff } = holidaysOf(year);
    const holidays = [...daysOff].filter(([, { kind }]) => kind === "holiday");
    assert.equal(holidays.length, year < 2021 ? 10 : 11, String(year));
    const onWeekends = holidays.filter(([day]) => isWeekend(day)).length;
    const made = [...daysOff].filter(([, { kind }]) => kind === "compensation");
    assert.equal(made.length, onWeekends, String(year));
    assert.ok(made.every(([day]) => !isWeekend(day)));
  }
});

test("a year without the Government's arrangement is computed and says so", () => {
  assert.equal(holidaysOf(2026).official, true);
  assert.equal(holidaysOf(2027).official, false);
  assert.match(holidaysOf(2027).doubts[0] ?? "", /2027/);
  assert.deepEqual(breakAround("2027-02-06"), ["2027-02-05", "2027-02-11"]);
  assert.equal(isOfficial("2026-03-01", "2026-12-30"), true);
  assert.equal(isOfficial("2026-12-30", "2027-01-04"), false);
});

test("the computed second day of Quốc khánh is the one chosen on the same weekday before", () => {
  for (const { year, nationalDay } of arrangements.years.filter(({ year }) => year >= 2021)) {
    const sameWeekday = Array.from({ length: lastYear - 2026 }, (_, i) => 2027 + i).find(
      (later) => new Date(`${later}-09-02`).getUTCDay() === new Date(`${year}-09-02`).getUTCDay(),
    );
    assert.ok(sameWeekday);
    for (const day of nationalDay)
      assert.equal(findHoliday(`${sameWeekday}${day.slice(4)}`)?.name, "Quốc khánh");
  }
});

test("fifteen working days over Tết 2026 end after the break", () => {
  assert.equal(addWorkingDays("2026-02-06", 15), "2026-03-06");
  assert.equal(addWorkingDays("2026-02-13", 1), "2026-02-23");
  assert.equal(endOfPeriod("2026-02-14"), "2026-02-23");
  assert.equal(endOfPeriod("2026-02-13"), "2026-02-13");
});

test("adding working days: lands on one, adds up, turns back, and is what between counts", () => {
  const few = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(anyDay, few, few, (day, a, b) => {
      const end = addWorkingDays(day, a);
      assert.equal(addWorkingDays(end, b), addWorkingDays(day, a + b));
      assert.equal(workingDaysBetween(day, end), a);
      if (a > 0) {
        assert.ok(isWorkingDay(end));
        assert.ok(end > day);
        assert.ok(isWorkingDay(addWorkingDays(day, -a)));
        assert.ok(addWorkingDays(day, -a) < day);
      }
      if (isWorkingDay(day)) assert.equal(addWorkingDays(end, -a), day);
    }),
  );
});

test("between is additive, antisymmetric, and the same as counting one by one", () => {
  fc.assert(
    fc.property(anyDay, fc.nat({ max: 80 }), fc.nat({ max: 80 }), (day, a, b) => {
      const [middle, end] = [addDays(day, a), addDays(day, a + b)];
      const sum = workingDaysBetween(day, middle) + workingDaysBetween(middle, end);
      assert.equal(workingDaysBetween(day, end), sum);
      assert.equal(workingDaysBetween(end, day) + sum, 0);
      const each = Array.from({ length: a + b }, (_, i) => addDays(day, i + 1));
      assert.equal(sum, each.filter(isWorkingDay).length);
    }),
  );
});

test("what is no day, and what the data does not cover, is refused", () => {
  for (const day of ["2026-02-30", "2026-2-3", "", "2026-02-03T00:00:00Z", "26-02-03"])
    assert.throws(() => isWorkingDay(day), RangeError, day);
  assert.throws(() => isWorkingDay(`${lastYear + 1}-01-01`), /covers/);
  assert.throws(() => addWorkingDays("2026-02-03", 1.5), RangeError);
});

const database = await testDatabase();
after(() => database.close());

test("today is the day in Vietnam by the database's clock", async () => {
  await rolledBack(database.db, async (tx) => {
    await tx.execute(sql`set local time zone 'America/New_York'`);
    const { rows } = await tx.execute<{ day: Day }>(
      sql`select to_char(now() at time zone 'UTC' + interval '7 hours', 'YYYY-MM-DD') as day`,
    );
    assert.equal(await today(tx), rows[0]?.day);
  });
});
