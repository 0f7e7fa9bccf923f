import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { differenceOf, levelPairs, type Outcome, summaryOf, yearSeries } from "./levels.ts";

const outcome = (more: Partial<Outcome>): Outcome => ({
  dossierId: "d",
  productId: "p",
  productName: "Chè",
  producerName: "HTX",
  regime: "148-2023",
  stage: "district",
  rank: 0,
  on: "2024-05-01",
  mean: "80.000000",
  stars: 4,
  ...more,
});

test("differences are exact to the millionth and turn about", () => {
  const mean = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([whole, rest]) => `${whole}.${String(rest).padStart(6, "0")}`);
  fc.assert(
    fc.property(mean, mean, (one, other) => {
      const there = differenceOf(one, other);
      const back = differenceOf(other, one);
      assert.ok(there !== null && back !== null);
      assert.equal(there.replace("-", ""), back.replace("-", ""));
      assert.ok(Math.abs(Number(there) - (Number(other) - Number(one))) < 1e-9);
      if (one !== other) assert.notEqual(there.startsWith("-"), back.startsWith("-"));
    }),
  );
  assert.equal(differenceOf(null, "80.000000"), null);
});

test("a dossier scored at two levels is one pair, the widest apart first; one level is none", () => {
  const pairs = levelPairs([
    outcome({ dossierId: "a", mean: "80.000000" }),
    outcome({ dossierId: "a", rank: 1, stage: "province", mean: "78.500000", stars: 4 }),
    outcome({ dossierId: "b", mean: "90.000000", stars: 5 }),
    outcome({ dossierId: "b", rank: 1, stage: "province", mean: "72.000000", stars: 4 }),
    outcome({ dossierId: "c" }),
  ]);
  assert.deepEqual(
    pairs.map(({ lower, difference }) => [lower.dossierId, difference]),
    [
      ["b", "-18.000000"],
      ["a", "-1.500000"],
    ],
  );
  assert.deepEqual(summaryOf(pairs), { pairs: 2, mean: "-9.75", otherStars: 1 });
  assert.deepEqual(summaryOf([]), { pairs: 0, mean: null, otherStars: 0 });
});

test("a product scored in two years at one level is a series, in the order of the days", () => {
  const series = yearSeries([
    outcome({ dossierId: "new", on: "2026-09-01", mean: "86.000000" }),
    outcome({ dossierId: "old", on: "2023-09-01", mean: "81.000000" }),
    outcome({ dossierId: "up", rank: 1, on: "2026-10-01" }),
    outcome({ dossierId: "single", productId: "q" }),
  ]);
  assert.equal(series.length, 1);
  assert.deepEqual(
    series[0]?.outcomes.map(({ dossierId }) => dossierId),
    ["old", "new"],
  );
  assert.equal(series[0]?.difference, "5.000000");
});
