import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkRulebook, describeFault } from "./check.ts";
import { group, leaf, part, rulebook } from "./factory.ts";
import type { Criterion, Part, Rulebook, RuleSet } from "./model.ts";

/** Two parts that make 100, with a condition, a gate and cases: nothing in it is at fault. */
const sound: readonly Part[] = [
  part("A", [
    group("1", [leaf("1.1", [0, [10, 3], 20]), leaf("1.2", [0, 20])]),
    leaf("2", [0, 20], { appliesWhen: { criterion: "1.1", pointsAtLeast: 10 } }),
  ]),
  part("B", [
    leaf("3", [
      [0, null, "x"],
      [40, 5, "x"],
      [40, null, "y"],
    ]),
  ]),
];

const lines = (book: Rulebook): string[] => checkRulebook(book).faults.map(describeFault);
const reported = (book: Rulebook): string[] => checkRulebook(book).reported.map(describeFault);

/** The sound book with one of its criteria replaced, wherever it stands. */
function changed(code: string, change: Partial<Criterion>, set: Partial<RuleSet> = {}): Rulebook {
  const replace = (criterion: Criterion): Criterion => ({
    ...criterion,
    ...(criterion.criteria ? { criteria: criterion.criteria.map(replace) } : {}),
    ...(criterion.code === code ? change : {}),
  });
  const parts = sound.map((p) => ({ ...p, criteria: p.criteria.map(replace) }));
  return rulebook(parts, { set });
}

test("a rulebook in which everything holds has no fault and nothing to report", () => {
  assert.deepEqual(checkRulebook(rulebook(sound)), { faults: [], reported: [] });
});

describe("sums", () => {
  test("a group that is not the sum of its criteria is named with both numbers", () => {
    const faults = lines(changed("1", { max: 41 }));
    assert.deepEqual(faults, [
      "set 01, A: stated 60, computed 61: the sum does not hold",
      "set 01, 1: stated 41, computed 40: the sum does not hold",
    ]);
  });

  test("a leaf whose maximum is not its best option is named with both numbers", () => {
    assert.ok(
      lines(changed("1.2", { max: 19 })).includes(
        "set 01, 1.2: stated 19, computed 20: the maximum is not the best option",
      ),
    );
  });

  test("a part that differs from the regime's, and parts that do not make 100", () => {
    const book = rulebook([part("A", [leaf("1", [60])]), part("B", [leaf("2", [39])])], {
      parts: { A: 60, B: 40 },
    });
    assert.deepEqual(lines(book), [
      "set 01, parts: stated 100, computed 99: the parts do not make 100",
      "set 01, B: stated 39, computed 40: the part differs from the regime's",
    ]);
  });

  test("a regime whose parts do not make 100", () => {
    const book = rulebook(sound, { parts: { A: 60, B: 39 } });
    assert.ok(lines(book).includes("parts: stated 100, computed 99: the parts do not make 100"));
  });

  test("a set that lacks a part, or has one that the regime does not know", () => {
    const book = rulebook(sound, { parts: { A: 60, C: 40 } });
    assert.deepEqual(lines(book), [
      "set 01, C: stated 40, computed no part: the set lacks a part of the regime",
      "set 01, B: stated 40, computed no part: the regime has no such part",
    ]);
  });

  test("in an unverified set numbers that do not agree are reported, and no fault", () => {
    const book = changed("1", { max: 41 }, { verified: false });
    assert.deepEqual(lines(book), []);
    assert.deepEqual(reported(book), [
      "set 01, A: stated 60, computed 61: the sum does not hold",
      "set 01, 1: stated 41, computed 40: the sum does not hold",
    ]);
    const best = changed("1.2", { max: 19 }, { verified: false });
    assert.equal(lines(best).length, 0);
    assert.equal(reported(best).length, 2);
  });

  test("parts that do not make 100 are a fault in an unverified set too", () => {
    const book = rulebook([part("A", [leaf("1", [60])]), part("B", [leaf("2", [39])])], {
      parts: { A: 60, B: 40 },
      set: { verified: false },
    });
    assert.deepEqual(lines(book), [
      "set 01, parts: stated 100, computed 99: the parts do not make 100",
    ]);
  });
});

describe("codes, options, gates, cases", () => {
  test("a code used twice, by criteria, parts or sets", () => {
    assert.deepEqual(lines(changed("1.2", { code: "1.1" })), [
      "set 01, 1.1: stated 2, computed 1: code used twice",
    ]);
    assert.deepEqual(lines(changed("3", { code: "1" })), [
      "set 01, 1: stated 2, computed 1: code used twice",
    ]);
    const book = rulebook(sound);
    const sets = [...book.sets, ...book.sets];
    assert.deepEqual(lines({ ...book, sets }), ["01: stated 2, computed 1: set code used twice"]);
    const halves = rulebook([part("A", [leaf("1", [50])]), part("A", [leaf("2", [50])])], {
      parts: { A: 50, B: 50 },
    });
    assert.ok(lines(halves).includes("set 01, A: stated 2, computed 1: code used twice"));
  });

  test("one code in two sets is no fault", () => {
    const book = rulebook(sound);
    const [set] = book.sets;
    assert.ok(set);
    assert.deepEqual(lines({ ...book, sets: [set, { ...set, code: "02" }] }), []);
  });

  test("options that are not numbered 1…k in order", () => {
    const numbered = (...numbers: number[]): Partial<Criterion> => ({
      options: numbers.map((n) => ({ n, label: "", points: 20 })),
    });
    for (const numbers of [
      [0, 1],
      [2, 3],
      [1, 1],
      [1, 3],
      [2, 1],
    ]) {
      assert.deepEqual(lines(changed("1.2", numbered(...numbers))), [
        `set 01, 1.2: stated ${numbers.join(",")}, computed 1,2: the options are not numbered 1…k`,
      ]);
    }
  });

  test("a gate that names no level of the bands", () => {
    const options = [{ n: 1, label: "", points: 20, minStar: 6 }];
    assert.deepEqual(lines(changed("1.2", { options })), [
      "set 01, 1.2#1: stated 6, computed levels 5,4,3,2,1: the gate names no level",
    ]);
    const nothing = [{ n: 1, label: "", points: 20, minStar: null, case: null }];
    assert.deepEqual(lines(changed("1.2", { options: nothing })), []);
  });

  test("an option whose case its criterion does not have, or that lacks one", () => {
    const of = (inCase?: string) => [
      { n: 1, label: "", points: 40, ...(inCase ? { case: inCase } : {}) },
    ];
    const cases = [{ id: "x", title: "" }];
    const text = "the option names no case of its criterion";
    assert.deepEqual(lines(changed("3", { cases, options: of("z") })), [
      `set 01, 3#1: stated z, computed cases x: ${text}`,
    ]);
    assert.deepEqual(lines(changed("3", { cases, options: of() })), [
      `set 01, 3#1: stated none, computed cases x: ${text}`,
    ]);
    assert.deepEqual(lines(changed("3", { cases: undefined, options: of("x") })), [
      `set 01, 3#1: stated x, computed cases none: ${text}`,
    ]);
  });

  test("a case used twice", () => {
    const cases = ["x", "y", "x"].map((id) => ({ id, title: "" }));
    assert.deepEqual(lines(changed("3", { cases })), [
      "set 01, 3: stated x, computed one: case used twice",
    ]);
  });

  test("a case whose best option stays below the maximum is reported, and no fault", () => {
    const options = [
      { n: 1, label: "", points: 40, case: "x" },
      { n: 2, label: "", points: 30, case: "y" },
    ];
    const book = changed("3", { options });
    assert.deepEqual(lines(book), []);
    assert.deepEqual(reported(book), [
      "set 01, 3 case y: stated 40, computed 30: the best option of a case is less than the maximum",
    ]);
  });
});

describe("conditions", () => {
  const on = (criterion: string): Partial<Criterion> => ({
    appliesWhen: { criterion, pointsAtLeast: 1 },
  });

  test("a condition on no criterion of the set, such as a part", () => {
    assert.deepEqual(lines(changed("2", on("A"))), [
      "set 01, 2: stated A, computed no such criterion: the condition names no criterion of the set",
    ]);
  });

  test("a condition on itself, on the group around it, or in a circle", () => {
    const circle = "the condition depends on itself";
    assert.deepEqual(lines(changed("1.2", on("1.2"))), [
      `set 01, 1.2: stated 1.2, computed depends on 1.2: ${circle}`,
    ]);
    assert.deepEqual(lines(changed("1.2", on("1"))), [
      `set 01, 1.2: stated 1, computed depends on 1.2: ${circle}`,
    ]);
    assert.deepEqual(lines(changed("1.1", on("2"))), [
      `set 01, 1.1: stated 2, computed depends on 1.1: ${circle}`,
      `set 01, 2: stated 1.1, computed depends on 2: ${circle}`,
    ]);
    assert.deepEqual(lines(changed("1", on("2"))), [
      `set 01, 1: stated 2, computed depends on 1: ${circle}`,
      `set 01, 2: stated 1.1, computed depends on 2: ${circle}`,
    ]);
  });

  test("a circle further on is the fault of those in it, not of the one that reads them", () => {
    const parts = [
      part("A", [leaf("1", [50], on("2")), leaf("2", [25], on("3")), leaf("3", [25], on("2"))]),
    ];
    assert.deepEqual(
      checkRulebook(rulebook(parts)).faults.map(({ code }) => code),
      ["2", "3"],
    );
  });

  test("criteria that read each other within a group under a condition are no circle", () => {
    const parts = [
      part("A", [
        leaf("1", [50]),
        group("2", [leaf("2.1", [25], on("2.2")), leaf("2.2", [25])], on("1")),
      ]),
    ];
    assert.deepEqual(lines(rulebook(parts)), []);
  });
});

describe("bands", () => {
  const withBands = (...bands: [stars: number, min: number][]): string[] =>
    lines(
      rulebook([part("A", [leaf("1", [100])])], {
        bands: bands.map(([stars, min]) => ({ stars, min })),
      }),
    );

  test("bands that descend to 0 may have any levels", () => {
    assert.deepEqual(withBands([1, 0]), []);
    assert.deepEqual(withBands([7, 95], [3, 40], [1, 0]), []);
  });

  test("bands that end above 0, rise, or name a level twice", () => {
    const text = "the bands do not descend to 0";
    assert.deepEqual(withBands([2, 50], [1, 10]), [
      `bands: stated 2★ from 50, 1★ from 10, computed lowest 10: ${text}`,
    ]);
    assert.deepEqual(withBands([2, 50], [1, 60], [0, 0]).length, 1);
    assert.deepEqual(withBands([2, 50], [1, 50], [0, 0]).length, 1);
    assert.deepEqual(withBands([2, 50], [2, 0]).length, 1);
    assert.deepEqual(withBands([1, 50], [2, 0]).length, 1);
  });
});
