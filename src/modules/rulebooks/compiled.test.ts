import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { compileSet } from "./compiled.ts";
import type { CompiledSet } from "./compiled.ts";
import { group, leaf, part, rulebook } from "./factory.ts";
import type { Criterion, Part } from "./model.ts";

function compile(...parts: Part[]): CompiledSet {
  const book = rulebook(parts);
  const [set] = book.sets;
  assert.ok(set);
  return compileSet(book, set);
}

const when = (criterion: string, pointsAtLeast = 1): Partial<Criterion> => ({
  appliesWhen: { criterion, pointsAtLeast },
});

test("leaves stand in rulebook order with their part, and groups span theirs", () => {
  const set = compile(
    part("A", [
      group("1", [leaf("1.1", [1]), group("1.2", [leaf("1.2.1", [1]), leaf("1.2.2", [1])])]),
    ]),
    part("B", [leaf("2", [1])]),
  );
  assert.deepEqual(
    set.leaves.map(({ index, code, part: at }) => [index, code, at]),
    [
      [0, "1.1", 0],
      [1, "1.2.1", 0],
      [2, "1.2.2", 0],
      [3, "2", 1],
    ],
  );
  assert.deepEqual(Object.fromEntries(set.spans), {
    "1": { first: 0, last: 2 },
    "1.1": { first: 0, last: 0 },
    "1.2": { first: 1, last: 2 },
    "1.2.1": { first: 1, last: 1 },
    "1.2.2": { first: 2, last: 2 },
    "2": { first: 3, last: 3 },
  });
  assert.equal(set.leafByCode.get("1.2.2")?.index, 2);
  assert.equal(set.leafByCode.has("1.2"), false);
  assert.equal(set.digest, "");
});

describe("gates", () => {
  test("stand by level, then by option, each with its case", () => {
    const set = compile(
      part("A", [
        leaf("1", [
          [4, 5],
          [3, 3],
          [3, 5, "y"],
          [1, null, "y"],
        ]),
      ]),
    );
    assert.deepEqual(
      set.leaves[0]?.gates.map(({ stars, needs }) => [stars, needs]),
      [
        [3, 2],
        [5, 1],
        [5, 3],
      ],
    );
  });

  test("are resolved for every level and case: its own, or the nearest below", () => {
    const set = compile(
      part("A", [
        leaf("1", [
          [1, 2, "x"],
          [2, 4, "x"],
          [3, 3, "y"],
          [4, null, "z"],
        ]),
      ]),
    );
    const resolved = set.leaves[0]?.gateAt.map((cases) => cases.map((gate) => gate?.needs ?? null));
    assert.deepEqual(resolved, [
      [null, null, null],
      [1, null, null],
      [1, 3, null],
      [2, 3, null],
      [2, 3, null],
    ]);
    assert.deepEqual(set.leaves[0]?.cases, ["x", "y", "z"]);
  });

  test("of equal options of one level the first decides", () => {
    const set = compile(
      part("A", [
        leaf("1", [
          [2, 3],
          [1, 3],
          [1, 3],
        ]),
      ]),
    );
    assert.deepEqual(
      set.leaves[0]?.gates.map((gate) => gate.decides),
      [false, true, false],
    );
  });

  test("a leaf without cases has one, without a name", () => {
    const set = compile(part("A", [leaf("1", [0, [1, 3]])]));
    assert.deepEqual(set.leaves[0]?.cases, [""]);
    assert.equal(set.leaves[0]?.options[1]?.caseIndex, 0);
  });
});

describe("conditions", () => {
  test("name the leaves they read, those of a group and of groups around included", () => {
    const set = compile(
      part("A", [
        group("1", [leaf("1.1", [1]), leaf("1.2", [1])]),
        group("2", [leaf("2.1", [1], when("1.2", 7))], when("1", 2)),
      ]),
    );
    assert.deepEqual(set.leaves[2]?.conditions, [
      { criterion: "1", leaves: [0, 1], pointsAtLeast: 2 },
      { criterion: "1.2", leaves: [1], pointsAtLeast: 7 },
    ]);
    assert.deepEqual(set.leaves[0]?.conditions, []);
  });

  test("are ordered so that what they read is settled before, each once", () => {
    const set = compile(
      part("A", [
        leaf("1", [1], when("2")),
        leaf("2", [1], when("4")),
        leaf("3", [1], when("2")),
        leaf("4", [1], when("5")),
        leaf("5", [1]),
      ]),
    );
    assert.deepEqual(set.conditional, [3, 1, 0, 2]);
  });

  test("that name nothing or run in a circle stop the program rather than mislead it", () => {
    assert.throws(() => compile(part("A", [leaf("1", [1], when("9"))])), {
      message: "1: condition on unknown criterion 9",
    });
    const circle = part("A", [leaf("1", [1], when("2")), leaf("2", [1], when("1"))]);
    assert.throws(() => compile(circle), { message: "1: condition depends on itself" });
  });
});

test("a compiled set cannot be changed, however deep", () => {
  const set = compile(part("A", [leaf("1", [0, [1, 3]])]));
  const option = set.leaves[0]?.options[1] as { points: number };
  assert.throws(() => {
    option.points = 100;
  }, TypeError);
  assert.throws(() => (set.leaves as unknown[]).push("more"), TypeError);
  assert.ok(Object.isFrozen(set.leaves[0]?.gateAt[2]));
});
