import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { oddFigures, type Told } from "./jumps.ts";

const told = (wanted: Partial<Told> = {}): Told => ({
  labour: 12,
  revenue: 1_250_000_000,
  exportRevenue: 0,
  materialArea: "3.50",
  outputs: { tea: { output: "1200", unit: "kg" } },
  ...wanted,
});

test("figures like last year's are asked nothing, nor are those of a first year", () => {
  assert.deepEqual(oddFigures(told(), told({ revenue: 1_500_000_000, labour: 14 })), {});
  assert.deepEqual(oddFigures(null, told()), {});
  assert.deepEqual(oddFigures(told(), told({ revenue: null, labour: null, outputs: {} })), {});
  // Exports begin: nothing leaps from nothing.
  assert.deepEqual(oddFigures(told(), told({ exportRevenue: 900_000_000 })), {});
});

test("millions typed for đồng, ten times the workers and another unit are asked back", () => {
  const odd = oddFigures(
    told(),
    told({ revenue: 1_300, labour: 120, outputs: { tea: { output: "1.2", unit: "tấn" } } }),
  );
  assert.deepEqual(Object.keys(odd).toSorted(), ["labour", "revenue", "unit.tea"]);
  assert.match(odd["revenue"] ?? "", /1\.300 đồng/);
  assert.match(odd["labour"] ?? "", /12 người năm trước thành 120 người/);
  assert.match(
    oddFigures(told(), told({ outputs: { tea: { output: "12000.000", unit: "kg" } } }))[
      "output.tea"
    ] ?? "",
    /1\.200 kg năm trước thành 12\.000 kg/,
  );
});

test("a leap is asked about both ways, at any size, and exactly three times is none", () => {
  const amount = fc.integer({ min: 1_000_000, max: 2_000_000_000_000 });
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      const asked = (last: number, next: number) =>
        "revenue" in oddFigures(told({ revenue: last }), told({ revenue: next }));
      assert.equal(asked(a, b), asked(b, a));
      assert.equal(asked(a, b), b > 3 * a || a > 3 * b);
      assert.equal(asked(a, 3 * a), false);
    }),
    { numRuns: 50 },
  );
});
