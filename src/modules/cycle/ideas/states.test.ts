import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ideaStateNames, type IdeaState, type ScreeningLevel } from "../model.ts";
import { type IdeaMove, ideaSteps, levelOf, next, refileFrom, stateAt } from "./states.ts";

const moves = Object.keys(ideaSteps) as IdeaMove[];
const regimes: readonly (readonly ScreeningLevel[])[] = [
  ["commune", "province"],
  ["commune", "district", "province"],
  ["district"],
];
const walk = fc.tuple(
  fc.constantFrom(...regimes),
  fc.array(fc.constantFrom(...moves), { maxLength: 20 }),
);

test("whatever is tried, an idea lies only before levels of its regime and only the last one chooses or puts off", () => {
  fc.assert(
    fc.property(walk, ([levels, tried]) => {
      let state: IdeaState = "registered";
      for (const move of tried) {
        const to: IdeaState | null = next(move, state, levels);
        if (to === null) continue;
        const level = levelOf(to);
        assert.ok(level === null || levels.includes(level), `${move} led to ${to}`);
        if (to === "chosen" || to === "nextYear") assert.equal(levelOf(state), levels.at(-1));
        state = to;
      }
    }),
    { numRuns: 50 },
  );
});

test("from every state but the ends something can be done, and from the ends nothing", () => {
  for (const levels of regimes)
    for (const state of ideaStateNames) {
      const level = levelOf(state);
      if (level !== null && !levels.includes(level)) continue;
      const open = moves.filter((move) => next(move, state, levels) !== null);
      const isEnd = state === "chosen" || state === "withdrawn";
      assert.equal(open.length === 0, isEnd, `${state}: ${open.join(", ")}`);
    }
});

test("forwarding visits every level of the regime in its order", () => {
  for (const levels of regimes) {
    const seen: (ScreeningLevel | null)[] = [];
    let state = next("take", "registered", levels);
    while (state !== null) {
      seen.push(levelOf(state));
      state = next("forward", state, levels);
    }
    assert.deepEqual(seen, levels);
    assert.equal(next("choose", stateAt[levels.at(-1) ?? "province"], levels), "chosen");
  }
});

test("a returned idea may come again after one week, over the end of a month and a year", () => {
  assert.equal(refileFrom("2026-12-28", 7), "2027-01-04");
  assert.equal(refileFrom("2028-02-25", 7), "2028-03-03");
});
