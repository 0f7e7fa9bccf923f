import assert from "node:assert/strict";
import { test } from "node:test";
import { smallSet, when } from "#tests/support/small-set.ts";
import { workTime } from "#tests/support/work-time.ts";
import { advise } from "./advise.ts";
import { worthwhile } from "./advise-search.ts";
import type { CompiledSet } from "./compiled.ts";
import { group, leaf } from "./factory.ts";

// Shapes of conditions that no decision has used yet, and the time they take.

/** Milliseconds within which even a contrived set must be advised: a page waits for it. */
const patience = 2000;

function timed(set: CompiledSet, answers: Record<string, number>): ReturnType<typeof advise> {
  const began = workTime();
  const advice = advise(set, answers, { stars: 2 });
  const took = workTime() - began;
  assert.ok(took < patience, `${took} ms`);
  return advice;
}

function changed(advice: ReturnType<typeof advise>): string {
  return advice.changes.map(({ criterion, to }) => `${criterion}→${to}`).join(" ");
}

test("only ways that no other beats are kept, by rising points", () => {
  const ways = (...pairs: [number, bigint][]): { points: number; weight: bigint }[] =>
    pairs.map(([points, weight]) => ({ points, weight }));
  assert.deepEqual(
    worthwhile(ways([3, 5n], [0, 0n], [2, 5n], [1, 7n], [3, 9n], [4, 6n], [4, 8n])),
    ways([0, 0n], [3, 5n], [4, 6n]),
  );
  assert.deepEqual(
    worthwhile(ways([5, 9n], [4, 8n], [3, 5n], [2, 6n], [0, 0n])),
    ways([0, 0n], [3, 5n], [4, 8n], [5, 9n]),
  );
  assert.deepEqual(worthwhile([]), []);
});

test("two groups within one group must each reach their own points", () => {
  const pair = (code: string): ReturnType<typeof group> =>
    group(code, [leaf(`${code}1`, [0, 1]), leaf(`${code}2`, [0, 1, 2])]);
  const set = smallSet(
    [
      group("g", [pair("h"), pair("k")]),
      leaf("x", [0, 4], when("g", 3)),
      leaf("y", [0, 4], when("h", 2)),
      leaf("z", [0, 4], when("k", 2)),
    ],
    [0, 15],
  );
  const advice = advise(set, {}, { stars: 2, costs: { "h2#3": 9, "k1#2": 9, "k2#3": 3 } });
  assert.equal(changed(advice), "h1→2 h2→2 k2→3 x→2 y→2 z→2");
});

test("a condition within a condition: the inner group must reach its points by itself", () => {
  const set = smallSet(
    [
      group("g", [leaf("a", [0, 1, 2, 3]), group("h", [leaf("b", [0, 1]), leaf("c", [0, 1])])]),
      leaf("y", [0, 4], when("g", 3)),
      leaf("z", [0, 4], when("h", 2)),
    ],
    [0, 11],
  );
  assert.equal(changed(advise(set, {}, { stars: 2 })), "a→2 b→2 c→2 y→2 z→2");
});

test("points outside a group do not help its condition", () => {
  const set = smallSet(
    [
      group("g", [leaf("a", [0, 1]), leaf("b", [0, 1])]),
      group("h", [leaf("c", [0, 9], when("g", 2))]),
      leaf("d", [0, 2], when("h", 9)),
    ],
    [0, 13],
  );
  assert.equal(changed(advise(set, {}, { stars: 2 })), "a→2 b→2 c→2 d→2");
});

test("a group whose own answers wait for a condition is not taken for settled", () => {
  const set = smallSet(
    [
      leaf("z", [0, 5], when("g", 2)),
      leaf("t", [0, 1]),
      group("g", [leaf("g1", [2], when("t", 1)), leaf("g2", [0, 1])]),
      leaf("x", [0, 1]),
    ],
    [0, 1],
  );
  const advice = advise(
    set,
    { g1: 1 },
    { stars: 2, costs: { "t#2": 100, "g2#2": 100, "z#2": 100 } },
  );
  assert.equal(changed(advice), "x→2");
});

test("a lesser condition on the same criterion may hold where a greater one fails", () => {
  const set = smallSet(
    [leaf("t", [0, 1, 2]), leaf("y", [0, 4], when("t", 1)), leaf("z", [0, 4], when("t", 2))],
    [0, 5],
  );
  const advice = advise(set, {}, { stars: 2, costs: { "t#3": 9 } });
  assert.equal(changed(advice), "t→2 y→2");
});

test("a long chain of conditions is advised in an instant", () => {
  const criteria = Array.from({ length: 60 }, (_, i) =>
    leaf(`${i}`, [0, 1, 2], i === 0 ? {} : when(`${i - 1}`, 1)),
  );
  const advice = timed(smallSet(criteria, [0, 61]), {});
  assert.equal(advice.cost, 61);
  assert.equal(advice.changes.length, 31);
});

test("many thresholds on one group are advised in an instant", () => {
  const read = Array.from({ length: 15 }, (_, i) => leaf(`g${i}`, [0, 1, 2, 3]));
  const reading = Array.from({ length: 15 }, (_, i) => leaf(`d${i}`, [0, 2], when("g", i * 3 + 1)));
  const advice = timed(smallSet([group("g", read), ...reading], [0, 60]), {});
  assert.deepEqual([advice.cost, advice.total], [60, 60]);
});

test("many conditions that do not touch are advised in an instant", () => {
  const pairs = Array.from({ length: 24 }, (_, i) => [
    leaf(`t${i}`, [0, 1]),
    leaf(`d${i}`, [0, 1], when(`t${i}`, 1)),
  ]);
  const advice = timed(smallSet(pairs.flat(), [0, 40]), {});
  assert.deepEqual([advice.cost, advice.changes.length], [40, 40]);
});

test("many conditions that hold already are advised in an instant, however they touch", () => {
  const triggers = Array.from({ length: 20 }, (_, i) => leaf(`t${i}`, [0, 1, 2]));
  const tied = Array.from({ length: 20 }, (_, i) => leaf(`g${i}`, [0, 1], when(`t${i}`, 1)));
  const set = smallSet([...triggers, group("g", tied), leaf("z", [0, 9], when("g", 10))], [0, 39]);
  const held = Object.fromEntries(triggers.map(({ code }) => [code, 2]));
  const advice = timed(set, held);
  assert.deepEqual([advice.cost, advice.total], [19, 39]);
});
