import assert from "node:assert/strict";
import { test } from "node:test";
import { dayInWords, inWords } from "./vietnamese.ts";

test("numbers are read as Vietnamese papers write them", () => {
  for (const [number, words] of [
    [0, "không"],
    [5, "năm"],
    [10, "mười"],
    [11, "mười một"],
    [15, "mười lăm"],
    [20, "hai mươi"],
    [21, "hai mươi mốt"],
    [24, "hai mươi bốn"],
    [55, "năm mươi lăm"],
    [91, "chín mươi mốt"],
    [100, "một trăm"],
    [105, "một trăm linh năm"],
    [110, "một trăm mười"],
    [111, "một trăm mười một"],
    [999, "chín trăm chín mươi chín"],
  ] as const) {
    assert.equal(inWords(number), words);
  }
});

test("what is no whole number from 0 to 999 has no words", () => {
  for (const number of [-1, 1000, 1.5, Number.NaN])
    assert.throws(() => inWords(number), RangeError);
});

test("days 1 to 9 and months 1 and 2 have a leading zero, other months none", () => {
  assert.equal(dayInWords("2026-02-05"), "ngày 05 tháng 02 năm 2026");
  assert.equal(dayInWords("2026-03-09"), "ngày 09 tháng 3 năm 2026");
  assert.equal(dayInWords("2026-12-31"), "ngày 31 tháng 12 năm 2026");
});
