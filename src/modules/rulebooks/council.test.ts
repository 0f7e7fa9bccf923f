import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AnswersError } from "./answers.ts";
import { compileSet } from "./compiled.ts";
import { council } from "./council.ts";
import type { CouncilCase, Sheet } from "./council.ts";
import type { CouncilRules } from "./council-rules.ts";
import { group, leaf, part, rulebook } from "./factory.ts";
import type { Criterion } from "./model.ts";

const rules: CouncilRules = {
  quorum: { fraction: "3/4", chairOrDeputyRequired: true },
  mean: "arithmeticOfTotals",
  decimals: 2,
  rounding: "halfUp",
  spread: { limit: 10, exceededWhen: ">" },
  rescoreRounds: 2,
  gateRule: "majority",
  absent: "excluded",
  recused: "excluded",
  sheetsVisible: "afterAllSubmitted",
};

function setOf(...criteria: Criterion[]) {
  const book = rulebook([part("A", criteria)]);
  const [set] = book.sets;
  assert.ok(set);
  return compileSet(book, set);
}

/** One criterion with an option for each number of points from 0 to 100, so that a sheet can have any total. */
const anyTotal = setOf(
  leaf(
    "1",
    Array.from({ length: 101 }, (_, points) => points),
  ),
);

const sheetsOf = (totals: readonly number[], more: Partial<Sheet> = {}): Sheet[] =>
  totals.map((total, i) => ({ member: `m${i}`, answers: { "1": total + 1 }, ...more }));

const session = (sheets: readonly Sheet[], more: Partial<CouncilCase> = {}): CouncilCase => ({
  members: sheets.length,
  chairPresent: true,
  sheets,
  ...more,
});

describe("which sheets count", () => {
  test("only submitted sheets of members present and not recused count", () => {
    const sheets: Sheet[] = [
      ...sheetsOf([80, 90]),
      { member: "recused", answers: { "1": 1 }, recused: true },
      { member: "absent", answers: { "1": 1 }, present: false },
      { member: "writing", answers: { "1": 1 }, submitted: false },
    ];
    const result = council(anyTotal, session(sheets), rules);
    assert.equal(result.counted, 2);
    assert.deepEqual(result.totals, [80, 90]);
    assert.equal(result.mean, "85.00");
    assert.equal(result.spread, 10);
  });

  test("sheets that do not count may be empty, but what they hold must fit", () => {
    const silent: Sheet = { member: "r", recused: true };
    assert.equal(council(anyTotal, session([...sheetsOf([80]), silent]), rules).counted, 1);
    const wrong = { ...silent, answers: { "1": 999 } };
    assert.throws(() => council(anyTotal, session([...sheetsOf([80]), wrong]), rules), {
      place: "sheets.1.answers.1",
    });
  });

  test("without a sheet that counts there is no mean, no star and no rescoring", () => {
    const none = { limit: 0, exceededWhen: ">=" } as const;
    assert.deepEqual(council(anyTotal, session([], { members: 9 }), { ...rules, spread: none }), {
      quorum: false,
      counted: 0,
      totals: [],
      mean: null,
      spread: 0,
      needsRescore: false,
      bandStars: 0,
      stars: 0,
      unmet: [],
    });
  });
});

describe("quorum", () => {
  const quorum = (counted: number, members: number, more: Partial<CouncilCase> = {}) =>
    council(anyTotal, session(sheetsOf(Array(counted).fill(95)), { members, ...more }), rules)
      .quorum;

  test("three quarters are reached exactly, not nearly", () => {
    assert.equal(quorum(6, 8), true);
    assert.equal(quorum(6, 9), false);
    assert.equal(quorum(7, 9), true);
  });

  test("recused members are taken off both sides", () => {
    const recused: Sheet[] = [1, 2].map((i) => ({ member: `r${i}`, recused: true }));
    const sheets = [...sheetsOf([95, 95, 95, 95, 95, 95]), ...recused];
    assert.equal(council(anyTotal, session(sheets, { members: 10 }), rules).quorum, true);
    assert.equal(council(anyTotal, session(sheets, { members: 11 }), rules).quorum, false);
  });

  test("a council all of whose members are recused has none", () => {
    const sheets: Sheet[] = [{ member: "r", recused: true }];
    const any = { ...rules, quorum: { fraction: "0/1", chairOrDeputyRequired: false } };
    assert.equal(council(anyTotal, session(sheets), any).quorum, false);
  });

  test("chair or deputy must be present where the rules ask it", () => {
    assert.equal(quorum(9, 9, { chairPresent: false }), false);
    const free = { ...rules, quorum: { ...rules.quorum, chairOrDeputyRequired: false } };
    const sheets = session(sheetsOf([95]), { chairPresent: false });
    assert.equal(council(anyTotal, sheets, free).quorum, true);
  });

  test("without quorum the band is shown, but no star is given", () => {
    const result = council(anyTotal, session(sheetsOf([95]), { members: 9 }), rules);
    assert.equal(result.mean, "95.00");
    assert.equal(result.bandStars, 5);
    assert.equal(result.stars, 0);
  });
});

describe("mean, band and spread", () => {
  test("the band is read from the rounded mean", () => {
    const totals = [...Array(199).fill(90), 89];
    const at = (rounding: CouncilRules["rounding"]) =>
      council(anyTotal, session(sheetsOf(totals)), { ...rules, rounding });
    assert.equal(at("halfUp").mean, "90.00");
    assert.equal(at("halfUp").stars, 5);
    assert.equal(at("down").mean, "89.99");
    assert.equal(at("down").stars, 4);
  });

  test("decimals are those of the rules", () => {
    const mean = (decimals: number) =>
      council(anyTotal, session(sheetsOf([86, 86, 87])), { ...rules, decimals }).mean;
    assert.deepEqual([0, 1, 2, 3].map(mean), ["86", "86.3", "86.33", "86.333"]);
  });

  test("the spread is exceeded above the limit, or at it, as the rules say", () => {
    const needs = (spread: number, exceededWhen: ">" | ">=") =>
      council(anyTotal, session(sheetsOf([80 + spread, 80, 85])), {
        ...rules,
        spread: { limit: 10, exceededWhen },
      }).needsRescore;
    assert.deepEqual(
      [9, 10, 11].map((spread) => needs(spread, ">")),
      [false, false, true],
    );
    assert.deepEqual(
      [9, 10, 11].map((spread) => needs(spread, ">=")),
      [false, true, true],
    );
  });
});

describe("gates of a council", () => {
  const gated = setOf(leaf("0", [80]), leaf("1", [0, [5, 3], [6, 4]]));
  const voting = (choices: readonly (number | null)[], more: Partial<CouncilRules> = {}) =>
    council(
      gated,
      session(
        choices.map((n, i) => ({
          member: `m${i}`,
          answers: n === null ? { "0": 1 } : { "0": 1, "1": n },
        })),
      ),
      { ...rules, ...more },
    );

  test("majority: more than half of the counted sheets, a half is not enough", () => {
    assert.equal(voting([2, 2, 1]).unmet.length, 1);
    assert.deepEqual(voting([2, 1, 2, 1]).unmet, [
      { criterion: "1", stars: 3, needs: 2, met: 2, of: 4 },
      { criterion: "1", stars: 4, needs: 3, met: 0, of: 4 },
    ]);
    assert.equal(voting([2, 1, 2, 1]).stars, 2);
    assert.equal(voting([2, 1, 2]).stars, 3);
    assert.equal(voting([3, 1, 3]).stars, 4);
  });

  test("all: one sheet below the gate is enough to hold it back", () => {
    assert.equal(voting([3, 3, 3], { gateRule: "all" }).stars, 4);
    assert.deepEqual(voting([3, 3, 2], { gateRule: "all" }).unmet, [
      { criterion: "1", stars: 4, needs: 3, met: 2, of: 3 },
    ]);
    assert.equal(voting([3, 3, 2], { gateRule: "all" }).stars, 3);
  });

  test("mean: the exact mean of the points reaches the gate's points", () => {
    const set = setOf(leaf("0", [80]), leaf("1", [0, 4, [5, 3], 6]));
    const stars = (...choices: number[]) =>
      council(
        set,
        session(choices.map((n, i) => ({ member: `m${i}`, answers: { "0": 1, "1": n } }))),
        { ...rules, gateRule: "mean" },
      ).stars;
    assert.equal(stars(2, 4), 4);
    assert.equal(stars(2, 2, 4), 2);
    assert.equal(stars(3, 3), 4);
  });

  test("mean: an unanswered sheet counts 0 points", () => {
    assert.equal(voting([2, 2, null], { gateRule: "mean" }).stars, 2);
    assert.equal(voting([2, 2, null]).stars, 3);
  });

  test("a gate above the band of the mean is not yet unmet", () => {
    const low = setOf(leaf("0", [40]), leaf("1", [0, [5, 3]]));
    const sheets = [{ member: "a", answers: { "0": 1, "1": 1 } }];
    assert.deepEqual(council(low, session(sheets), rules).unmet, []);
  });

  describe("with cases", () => {
    const cased = setOf(
      leaf("0", [85]),
      leaf("1", [
        [0, null, "x"],
        [5, 3, "x"],
        [0, null, "y"],
        [2, 3, "y"],
        [5, null, "z"],
      ]),
    );
    const result = (choices: readonly (number | null)[], gateRule: CouncilRules["gateRule"]) =>
      council(
        cased,
        session(
          choices.map((n, i) => ({
            member: `m${i}`,
            answers: n === null ? { "0": 1 } : { "0": 1, "1": n },
          })),
        ),
        { ...rules, gateRule },
      );

    test("each sheet is held against the gate of its own case", () => {
      assert.equal(result([2, 4, 5], "all").stars, 4);
      assert.deepEqual(result([2, 3, 3], "majority").unmet, [
        { criterion: "1", stars: 3, needs: 4, met: 1, of: 3 },
      ]);
    });

    test("sheets that fail in different cases fail together", () => {
      assert.deepEqual(result([1, 3, 5], "majority").unmet, [
        { criterion: "1", stars: 3, needs: 2, met: 1, of: 3 },
        { criterion: "1", stars: 3, needs: 4, met: 1, of: 3 },
      ]);
    });

    test("a gate that every sheet meets is not listed for what others fail in another case", () => {
      const set = setOf(
        leaf("0", [85]),
        leaf("1", [
          [0, null, "x"],
          [5, 3, "x"],
          [0, 4, "y"],
        ]),
      );
      const sheets = [1, 1, 3].map((n, i) => ({ member: `m${i}`, answers: { "0": 1, "1": n } }));
      assert.deepEqual(council(set, session(sheets), rules).unmet, [
        { criterion: "1", stars: 3, needs: 2, met: 1, of: 3 },
      ]);
    });

    test("mean: a surplus in one case makes up for a lack in another, no gate asks nothing", () => {
      const richer = setOf(
        leaf("0", [85]),
        leaf("1", [
          [0, null, "x"],
          [2, 3, "x"],
          [4, null, "x"],
          [0, null, "y"],
          [2, 3, "y"],
          [9, null, "z"],
        ]),
      );
      const stars = (...choices: number[]) =>
        council(
          richer,
          session(choices.map((n, i) => ({ member: `m${i}`, answers: { "0": 1, "1": n } }))),
          { ...rules, gateRule: "mean" },
        ).stars;
      assert.equal(stars(3, 4), 4);
      assert.equal(stars(2, 4), 2);
      assert.equal(stars(1, 6), 2);
    });

    test("mean: an unanswered sheet owes the highest gate of any case", () => {
      assert.equal(result([2, null], "mean").stars, 2);
      assert.equal(result([5, 5], "mean").stars, 5);
    });
  });
});

describe("rejection and stop", () => {
  test("a confirmed rejection leaves no stars", () => {
    const result = council(anyTotal, session(sheetsOf([95]), { rejected: true }), rules);
    assert.equal(result.stars, 0);
    assert.equal(result.bandStars, 5);
  });

  test("a member's rejection needs the secretary's word, and without confirmation changes nothing", () => {
    const sheets = sheetsOf([95], { rejected: true });
    assert.throws(() => council(anyTotal, session(sheets), rules), { place: "sheets.0.rejected" });
    assert.equal(council(anyTotal, session(sheets, { rejected: false }), rules).stars, 5);
    assert.equal(council(anyTotal, session(sheets, { rejected: true }), rules).stars, 0);
    const recused = [...sheetsOf([95]), { member: "r", recused: true, rejected: true }];
    assert.equal(council(anyTotal, session(recused), rules).stars, 5);
  });

  test("of two stops the earlier one ends a sheet", () => {
    const set = setOf(group("1", [leaf("1.1", [50]), leaf("1.2", [30])]), leaf("2", [20]));
    const answers = { "1.1": 1, "1.2": 1, "2": 1 };
    const totals = (own: string | null, confirmed: string | null) =>
      council(
        set,
        session(
          [
            { member: "a", answers, stopAt: own },
            { member: "b", answers },
          ],
          {
            stopAt: confirmed,
          },
        ),
        rules,
      ).totals;
    assert.deepEqual(totals(null, null), [100, 100]);
    assert.deepEqual(totals("1.1", null), [50, 100]);
    assert.deepEqual(totals("1.1", "1"), [50, 80]);
    assert.deepEqual(totals("1", "1.1"), [50, 50]);
  });
});

describe("sheets that do not fit", () => {
  const refused = (sheets: readonly Sheet[], line: string, more: Partial<CouncilCase> = {}) =>
    assert.throws(
      () => council(anyTotal, session(sheets, more), rules),
      (error) => {
        assert.ok(error instanceof AnswersError);
        assert.equal(error.en, line);
        assert.ok(line.startsWith(`${error.place}: `));
        assert.ok(error.vi.endsWith("."));
        return true;
      },
    );

  test("a member with two sheets", () => {
    refused([...sheetsOf([80]), ...sheetsOf([80])], "sheets.1.member: m0 has two sheets");
  });

  test("more sheets than members", () => {
    const line = "members: 2 sheets, but the council has 1 members";
    refused(sheetsOf([80, 80]), line, { members: 1 });
  });

  test("a sheet that counts without answers", () => {
    const line = "sheets.1.answers: missing on a sheet that counts";
    refused([...sheetsOf([80]), { member: "x" }], line);
  });

  test("a rejection that nobody ruled on", () => {
    refused(
      sheetsOf([80], { rejected: true }),
      "sheets.0.rejected: the session must say whether the rejection is confirmed (rejected: true or false)",
    );
  });

  test("answers and stops that do not fit the set name their sheet", () => {
    const unknown = 'set 01 has no criterion "7"';
    const odd: Sheet = { member: "x", answers: { "7": 1 } };
    refused([...sheetsOf([80]), odd], `sheets.1.answers.7: ${unknown}`);
    refused(sheetsOf([80], { stopAt: "7" }), `sheets.0.stopAt: ${unknown}`);
    refused(sheetsOf([80]), `stopAt: ${unknown}`, { stopAt: "7" });
  });
});
