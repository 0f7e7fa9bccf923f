import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { breakEven, cashFlow, type Finance, fraction, payback, sum, totalsOf } from "./finance.ts";

const line = (amount: bigint) => ({ name: "Khoản mẫu", amount });

/** Noodles: 60,000 đồng a packet, 40,000 to make, 90 million a year, 200 million of machines. */
const noodles: Finance = {
  firstYear: 2026,
  price: 60_000n,
  volumes: [7_000n, 10_000n, 12_000n],
  unitCosts: [line(30_000n), line(10_000n)],
  yearlyCosts: [line(90_000_000n)],
  otherIncome: [],
  investments: [{ ...line(200_000_000n), year: 1 }],
};

test("the cash flow of a plan is what a hand reckons", () => {
  assert.deepEqual(
    cashFlow(noodles).map(({ year, revenue, profit, flow, cumulative }) => [
      year,
      revenue,
      profit,
      flow,
      cumulative,
    ]),
    [
      [2026, 420_000_000n, 50_000_000n, -150_000_000n, -150_000_000n],
      [2027, 600_000_000n, 110_000_000n, 110_000_000n, -40_000_000n],
      [2028, 720_000_000n, 150_000_000n, 150_000_000n, 110_000_000n],
    ],
  );
  assert.deepEqual(totalsOf(noodles), {
    invested: 200_000_000n,
    revenue: 1_740_000_000n,
    profit: 310_000_000n,
  });
});

test("a plan breaks even in whole packets and pays back within its third year", () => {
  assert.deepEqual(breakEven(noodles), {
    exact: { units: fraction(4_500n, 1n), money: fraction(270_000_000n, 1n) },
    units: 4_500n,
    money: 270_000_000n,
  });
  // Two years, and 40 of the third year's 150 millions.
  assert.deepEqual(payback(noodles), fraction(34n, 15n));
  const odd = breakEven({ ...noodles, yearlyCosts: [line(90_000_001n)] });
  assert.equal(odd?.units, 4_501n);
  assert.deepEqual(odd?.exact.units, fraction(90_000_001n, 20_000n));
});

test("there is no break-even while a unit costs what it is sold for, or more", () => {
  for (const cost of [60_000n, 60_001n])
    assert.equal(breakEven({ ...noodles, unitCosts: [line(cost)] }), null);
});

test("what is bought late and not earned again has not come back", () => {
  const late = { ...noodles, investments: [{ ...line(900_000_000n), year: 3 }] };
  assert.equal(payback(late), null);
  assert.deepEqual(payback({ ...noodles, investments: [] }), fraction(0n, 1n));
  // Paid back in the first year, in the red again with the second machine, then for good.
  const twice: Finance = {
    ...noodles,
    volumes: [10_000n, 10_000n, 10_000n],
    investments: [
      { ...line(100_000_000n), year: 1 },
      { ...line(100_000_000n), year: 2 },
    ],
  };
  assert.deepEqual(payback(twice), fraction(20n, 11n));
});

const amount = fc.bigInt({ min: 0n, max: 9_000_000_000_000n });
const lines = fc.array(amount.map(line), { maxLength: 3 });
const plans: fc.Arbitrary<Finance> = fc.record({
  firstYear: fc.constant(2026),
  price: amount,
  volumes: fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 5 }),
  unitCosts: lines,
  yearlyCosts: lines,
  otherIncome: lines,
  investments: fc.array(
    fc.record({ name: fc.constant("Máy"), amount, year: fc.integer({ min: 1, max: 5 }) }),
    { maxLength: 3 },
  ),
});

test("the cumulative flow is the sum of the flows, and ends at profit less investment", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      let so = 0n;
      for (const { flow, cumulative, profit, invested } of cashFlow(plan)) {
        so += flow;
        assert.equal(cumulative, so);
        assert.equal(flow, profit - invested);
      }
      const { profit, invested } = totalsOf(plan);
      assert.equal(so, profit - invested);
    }),
    { numRuns: 50 },
  );
});

test("the least number of units at break-even loses nothing, and one fewer does", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const found = breakEven(plan);
      const margin = plan.price - sum(plan.unitCosts);
      assert.equal(found === null, margin <= 0n);
      if (found === null) return;
      const left = (units: bigint) => units * margin - sum(plan.yearlyCosts);
      assert.ok(left(found.units) >= 0n);
      assert.ok(found.units === 0n || left(found.units - 1n) < 0n);
      const { numerator, denominator } = found.exact.units;
      assert.equal(numerator * margin, sum(plan.yearlyCosts) * denominator);
    }),
    { numRuns: 50 },
  );
});

test("a payback time lies within the years, and there is one exactly when the end is not in the red", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const found = payback(plan);
      const last = cashFlow(plan).at(-1);
      assert.equal(found === null, (last?.cumulative ?? 0n) < 0n);
      if (found === null) return;
      assert.ok(found.numerator >= 0n && found.denominator > 0n);
      assert.ok(found.numerator <= found.denominator * BigInt(plan.volumes.length));
    }),
    { numRuns: 50 },
  );
});
