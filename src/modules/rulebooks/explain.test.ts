import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { arbitraryAnswers, arbitraryBook } from "#tests/support/oracle/arbitrary-book.ts";
import { smallSet, when } from "#tests/support/small-set.ts";
import { advise, applyChanges } from "./advise.ts";
import { compileSet } from "./compiled.ts";
import { explainAdvice } from "./explain.ts";
import { score } from "./score.ts";
import { leaf } from "./factory.ts";

test("a change forced by a gate names the gate and its level", () => {
  const set = smallSet([leaf("1", [1, [2, 2], [3, 3]]), leaf("2", [0, 5])], [0, 3, 5]);
  const answers = { "1": 1, "2": 2 };
  assert.deepEqual(explainAdvice(set, answers, advise(set, answers, { stars: 3 })), {
    reasons: [
      {
        criterion: "1",
        forcedBy: [
          { criterion: "1", stars: 2, needs: 2, chosen: 1 },
          { criterion: "1", stars: 3, needs: 3, chosen: 1 },
        ],
        points: 2,
        brings: [],
      },
    ],
    slack: 3,
  });
});

test("gates that are met without the change force nothing", () => {
  const set = smallSet([leaf("1", [1, 2]), leaf("2", [0, [3, 2], 4])], [0, 5]);
  const answers = { "1": 1, "2": 2 };
  const { reasons } = explainAdvice(set, answers, advise(set, answers, { stars: 2 }));
  assert.deepEqual(reasons, [{ criterion: "1", forcedBy: [], points: 1, brings: [] }]);
});

test("gates above the level asked for force nothing", () => {
  const set = smallSet([leaf("1", [1, 2, [3, 3]])], [0, 2, 3]);
  const answers = { "1": 1 };
  const { reasons, slack } = explainAdvice(set, answers, advise(set, answers, { stars: 2 }));
  assert.deepEqual(reasons, [{ criterion: "1", forcedBy: [], points: 1, brings: [] }]);
  assert.equal(slack, 0);
});

test("a change that only adds points says how many", () => {
  const set = smallSet([leaf("1", [1, 3]), leaf("2", [1, 2])], [0, 5]);
  const { reasons } = explainAdvice(set, {}, advise(set, {}, { stars: 2 }));
  assert.deepEqual(reasons, [
    { criterion: "1", forcedBy: [], points: 3, brings: [] },
    { criterion: "2", forcedBy: [], points: 2, brings: [] },
  ]);
});

test("a raised condition answers for the points and the gates behind it", () => {
  const set = smallSet([leaf("1", [0, 1]), leaf("2", [0, [4, 2]], when("1", 1))], [0, 5]);
  const answers = { "1": 1, "2": 2 };
  const { reasons } = explainAdvice(set, answers, advise(set, answers, { stars: 2 }));
  assert.deepEqual(reasons, [
    {
      criterion: "1",
      forcedBy: [{ criterion: "2", stars: 2, needs: 2, chosen: 2 }],
      points: 5,
      brings: ["2"],
    },
  ]);
});

test("an unanswered criterion behind a gate is reported as unanswered", () => {
  const set = smallSet([leaf("1", [0, [1, 2]])], [0, 1]);
  const { reasons } = explainAdvice(set, {}, advise(set, {}, { stars: 2 }));
  assert.deepEqual(reasons[0]?.forcedBy, [{ criterion: "1", stars: 2, needs: 2, chosen: null }]);
});

test("an advice that reaches nothing has no reasons and no slack", () => {
  const set = smallSet([leaf("1", [0, 1])], [0, 2]);
  assert.deepEqual(explainAdvice(set, {}, advise(set, {}, { stars: 2 })), {
    reasons: [],
    slack: 0,
  });
});

test("points behind a confirmed stop are no reason", () => {
  const set = smallSet([leaf("1", [0, 1]), leaf("2", [0, 1], when("1", 1))], [0, 1]);
  const answers = { "2": 2 };
  const advice = advise(set, answers, { stars: 2, stopAt: "1" });
  const { reasons, slack } = explainAdvice(set, answers, advice, { stopAt: "1" });
  assert.deepEqual(reasons, [{ criterion: "1", forcedBy: [], points: 1, brings: [] }]);
  assert.equal(slack, 0);
});

test("no change in an advice without own costs is idle: each meets a gate or adds points that are missed", () => {
  const scenario = arbitraryBook({ leaves: 7, options: 4 }).chain((book) => {
    const [raw] = book.sets;
    assert.ok(raw);
    const set = compileSet(book, raw);
    return fc.record({
      set: fc.constant(set),
      answers: arbitraryAnswers(set.leaves),
      stars: fc.constantFrom(...set.levels.map(({ stars }) => stars)),
    });
  });
  fc.assert(
    fc.property(scenario, ({ set, answers, stars }) => {
      const advice = advise(set, answers, { stars });
      const { reasons, slack } = explainAdvice(set, answers, advice);
      const after = score(set, applyChanges(answers, advice.changes));
      const minimum = set.levels.find((level) => level.stars === stars)?.min ?? 0;
      if (advice.reachable) assert.equal(slack, after.total - minimum);
      assert.equal(reasons.length, advice.changes.length);
      for (const reason of reasons) assert.ok(reason.forcedBy.length > 0 || reason.points > slack);
    }),
  );
});
