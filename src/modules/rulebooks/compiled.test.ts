import assert from "node:assert/strict";
import { test } from "node:test";
import { smallBook, smallSet, when } from "#tests/support/small-set.ts";
import { compileSet } from "./compiled.ts";
import type { CompiledSet } from "./compiled.ts";
import { group, leaf } from "./factory.ts";

function leafOf(set: CompiledSet, code: string): CompiledSet["leaves"][number] {
  const found = set.leafByCode.get(code);
  assert.ok(found, code);
  return found;
}

test("leaves stand in rulebook order, groups know where theirs begin and end", () => {
  const set = smallSet(
    [
      leaf("1", [1]),
      group("2", [leaf("2.1", [1]), group("2.2", [leaf("2.2.1", [1]), leaf("2.2.2", [1])])]),
      leaf("3", [1]),
    ],
    [0],
  );
  assert.deepEqual(
    set.leaves.map(({ index, code }) => [index, code]),
    [
      [0, "1"],
      [1, "2.1"],
      [2, "2.2.1"],
      [3, "2.2.2"],
      [4, "3"],
    ],
  );
  assert.deepEqual(Object.fromEntries(set.spans), {
    "1": { first: 0, last: 0 },
    "2": { first: 1, last: 3 },
    "2.1": { first: 1, last: 1 },
    "2.2": { first: 2, last: 3 },
    "2.2.1": { first: 2, last: 2 },
    "2.2.2": { first: 3, last: 3 },
    "3": { first: 4, last: 4 },
  });
});

test("a leaf without cases has one, without a name", () => {
  const set = smallSet(
    [
      leaf("1", [0, 1]),
      leaf("2", [
        [1, null, "x"],
        [1, null, "y"],
      ]),
    ],
    [0],
  );
  assert.deepEqual(leafOf(set, "1").cases, [""]);
  assert.deepEqual(leafOf(set, "2").cases, ["x", "y"]);
  assert.deepEqual(
    leafOf(set, "2").options.map(({ caseIndex }) => caseIndex),
    [0, 1],
  );
});

test("a level without a gate of its own keeps that of the nearest lower level", () => {
  const set = smallSet([leaf("1", [0, [1, 2], 2, [3, 4]])], [0, 1, 2, 3, 4]);
  assert.deepEqual(
    leafOf(set, "1").gateAt.map(([gate]) => gate?.needs ?? null),
    [null, 2, 2, 4, 4],
  );
});

test("gates go by level, then by option; of two at one level and case the lesser decides", () => {
  const options: [number, number][] = [
    [3, 3],
    [2, 2],
    [1, 2],
    [1, 2],
  ];
  const { gates } = leafOf(smallSet([leaf("1", options)], [0, 1, 2]), "1");
  assert.deepEqual(
    gates.map(({ stars, needs, decides }) => [stars, needs, decides]),
    [
      [2, 2, false],
      [2, 3, true],
      [2, 4, false],
      [3, 1, true],
    ],
  );
});

test("conditions of groups reach their leaves, and are settled in an order that can be followed", () => {
  const set = smallSet(
    [
      leaf("1", [1], when("2", 1)),
      group("2", [leaf("2.1", [1]), leaf("2.2", [1], when("3", 1))], when("4", 2)),
      leaf("3", [1], when("4", 1)),
      leaf("4", [1]),
    ],
    [0],
  );
  assert.deepEqual(leafOf(set, "2.2").conditions, [
    { criterion: "4", leaves: [4], pointsAtLeast: 2 },
    { criterion: "3", leaves: [3], pointsAtLeast: 1 },
  ]);
  assert.deepEqual(leafOf(set, "1").conditions[0]?.leaves, [1, 2]);
  assert.deepEqual(
    set.conditional.map((index) => set.leaves[index]?.code),
    ["2.1", "3", "2.2", "1"],
  );
});

test("a condition on nothing, or in a circle, is no set to score by", () => {
  assert.throws(() => smallSet([leaf("1", [1], when("9", 1))], [0]), {
    message: "1: condition on unknown criterion 9",
  });
  const circle = [leaf("1", [1], when("2", 1)), leaf("2", [1], when("1", 1))];
  assert.throws(() => smallSet(circle, [0]), { message: "1: condition depends on itself" });
  const within = [group("1", [leaf("1.1", [1], when("1", 1))])];
  assert.throws(() => smallSet(within, [0]), { message: "1.1: condition depends on itself" });
});

test("a compiled set names the rulebook it was made from, and nobody can change it", () => {
  const book = smallBook([leaf("1", [[1, 2]])], [0, 1]);
  const [raw] = book.sets;
  assert.ok(raw);
  assert.equal(compileSet(book, raw).digest, "");
  const set = compileSet(book, raw, "abc");
  assert.equal(set.digest, "abc");
  assert.ok(Object.isFrozen(set) && Object.isFrozen(set.leaves) && Object.isFrozen(set.levels));
  const one = leafOf(set, "1");
  assert.ok(
    Object.isFrozen(one) && Object.isFrozen(one.options[0]) && Object.isFrozen(one.gateAt[1]?.[0]),
  );
});
