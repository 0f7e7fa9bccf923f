import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "#core/calendar/day.ts";
import { addWorkingDays, isWorkingDay, workingDaysBetween } from "#core/calendar/working-days.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import {
  clockReader,
  dueDay,
  pauseClock,
  readClock,
  renewalDecisionDue,
  renewalStanding,
  renewalWindow,
  resumeClock,
  roundFor,
  roundsOf,
  startClock,
  stopClock,
  transitionLimit,
  usedBy,
} from "./clocks.ts";

const procedures = loadProcedures();
const current = procedures.regimes["26-2026"];
assert.ok(current);
const stageOf = (id: string) => {
  const found = current.periods[0]?.stages.find((stage) => stage.id === id);
  assert.ok(found);
  return found;
};
const commune = stageOf("commune");
const aDay = fc.integer({ min: 0, max: 900 }).map((n) => addDays("2025-01-01", n));

test("a commune has fifteen working days from the day after the dossier arrives", () => {
  const clock = startClock(commune, "2026-11-02");
  assert.equal(dueDay(clock), "2026-11-23");
  assert.equal(readClock(clock, "2026-11-22").daysLeft, 1);
  assert.deepEqual(
    ["2026-11-20", "2026-11-23", "2026-11-24"].map((day) => {
      const { daysLeft, overdue } = readClock(clock, day);
      return [daysLeft, overdue];
    }),
    [
      [1, false],
      [0, false],
      [-1, true],
    ],
  );
});

test("Tết and New Year's Day are not counted", () => {
  const overNewYear = startClock({ dueWorkingDays: 2 }, "2025-12-30");
  assert.equal(dueDay(overNewYear), addWorkingDays("2025-12-30", 2));
  assert.ok(!isWorkingDay("2026-01-01"));
  assert.equal(usedBy(overNewYear, "2026-01-01"), 1);
  const overTet = startClock(commune, "2026-02-10");
  const due = dueDay(overTet) ?? "";
  assert.ok(due > addDays("2026-02-10", 25), `Tết 2026 lies between: ${due}`);
  assert.equal(workingDaysBetween("2026-02-10", due), 15);
});

test("while the dossier is returned the clock stands still, and runs on afterwards", () => {
  fc.assert(
    fc.property(aDay, fc.nat({ max: 10 }), fc.nat({ max: 60 }), (start, work, rest) => {
      const clock = startClock(commune, start);
      const returnedOn = addDays(start, work);
      const paused = pauseClock(clock, returnedOn);
      const backOn = addDays(returnedOn, rest);
      const resumed = resumeClock(paused, backOn);
      assert.equal(readClock(paused, backOn).daysLeft, readClock(clock, returnedOn).daysLeft);
      assert.equal(readClock(paused, backOn).state, "paused");
      assert.equal(dueDay(paused), null);
      assert.equal(usedBy(resumed, backOn), usedBy(clock, returnedOn));
      assert.ok(
        (dueDay(resumed) ?? "") >= (dueDay(clock) ?? ""),
        "a pause never shortens the time",
      );
      if (rest === 0) assert.equal(dueDay(resumed), addWorkingDays(returnedOn, 15 - paused.used));
    }),
  );
});

test("days left and the due day always tell the same", () => {
  fc.assert(
    fc.property(aDay, fc.nat({ max: 40 }), (start, later) => {
      const clock = startClock(commune, start);
      const today = addDays(start, later);
      const reading = readClock(clock, today);
      assert.equal(reading.overdue, workingDaysBetween(reading.due ?? "", today) > 0);
      assert.equal(reading.daysLeft, 15 - workingDaysBetween(start, today));
    }),
  );
});

test("many clocks are read as each one alone", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(aDay, fc.nat({ max: 20 }), fc.boolean())), aDay, (made, day) => {
      const read = clockReader(day);
      for (const [start, used, isPaused] of made) {
        const clock = { ...startClock(commune, start), used };
        const one = isPaused ? { ...clock, runningSince: null } : clock;
        assert.deepEqual(read(one), readClock(one, day));
      }
    }),
  );
});

test("a stopped clock says what was used and never moves again", () => {
  const stopped = stopClock(startClock(commune, "2026-11-02"), "2026-11-30");
  assert.deepEqual(
    [
      stopped.used,
      readClock(stopped, "2027-06-01").daysLeft,
      readClock(stopped, "2027-06-01").state,
    ],
    [20, -5, "stopped"],
  );
  assert.equal(resumeClock(stopped, "2026-12-01"), stopped);
  assert.equal(stopClock(stopped, "2026-12-01"), stopped);
});

test("a stage without a limit is never overdue", () => {
  const clock = startClock({ dueWorkingDays: null }, "2025-08-01");
  assert.deepEqual(readClock(clock, "2026-08-01"), {
    state: "unlimited",
    due: null,
    daysLeft: null,
    overdue: false,
    officialCalendar: true,
  });
});

test("the province's rounds take what is requested before 30 April and 30 October", () => {
  const province = stageOf("province");
  const round = (day: string) => {
    const found = roundFor(province, day);
    return `${found?.id}/${found?.year} ${found?.heldBefore}`;
  };
  assert.equal(round("2026-04-29"), "1/2026 2026-06-30");
  assert.equal(round("2026-04-30"), "2/2026 2026-12-30");
  assert.equal(round("2026-10-29"), "2/2026 2026-12-30");
  assert.equal(round("2026-10-30"), "1/2027 2027-06-30");
  assert.equal(round("2026-12-31"), "1/2027 2027-06-30");
  assert.equal(round("2027-01-01"), "1/2027 2027-06-30");
  assert.deepEqual(roundsOf(commune, 2026), []);
});

test("the centre's rounds take what is requested before 30 January and 30 July", () => {
  const central = stageOf("central");
  assert.equal(roundFor(central, "2026-01-29")?.heldBefore, "2026-03-30");
  assert.equal(roundFor(central, "2026-01-30")?.heldBefore, "2026-09-30");
  assert.equal(roundFor(central, "2026-07-30")?.heldBefore, "2027-03-30");
});

test("a renewal is filed from 180 to 120 days before the certificate runs out, both days included", () => {
  const window = renewalWindow(current, "2027-06-30");
  assert.ok(window);
  const on = (before: number) => renewalStanding(window, addDays("2027-06-30", -before));
  assert.deepEqual([181, 180, 179].map(on), ["tooEarly", "open", "open"]);
  assert.deepEqual([121, 120, 119].map(on), ["open", "open", "late"]);
  assert.deepEqual([0, -1, -180, -181].map(on), ["late", "extended", "extended", "over"]);
});

test("a regime without a window takes a renewal until the certificate runs out; one without renewal has none", () => {
  const former = procedures.regimes["148-2023"];
  const first = procedures.regimes["1048-2019"];
  assert.ok(former && first);
  const window = renewalWindow(former, "2026-03-01");
  assert.ok(window);
  assert.equal(renewalStanding(window, "2024-01-01"), "open");
  assert.equal(renewalStanding(window, "2026-03-01"), "open");
  assert.equal(renewalStanding(window, "2026-03-02"), "over");
  assert.equal(renewalWindow(first, "2023-01-01"), null);
  assert.equal(renewalDecisionDue(former, "2026-01-05"), null);
});

test("a renewal is decided within 45 days, and not on a day off", () => {
  assert.equal(renewalDecisionDue(current, "2026-10-08"), addWorkingDays("2026-11-22", 1));
  fc.assert(fc.property(aDay, (day) => isWorkingDay(renewalDecisionDue(current, day) ?? "")));
});

test("what was filed before 22 May 2026 is evaluated within 60 days, a renewal within 30", () => {
  const filed = { regime: "148-2023", on: "2026-05-21" };
  assert.deepEqual(transitionLimit(procedures, { ...filed, kind: "first" }), {
    by: "26-2026",
    due: "2026-07-21",
  });
  assert.deepEqual(transitionLimit(procedures, { ...filed, kind: "upgrade" })?.due, "2026-07-21");
  // The thirtieth day, 21 June 2026, is a Sunday.
  assert.deepEqual(transitionLimit(procedures, { ...filed, kind: "renewal" })?.due, "2026-06-22");
  assert.equal(
    transitionLimit(procedures, { regime: "26-2026", kind: "first", on: "2026-05-22" }),
    null,
  );
});
