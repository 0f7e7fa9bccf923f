import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { atLeast, divide, formatDecimal, roundings } from "./decimal.ts";

const text = (a: number, b: number, decimals: number, rounding: (typeof roundings)[number]) =>
  formatDecimal(divide(BigInt(a), BigInt(b), decimals, rounding));

test("a mean is printed with all its decimals", () => {
  assert.equal(text(259, 3, 2, "halfUp"), "86.33");
  assert.equal(text(270, 3, 2, "halfUp"), "90.00");
  assert.equal(text(1, 16, 3, "halfUp"), "0.063");
  assert.equal(text(1, 200, 2, "halfUp"), "0.01");
  assert.equal(text(0, 7, 2, "halfUp"), "0.00");
  assert.equal(text(179, 2, 0, "halfUp"), "90");
});

test("each rounding decides halves and remainders its own way", () => {
  const cut = (a: number, b: number) => roundings.map((rounding) => text(a, b, 0, rounding));
  // halfUp, halfDown, halfEven, up, down
  assert.deepEqual(cut(5, 2), ["3", "2", "2", "3", "2"]);
  assert.deepEqual(cut(7, 2), ["4", "3", "4", "4", "3"]);
  assert.deepEqual(cut(9, 4), ["2", "2", "2", "3", "2"]);
  assert.deepEqual(cut(11, 4), ["3", "3", "3", "3", "2"]);
  assert.deepEqual(cut(4, 2), ["2", "2", "2", "2", "2"]);
});

test("89.995 rounds to 90.00 where a binary float would keep 89.99", () => {
  assert.equal(text(17_999, 200, 2, "halfUp"), "90.00");
});

test("what is rounded never lies further than one unit from the quotient", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.bigInt({ min: 1n, max: 10n ** 4n }),
      fc.nat({ max: 6 }),
      fc.constantFrom(...roundings),
      (a, b, decimals, rounding) => {
        const { units } = divide(a, b, decimals, rounding);
        const off = units * b - a * 10n ** BigInt(decimals);
        const size = off < 0n ? -off : off;
        if (rounding === "up") assert.ok(off >= 0n && off < b);
        else if (rounding === "down") assert.ok(off <= 0n && -off < b);
        else assert.ok(2n * size <= b);
      },
    ),
  );
});

test("a decimal is held against a whole number exactly", () => {
  assert.equal(atLeast({ units: 8999n, decimals: 2 }, 90), false);
  assert.equal(atLeast({ units: 9000n, decimals: 2 }, 90), true);
  assert.equal(atLeast({ units: 90n, decimals: 0 }, 90), true);
});
