import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, dayOfNumber } from "#core/calendar/day.ts";
import { isWorkingDay } from "#core/calendar/working-days.ts";
import {
  decisionStates,
  type DecisionState,
  revocationGrounds,
} from "#modules/recognition/model.ts";
import { decideBy, endingLevel } from "#modules/recognition/ending.ts";
import { ruleOn } from "#modules/recognition/service/found.server.ts";
import {
  type CaseAct,
  caseActNames,
  type CaseState,
  caseStates,
  type KeptCaseState,
} from "./model.ts";
import { type CaseFacts, caseTransitions, clockOn, obstaclesTo, standingOf } from "./states.ts";

const acts = Object.keys(caseActNames) as CaseAct[];
const states = Object.keys(caseStates) as CaseState[];
const kept = states.filter(
  (state) => state !== "decided" && state !== "restored",
) as KeptCaseState[];
const ofDecision = fc.constantFrom(null, ...(Object.keys(decisionStates) as DecisionState[]));
const day = fc.integer({ min: 20_500, max: 21_500 }).map(dayOfNumber);
const anyFacts: fc.Arbitrary<CaseFacts> = fc.record({
  ground: fc.constantFrom(
    ...(Object.keys(revocationGrounds) as (keyof typeof revocationGrounds)[]),
  ),
  stars: fc.integer({ min: 3, max: 5 }),
  isAsked: fc.boolean(),
  isAnswered: fc.boolean(),
  answerBy: fc.option(day),
  isMinisters: fc.boolean(),
  hasDecision: fc.boolean(),
  restoration: ofDecision,
  isRecovered: fc.boolean(),
});

test("the table: where each act may be done and where it leads", () => {
  const table = Object.fromEntries(
    acts.map((act) => [
      act,
      `${caseTransitions[act].from.join("|")} → ${caseTransitions[act].to ?? "="}`,
    ]),
  );
  assert.deepEqual(table, {
    verify: "opened → verifying",
    ask: "verifying|concluded → =",
    explain: "verifying|concluded → =",
    keep: "opened|verifying|concluded → =",
    conclude: "verifying → concluded",
    submit: "concluded → submitted",
    record: "concluded|submitted → submitted",
    dismiss: "opened|verifying|concluded → dismissed",
    recover: "decided → =",
    restore: "decided → =",
    recordRestoration: "decided → =",
  });
});

test("a case is decided only by an issued decision, and restored only by an issued restoration of it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kept),
      ofDecision,
      ofDecision,
      (state, decision, restoration) => {
        const standing = standingOf({ state, decision, restoration });
        assert.ok(states.includes(standing));
        const isDecided = standing === "decided" || standing === "restored";
        assert.equal(isDecided, state === "submitted" && decision === "issued");
        assert.equal(standing === "restored", isDecided && restoration === "issued");
        if (state === "submitted" && decision === "dropped") assert.equal(standing, "concluded");
      },
    ),
    { numRuns: 200 },
  );
});

test("whatever is tried in whatever order, nothing is submitted without a conclusion, and nothing follows an end", () => {
  const tries = fc.array(fc.constantFrom(...acts), { maxLength: 25 });
  fc.assert(
    fc.property(tries, anyFacts, day, (wanted, facts, today) => {
      let state: KeptCaseState = "opened";
      const been: KeptCaseState[] = [state];
      for (const act of wanted) {
        const standing = standingOf({ state, decision: null, restoration: null });
        if (obstaclesTo(act, standing, facts, today).length > 0) continue;
        assert.notEqual(standing, "dismissed", act);
        state = caseTransitions[act].to ?? state;
        been.push(state);
      }
      if (state === "submitted") assert.ok(been.includes("concluded"));
    }),
    { numRuns: 100 },
  );
});

test("nobody is concluded about unheard: an answer, or its day gone by, or another authority's conclusion", () => {
  fc.assert(
    fc.property(anyFacts, day, (facts, today) => {
      const heard =
        facts.isAnswered ||
        facts.ground === "otherAuthorityConclusion" ||
        (facts.isAsked && (facts.answerBy === null || today > facts.answerBy));
      assert.equal(obstaclesTo("conclude", "verifying", facts, today).length === 0, heard);
    }),
    { numRuns: 200 },
  );
});

test("the clock runs fifteen calendar days from the conclusion, to a working day, and stands still once decided", () => {
  const rule = ruleOn("2026-11-22");
  assert.ok(rule);
  assert.equal(rule.withinDays, 15);
  assert.equal(rule.grounds.length, 6);
  assert.deepEqual(
    [3, 4, 5].map((stars) => endingLevel(rule, stars)),
    ["province", "province", "central"],
  );
  // Sunday 6 December: the period ends with Monday.
  assert.equal(decideBy("2026-11-21", rule), "2026-12-07");
  assert.equal(decideBy("2026-11-23", rule), "2026-12-08");
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 60 }), (on, later) => {
      const last = decideBy(on, rule);
      assert.ok(isWorkingDay(last) && last >= addDays(on, 15));
      const now = addDays(on, later);
      const running = clockOn("submitted", { decideBy: last, decidedOn: null }, now);
      assert.equal(running?.isLate, now > last);
      assert.equal(running?.isLate, (running?.daysLeft ?? 0) < 0);
      const stopped = clockOn("decided", { decideBy: last, decidedOn: now }, addDays(now, 99));
      assert.deepEqual([stopped?.daysLeft, stopped?.isLate], [null, now > last]);
    }),
    { numRuns: 100 },
  );
  assert.equal(clockOn("opened", { decideBy: null, decidedOn: null }, "2026-11-22"), null);
  assert.equal(
    clockOn("dismissed", { decideBy: "2026-11-22", decidedOn: null }, "2026-12-22"),
    null,
  );
});
