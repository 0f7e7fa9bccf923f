import assert from "node:assert/strict";
import { test } from "node:test";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { cycleFacts } from "./facts.server.ts";
import { SetDates } from "./inputs.ts";
import { calendarFor, levelsOn, standingOf, stepInYear } from "./rules.ts";

const facts = cycleFacts();
const calendarOf = (id: string) => {
  const found = facts.calendars.find((one) => one.id === id);
  assert.ok(found);
  return found;
};
const months = (id: string, step: string) =>
  calendarOf(id)
    .steps.find((one) => one.step === step)
    ?.spans.map(({ from, to }) => `${from.slice(0, 2)}-${to.slice(0, 2)}`);

test("the calendars hold the months that the documents put weight on", () => {
  assert.deepEqual(months("backan-2018-2020", "ideas"), ["03-03"]);
  assert.deepEqual(months("backan-2018-2020", "businessPlans"), ["04-04"]);
  assert.deepEqual(months("daklak-2021-2025", "advice"), ["04-08"]);
  assert.deepEqual(months("daklak-2021-2025", "evaluationProvince"), ["06-07", "10-11"]);
  assert.deepEqual(months("backan-2024", "ideas"), ["03-04"]);
  assert.deepEqual(months("backan-2024", "trainingRenewal"), ["03-04"]);
  assert.deepEqual(months("backan-2024", "trainingNew"), ["05-06"]);
  assert.deepEqual(months("backan-2024", "advice"), ["04-08"]);
  assert.deepEqual(months("backan-2024", "finalMeeting"), ["10-12"]);
  const before = (step: string) =>
    calendarOf("backan-2024").steps.find((one) => one.step === step)?.before;
  assert.deepEqual(
    [before("evaluationDistrict"), before("evaluationProvince")],
    ["11-01", "12-01"],
  );
  assert.equal(facts.mediaGoal.perMonth, 2);
});

test("a step stands once in a calendar, and the rounds of 26/2026/QĐ-TTg are the procedure's", () => {
  for (const { id, steps } of facts.calendars)
    assert.equal(new Set(steps.map(({ step }) => step)).size, steps.length, id);
  const stage = loadProcedures().regimes["26-2026"]?.periods[0]?.stages.find(
    ({ level }) => level === "province",
  );
  const calendar = calendarOf("26-2026");
  const [requests, evaluation] = ["requests", "evaluationProvince"].map((wanted) =>
    calendar.steps.find(({ step }) => step === wanted),
  );
  stage?.rounds?.forEach((round, at) => {
    const lastDayBefore = (to: string | undefined) =>
      new Date(Date.parse(`2026-${to}T00:00:00Z`) + 86_400_000).toISOString().slice(5, 10);
    assert.equal(lastDayBefore(requests?.spans[at]?.to), round.requestedBefore);
    assert.equal(lastDayBefore(evaluation?.spans[at]?.to), round.heldBefore);
  });
  assert.equal(stage?.rounds?.length, 2);
});

test("who screens follows the regime and the day: districts until 30 June 2025, communes and the province since", () => {
  assert.deepEqual(levelsOn(facts, "1048-2019", "2021-03-01"), ["commune", "district", "province"]);
  assert.deepEqual(levelsOn(facts, "148-2023", "2024-03-15"), ["district"]);
  assert.deepEqual(levelsOn(facts, "148-2023", "2025-07-01"), ["commune", "province"]);
  assert.deepEqual(levelsOn(facts, "26-2026", "2026-11-22"), ["commune", "province"]);
  assert.throws(() => levelsOn(facts, "99", "2026-01-01"), RangeError);
});

test("a province starts from its own calendar of that year, else from its regime's", () => {
  const of = (version: string, code: string, year: number) =>
    calendarFor(facts, { version, code }, year)?.id;
  assert.equal(of("pre-2025", "06", 2024), "backan-2024");
  assert.equal(of("pre-2025", "66", 2024), "daklak-2021-2025");
  assert.equal(of("2025-07-01", "19", 2026), "26-2026");
  assert.equal(of("2025-07-01", "19", 2017), undefined);
});

test("a step is under way, soon, over or goes on by the day that is asked for", () => {
  const step = (id: string, name: string, year: number) => {
    const found = calendarOf(id).steps.find((one) => one.step === name);
    assert.ok(found);
    return stepInYear(facts, found, year);
  };
  const ideas = step("backan-2024", "ideas", 2024);
  const at = (one: ReturnType<typeof step>, day: string) => standingOf(one, day).standing;
  assert.deepEqual(
    ["2024-01-15", "2024-02-20", "2024-03-01", "2024-04-30", "2024-05-01"].map((day) =>
      at(ideas, day),
    ),
    ["ahead", "soon", "now", "now", "goesOn"],
  );
  const district = step("backan-2024", "evaluationDistrict", 2024);
  assert.equal(district.lastDay, "2024-10-31");
  assert.deepEqual([at(district, "2024-10-31"), at(district, "2024-11-01")], ["now", "over"]);
  assert.equal(step("backan-2018-2020", "awareness", 2018).spans[0]?.to, "2018-02-28");
});

test("own days of a step lie in its year, in order, with a basis", () => {
  const given = { year: "2027", step: "ideas", expectedVersion: "0", basis: "Kế hoạch 5/KH-UBND" };
  const spans = { from: "01/03/2027", to: "2027-03-31", secondFrom: "", secondTo: "" };
  assert.deepEqual(SetDates.parse({ ...given, ...spans }).spans, [
    { from: "2027-03-01", to: "2027-03-31" },
  ]);
  for (const wrong of [
    { to: "2027-02-01" },
    { from: "2026-12-30" },
    { secondFrom: "2027-05-01" },
    { secondFrom: "2027-03-15", secondTo: "2027-04-15" },
  ])
    assert.equal(SetDates.safeParse({ ...given, ...spans, ...wrong }).success, false);
});
