import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  decimalIn,
  formatDong,
  formatIn,
  formatMillions,
  type MoneyFault,
  type MoneyUnit,
  mostDong,
  optionalDong,
  parseDong,
} from "./money.ts";

test("amounts are read as people type them, in đồng or in the unit of the cell", () => {
  const cases: readonly [string, MoneyUnit, bigint][] = [
    ["1.234.567", "dong", 1_234_567n],
    ["1 234", "dong", 1234n],
    ["1\u00a0234\u00a0567 đ", "dong", 1_234_567n],
    ["1,234,567", "dong", 1_234_567n],
    ["5000000", "dong", 5_000_000n],
    ["1,5 triệu", "dong", 1_500_000n],
    ["1,5 Triệu đồng", "billion", 1_500_000n],
    ["12,5tr", "dong", 12_500_000n],
    ["12,5 Tr.đồng", "dong", 12_500_000n],
    ["2 tỷ", "dong", 2_000_000_000n],
    ["0,25 tỉ đồng", "dong", 250_000_000n],
    ["500 nghìn", "million", 500_000n],
    ["500k", "dong", 500_000n],
    ["27.338,8", "million", 27_338_800_000n],
    ["1.234", "dong", 1234n],
    // The rule for what could be read in two ways: a point with three figures parts thousands.
    ["1.234", "million", 1_234_000_000n],
    ["1,234", "million", 1_234_000n],
    ["1.5", "million", 1_500_000n],
    ["0.500", "million", 500_000n],
    ["0", "million", 0n],
    ["9.000.000.000.000.000", "dong", mostDong],
  ];
  for (const [typed, unit, dong] of cases)
    assert.deepEqual(parseDong(typed, unit), { ok: true, dong }, `${typed} in ${unit}`);
});

test("what is no amount is refused with its own reason", () => {
  const cases: readonly [string, MoneyUnit, MoneyFault][] = [
    ["", "dong", "empty"],
    [" \u00a0", "dong", "empty"],
    ["-5", "dong", "negative"],
    ["−1.500", "million", "negative"],
    ["(1.500)", "million", "negative"],
    ["- 1.500 triệu", "dong", "negative"],
    ["1,5", "dong", "fraction"],
    ["1,234", "dong", "fraction"],
    ["0,0000001", "million", "fraction"],
    ["9.000.000.000.000.001", "dong", "huge"],
    ["99999999999999999999999", "dong", "huge"],
    ["9.000.001 tỷ", "dong", "huge"],
    ["1.23.456", "dong", "unread"],
    ["27,338.8", "million", "unread"],
    ["1.2.3,4", "million", "unread"],
    ["năm triệu", "dong", "unread"],
    ["5 USD", "dong", "unread"],
    ["1e5", "dong", "unread"],
    ["1 tỷ 200 triệu", "dong", "unread"],
    ["12)", "dong", "unread"],
  ];
  for (const [typed, unit, fault] of cases) {
    const read = parseDong(typed, unit);
    assert.equal(read.ok ? `read as ${read.dong}` : read.fault, fault, typed);
    assert.match(read.ok ? "" : read.vi, /\.$/);
  }
});

test("every amount is read back exactly from how it is shown, in every unit", () => {
  const units: readonly MoneyUnit[] = ["dong", "thousand", "million", "billion"];
  fc.assert(
    fc.property(fc.bigInt(0n, mostDong), fc.constantFrom(...units), (dong, unit) => {
      assert.deepEqual(parseDong(formatIn(dong, unit), unit), { ok: true, dong });
      assert.deepEqual(parseDong(formatDong(dong)), { ok: true, dong });
      assert.equal(decimalIn(-dong, unit), dong === 0n ? "0" : `-${decimalIn(dong, unit)}`);
    }),
  );
});

test("text of any kind is answered, never thrown at", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (typed) => {
      const read = parseDong(typed, "million");
      if (read.ok) assert.ok(read.dong >= 0n && read.dong <= mostDong);
    }),
  );
});

test("amounts are shown with points and a comma, negative differences too", () => {
  assert.equal(formatMillions(27_338_800_000n), "27.338,8");
  assert.equal(formatMillions(388_941_900_000n), "388.941,9");
  assert.equal(formatMillions(1n), "0,000001");
  assert.equal(formatMillions(-1_500_000n), "-1,5");
  assert.equal(formatMillions(-123_456_000_000n), "-123.456");
  assert.equal(formatDong(-1_234_567n), "-1.234.567");
  assert.equal(decimalIn(388_941_900_000n, "million"), "388941.9");
});

test("a box of a form gives đồng, null or the reason", () => {
  assert.equal(optionalDong("million").parse("27.338,8"), 27_338_800_000n);
  assert.equal(optionalDong().parse(" "), null);
  const refused = optionalDong().safeParse("-2");
  assert.equal(refused.success, false);
  assert.equal(refused.error?.issues[0]?.message, "Số tiền không được âm.");
});
