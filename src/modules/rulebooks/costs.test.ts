import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { smallSet } from "#tests/support/small-set.ts";
import { advise } from "./advise.ts";
import { AnswersError } from "./answers.ts";
import { readCosts, toNumber } from "./costs.ts";
import type { Costs } from "./costs.ts";
import { leaf } from "./factory.ts";

const set = smallSet(
  [
    leaf("1", [0, 1]),
    leaf("2", [0, 1]),
    leaf(
      "3",
      Array.from({ length: 12 }, (_, i) => i),
    ),
  ],
  [0, 2],
);

function sumOf(costs: Costs): number {
  const exact = readCosts(set, costs);
  return toNumber(
    [...exact.units.values()].reduce((a, b) => a + b, 0n),
    exact.places,
  );
}

test("decimal costs add up exactly", () => {
  assert.equal(sumOf({ "1#2": 0.1, "2#2": 0.2 }), 0.3);
  assert.equal(sumOf({ "1#2": 1000, "2#2": 0.001 }), 1000.001);
  assert.equal(sumOf({ "1#2": 1e-7, "2#2": 2e-7 }), 3e-7);
  assert.equal(sumOf({ "1#2": 1e21, "2#2": 2e21 }), 3e21);
  assert.equal(sumOf({ "1#1": 0, "1#2": 5e-324 }), 5e-324);
  assert.equal(sumOf({}), 0);
});

test("any amount is read back as it was written", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (amount) => {
      assert.equal(sumOf({ "1#2": amount }), amount === 0 ? 0 : amount);
    }),
  );
});

test("costs in cents add up to the cent", () => {
  const cents = fc.integer({ min: 0, max: 1_000_000_000 });
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      assert.equal(sumOf({ "1#2": a / 100, "2#2": b / 100 }), (a + b) / 100);
    }),
  );
});

test("advice counts own costs and gained points in one unit", () => {
  const advice = advise(set, {}, { stars: 2, costs: { "1#2": 0.25, "3#3": 1.5 } });
  assert.deepEqual(advice, {
    reachable: true,
    stars: 2,
    cost: 1.25,
    total: 2,
    changes: [
      { criterion: "1", from: null, to: 2, cost: 0.25 },
      { criterion: "2", from: null, to: 2, cost: 1 },
    ],
  });
});

test("options with two digits have their costs too", () => {
  const { changes } = advise(
    set,
    {},
    { stars: 2, costs: { "1#2": 9, "2#2": 9, "3#3": 9, "3#12": 0.5 } },
  );
  assert.deepEqual(changes, [{ criterion: "3", from: null, to: 12, cost: 0.5 }]);
});

const keys = [
  "9#1",
  "1#3",
  "1#0",
  "1#02",
  "1",
  "#1",
  "1#",
  "1#2x",
  "x1#2",
  "1 #2",
  "",
  "__proto__#1",
];
for (const key of keys) {
  test(`"${key}" names no option and is refused`, () => {
    assert.throws(() => readCosts(set, { [key]: 1 }), {
      name: "AnswersError",
      place: `costs.${key}`,
      message: `costs.${key}: set 01 has no such option; a key is CRITERION#OPTION`,
      vi: `Chi phí ${key}: bộ 01 không có lựa chọn này.`,
    });
  });
}

const amounts: readonly (readonly [unknown, string])[] = [
  [-1, "-1"],
  [-0.001, "-0.001"],
  [NaN, "null"],
  [Infinity, "null"],
  ["3", '"3"'],
  [null, "null"],
  [{}, "{}"],
];
for (const [amount, shown] of amounts) {
  test(`an amount of ${String(amount)} (${typeof amount}) is refused`, () => {
    assert.throws(
      () => readCosts(set, { "1#2": amount as number }),
      (error) => {
        assert.ok(error instanceof AnswersError);
        assert.equal(error.place, "costs.1#2");
        assert.equal(error.message, `costs.1#2: ${shown} is not a number of 0 or more`);
        assert.equal(error.vi, "Chi phí 1#2: hãy nhập một số không âm.");
        return true;
      },
    );
  });
}
