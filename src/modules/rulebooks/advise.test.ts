import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bruteForceAdvise } from "#tests/support/oracle/advise-oracle.ts";
import {
  arbitraryAnswers,
  arbitraryBook,
  arbitraryCosts,
} from "#tests/support/oracle/arbitrary-book.ts";
import { ScoreOracle } from "#tests/support/oracle/score-oracle.ts";
import { smallSet, when } from "#tests/support/small-set.ts";
import { advise, applyChanges } from "./advise.ts";
import { AnswersError } from "./answers.ts";
import { compileSet } from "./compiled.ts";
import { score } from "./score.ts";
import { group, leaf } from "./factory.ts";

/** A level asked for, and the changes that the advice makes of it: `1:2→3` raises criterion 1 from option 2 to 3. */
function changesOf(advice: ReturnType<typeof advise>): string[] {
  return advice.changes.map(({ criterion, from, to }) => `${criterion}:${from ?? "-"}→${to}`);
}

test("a level already held needs nothing", () => {
  const set = smallSet([leaf("1", [1, 2]), leaf("2", [1, 2])], [0, 2]);
  assert.deepEqual(advise(set, { "1": 1, "2": 1 }, { stars: 2 }), {
    reachable: true,
    stars: 2,
    cost: 0,
    total: 2,
    changes: [],
  });
});

test("a level that no rise reaches says so, with the present total and no cost", () => {
  const set = smallSet([leaf("1", [1, 2]), leaf("2", [1, 2])], [0, 5]);
  assert.deepEqual(advise(set, { "1": 1 }, { stars: 2 }), {
    reachable: false,
    stars: 2,
    cost: null,
    total: 1,
    changes: [],
  });
});

test("without own costs a rise costs the points it gains", () => {
  const set = smallSet([leaf("1", [1, 3, 4]), leaf("2", [0, 5])], [0, 7]);
  assert.deepEqual(advise(set, { "1": 1 }, { stars: 2 }), {
    reachable: true,
    stars: 2,
    cost: 7,
    total: 8,
    changes: [
      { criterion: "1", from: 1, to: 2, cost: 2 },
      { criterion: "2", from: null, to: 2, cost: 5 },
    ],
  });
});

test("own costs decide, even where they lead to more points than needed", () => {
  const set = smallSet([leaf("1", [0, 1, 5])], [0, 1]);
  const advice = advise(set, { "1": 1 }, { stars: 2, costs: { "1#2": 10, "1#3": 9.5 } });
  assert.deepEqual(changesOf(advice), ["1:1→3"]);
  assert.equal(advice.cost, 9.5);
  assert.equal(advice.total, 5);
});

test("among equal costs the fewest changes win", () => {
  const set = smallSet([leaf("1", [0, 1]), leaf("2", [0, 1]), leaf("3", [0, 2])], [0, 2]);
  assert.deepEqual(changesOf(advise(set, {}, { stars: 2 })), ["3:-→2"]);
});

test("among as many changes the criteria that come first in the rulebook win, then the lower options", () => {
  const twice = smallSet([leaf("b", [0, 1]), leaf("a", [0, 1]), leaf("c", [0, 1])], [0, 2]);
  assert.deepEqual(changesOf(advise(twice, {}, { stars: 2 })), ["b:-→2", "a:-→2"]);

  const ways = smallSet([leaf("1", [0, 1, 2]), leaf("2", [0, 1, 2])], [0, 3]);
  assert.deepEqual(changesOf(advise(ways, {}, { stars: 2 })), ["1:-→2", "2:-→3"]);

  const same = smallSet([leaf("1", [1, 1, 1])], [0, 1]);
  assert.deepEqual(changesOf(advise(same, {}, { stars: 2, costs: { "1#1": 2 } })), ["1:-→2"]);
});

test("a gate is bought even where the points are there already", () => {
  const set = smallSet([leaf("1", [1, [2, 2], 3]), leaf("2", [0, 5])], [0, 3]);
  assert.deepEqual(changesOf(advise(set, { "1": 1, "2": 2 }, { stars: 2 })), ["1:1→2"]);
});

test("gates of lower levels bind too", () => {
  const set = smallSet([leaf("1", [1, [2, 3], [3, 2]]), leaf("2", [0, 5])], [0, 3, 5]);
  assert.deepEqual(changesOf(advise(set, { "1": 2, "2": 2 }, { stars: 3 })), ["1:2→3"]);
  assert.deepEqual(changesOf(advise(set, { "1": 2, "2": 2 }, { stars: 1 })), []);
});

test("a gate of 0 points still asks for an answer", () => {
  const set = smallSet([leaf("1", [[0, 2], 1]), leaf("2", [0, 5])], [0, 5]);
  assert.deepEqual(advise(set, { "2": 2 }, { stars: 2 }).changes, [
    { criterion: "1", from: null, to: 1, cost: 0 },
  ]);
});

test("an answered criterion stays in its case, an unanswered one may take any", () => {
  const cased = leaf("1", [
    [1, null, "x"],
    [2, null, "x"],
    [1, null, "y"],
    [3, null, "y"],
  ]);
  const set = smallSet([cased], [0, 2, 3]);
  assert.equal(advise(set, { "1": 1 }, { stars: 3 }).reachable, false);
  assert.deepEqual(changesOf(advise(set, { "1": 1 }, { stars: 2 })), ["1:1→2"]);
  assert.deepEqual(changesOf(advise(set, {}, { stars: 3 })), ["1:-→4"]);
});

test("a gate binds within its case only, and binds whoever has not answered", () => {
  const cased = leaf("1", [
    [1, null, "x"],
    [3, 2, "x"],
    [1, null, "y"],
  ]);
  const set = smallSet([cased, leaf("2", [5])], [0, 5]);
  assert.deepEqual(changesOf(advise(set, { "1": 3, "2": 1 }, { stars: 2 })), []);
  assert.deepEqual(changesOf(advise(set, { "1": 1, "2": 1 }, { stars: 2 })), ["1:1→2"]);
  assert.deepEqual(changesOf(advise(set, { "2": 1 }, { stars: 2 })), ["1:-→3"]);
});

test("raising a condition makes answers count that were given long ago", () => {
  const set = smallSet(
    [leaf("5.1", [0, 1]), leaf("5.2", [0, 4], when("5.1", 1)), leaf("6", [0, 5])],
    [0, 5],
  );
  const advice = advise(set, { "5.1": 1, "5.2": 2, "6": 1 }, { stars: 2 });
  assert.deepEqual(changesOf(advice), ["5.1:1→2"]);
  assert.equal(advice.total, 5);
});

test("what hangs on a false condition gains nothing unless the condition is raised with it", () => {
  const set = smallSet([leaf("5.1", [0, 1]), leaf("5.2", [0, 4], when("5.1", 1))], [0, 1, 4]);
  assert.deepEqual(changesOf(advise(set, {}, { stars: 2, costs: { "5.2#2": 0 } })), ["5.1:-→2"]);
  assert.deepEqual(changesOf(advise(set, {}, { stars: 3 })), ["5.1:-→2", "5.2:-→2"]);
});

test("a gate behind a false condition forces the condition", () => {
  const set = smallSet(
    [leaf("1", [0, 2]), leaf("2", [0, [1, 2]], when("1", 2)), leaf("3", [0, 9])],
    [0, 3],
  );
  assert.deepEqual(changesOf(advise(set, { "1": 1, "2": 2, "3": 2 }, { stars: 2 })), ["1:1→2"]);
});

test("a gate of 0 points behind a false condition is met by any answer", () => {
  const set = smallSet(
    [leaf("1", [0, 2]), leaf("2", [[0, 2], 1], when("1", 2)), leaf("3", [0, 9])],
    [0, 3],
  );
  assert.deepEqual(changesOf(advise(set, { "1": 1, "2": 2, "3": 2 }, { stars: 2 })), []);
  assert.deepEqual(changesOf(advise(set, { "1": 1, "3": 2 }, { stars: 2 })), ["2:-→1"]);
});

test("conditions run in chains", () => {
  const set = smallSet(
    [
      leaf("1", [0, 1]),
      leaf("2", [0, 1], when("1", 1)),
      leaf("3", [0, 1], when("2", 1)),
      leaf("4", [0, 4], when("3", 1)),
    ],
    [0, 7],
  );
  assert.deepEqual(changesOf(advise(set, { "4": 2 }, { stars: 2 })), ["1:-→2", "2:-→2", "3:-→2"]);
});

test("a condition may read a whole group, and a group may hang on a condition", () => {
  const set = smallSet(
    [
      group("1", [leaf("1.1", [0, 1]), leaf("1.2", [0, 1])]),
      group("2", [leaf("2.1", [0, 3]), leaf("2.2", [0, 3], when("2.1", 3))], when("1", 2)),
    ],
    [0, 8],
  );
  assert.deepEqual(changesOf(advise(set, { "2.2": 2 }, { stars: 2 })), [
    "1.1:-→2",
    "1.2:-→2",
    "2.1:-→2",
  ]);
});

test("what a stop cut off gains nothing, and its gates cannot be bought", () => {
  const open = smallSet([leaf("1", [0, 1]), leaf("2", [0, 5])], [0, 1, 5]);
  assert.equal(advise(open, {}, { stars: 3, stopAt: "1" }).reachable, false);
  assert.deepEqual(changesOf(advise(open, {}, { stars: 2, stopAt: "1" })), ["1:-→2"]);
  assert.equal(advise(open, { "2": 2 }, { stars: 3, stopAt: "1" }).total, 0);

  const gated = smallSet([leaf("1", [0, 9]), leaf("2", [0, [5, 2]])], [0, 5]);
  assert.equal(advise(gated, { "1": 2, "2": 2 }, { stars: 2, stopAt: "1" }).reachable, false);
});

test("a rejected dossier reaches no level", () => {
  const set = smallSet([leaf("1", [0, 1])], [0, 1]);
  assert.deepEqual(advise(set, { "1": 2 }, { stars: 2, rejected: true }), {
    reachable: false,
    stars: 2,
    cost: null,
    total: 1,
    changes: [],
  });
});

test("answers, a level or a stop that do not fit are refused and named", () => {
  const set = smallSet([leaf("1", [0, 1])], [0, 1]);
  const refused = (place: string, run: () => unknown): void => {
    assert.throws(run, (error) => error instanceof AnswersError && error.place === place);
  };
  refused("answers.9", () => advise(set, { "9": 1 }, { stars: 2 }));
  refused("stopAt", () => advise(set, {}, { stars: 2, stopAt: "9" }));
  refused("costs.1#2", () => advise(set, {}, { stars: 2, costs: { "1#2": -1 } }));
  assert.throws(() => advise(set, {}, { stars: 4 }), {
    place: "stars",
    message: "stars: 4 is no level; the levels are 1, 2",
    vi: "Không có mức 4 sao; các mức là 1, 2.",
  });
});

test("advice agrees with trying every combination, on books that no decision has written", () => {
  const scenario = arbitraryBook({ leaves: 6, options: 3 }).chain((book) => {
    const leaves = new ScoreOracle(book, "01").leaves.map(({ criterion }) => criterion);
    return fc.record({
      book: fc.constant(book),
      answers: arbitraryAnswers(leaves),
      costs: fc.oneof(arbitraryCosts(leaves), fc.constant({})),
      stars: fc.constantFrom(...book.bands.map(({ stars }) => stars)),
      stopAt: fc.option(fc.constantFrom(...leaves.map(({ code }) => code)), { freq: 5 }),
    });
  });
  fc.assert(
    fc.property(scenario, ({ book, answers, costs, stars, stopAt }) => {
      const [raw] = book.sets;
      assert.ok(raw);
      const set = compileSet(book, raw);
      const advice = advise(set, answers, { stars, costs, stopAt });
      const tried = bruteForceAdvise(
        new ScoreOracle(book, "01"),
        { answers, stopAt },
        stars,
        costs,
      );
      assert.deepEqual(advice, tried);
      const after = score(set, applyChanges(answers, advice.changes), { stopAt });
      assert.equal(after.total, advice.total);
      assert.equal(after.stars >= stars, advice.reachable);
    }),
    { numRuns: 1500 },
  );
});
