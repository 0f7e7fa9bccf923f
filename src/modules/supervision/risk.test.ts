import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "#core/calendar/day.ts";
import { drawn, type RiskFacts, riskReasons, riskScore, riskWeights } from "./risk.ts";

const on = "2026-11-22";
const quiet: RiskFacts = {
  complaints: 0,
  openFindings: 0,
  pastFindings: 0,
  endedPapers: 0,
  endingPapers: 0,
  scanPatterns: 0,
  lastVisitOn: addDays(on, -100),
  isIngested: false,
  expiresOn: addDays(on, 700),
};
const few = fc.nat(6);
const facts: fc.Arbitrary<RiskFacts> = fc.record({
  complaints: few,
  openFindings: few,
  pastFindings: few,
  endedPapers: few,
  endingPapers: few,
  scanPatterns: few,
  lastVisitOn: fc.option(fc.nat(1500).map((days) => addDays(on, -days))),
  isIngested: fc.boolean(),
  expiresOn: fc.integer({ min: -30, max: 1096 }).map((days) => addDays(on, days)),
});

test("a product of which nothing is known to be wrong has no reason", () => {
  assert.deepEqual(riskReasons(quiet, on), []);
});

test("each reason is told with its count and what it brings", () => {
  assert.deepEqual(riskReasons({ ...quiet, complaints: 2, endedPapers: 1, isIngested: true }, on), [
    { kind: "complaints", count: 2, points: 10 },
    { kind: "endedPapers", count: 1, points: 3 },
    { kind: "ingested", count: 1, points: 2 },
  ]);
});

test("the days count: the 366th after a visit, and the 180th before the end", () => {
  const kinds = (part: Partial<RiskFacts>) =>
    riskReasons({ ...quiet, ...part }, on).map(({ kind }) => kind);
  assert.deepEqual(kinds({ lastVisitOn: addDays(on, -365) }), []);
  assert.deepEqual(kinds({ lastVisitOn: addDays(on, -366) }), ["longAgo"]);
  assert.deepEqual(kinds({ lastVisitOn: null }), ["neverVisited"]);
  assert.deepEqual(kinds({ expiresOn: addDays(on, 181) }), []);
  assert.deepEqual(kinds({ expiresOn: addDays(on, 180) }), ["endingSoon"]);
});

test("more of anything bad never lowers the score, and no line brings more than its most", () => {
  const bad = fc.constantFrom(
    "complaints",
    "openFindings",
    "pastFindings",
    "endedPapers",
    "endingPapers",
    "scanPatterns",
  );
  fc.assert(
    fc.property(facts, bad, (one, kind) => {
      const reasons = riskReasons(one, on);
      const worse = riskReasons({ ...one, [kind]: one[kind] + 1 }, on);
      assert.ok(riskScore(worse) >= riskScore(reasons));
      for (const { kind: of, points } of worse) {
        assert.ok(points > 0 && points <= riskWeights[of].most);
        assert.ok(Number.isInteger(points));
      }
    }),
  );
});

test("the lot draws the same from the same seed in any order, one in ten, at least one", () => {
  const ids = fc.uniqueArray(fc.uuid(), { maxLength: 60 });
  fc.assert(
    fc.property(ids, fc.uuid(), (all, seed) => {
      const one = drawn(all, seed);
      assert.deepEqual([...drawn(all.toReversed(), seed)].toSorted(), [...one].toSorted());
      assert.equal(one.size, all.length === 0 ? 0 : Math.max(1, Math.floor(all.length / 10)));
      assert.ok([...one].every((id) => all.includes(id)));
    }),
  );
});

test("another seed draws others: nobody of many is drawn every time or never", () => {
  const all = Array.from({ length: 20 }, (_one, at) => `product-${at}`);
  const times = new Map(all.map((id) => [id, 0]));
  for (let seed = 0; seed < 400; seed += 1)
    for (const id of drawn(all, `seed-${seed}`)) times.set(id, (times.get(id) ?? 0) + 1);
  // Two of twenty, 400 times: 40 each would be even.
  for (const [id, count] of times) assert.ok(count > 15 && count < 75, `${id}: ${count}`);
});
