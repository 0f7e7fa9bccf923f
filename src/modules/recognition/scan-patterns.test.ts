import assert from "node:assert/strict";
import { test } from "node:test";
import { patternsOf, type ScanDay } from "./scan-patterns.ts";

const at = { today: "2026-11-22", weekAgo: "2026-11-15", inForce: true };
const day = (date: string, count: number, most = Math.ceil(count / 3)): ScanDay => ({
  day: date,
  count,
  most,
  sources: 3,
});

test("a surge is fifty lookups and five times the mean of four weeks", () => {
  assert.deepEqual(patternsOf([day("2026-11-22", 49)], at), []);
  assert.deepEqual(patternsOf([day("2026-11-22", 50)], at), ["surge"]);
  const busy = (count: number) =>
    Array.from({ length: 28 }, (_one, i) =>
      day(`2026-10-${String(i + 1).padStart(2, "0")}`, count),
    );
  assert.deepEqual(patternsOf([...busy(11), day("2026-11-22", 54)], at), []);
  assert.deepEqual(patternsOf([...busy(11), day("2026-11-22", 55)], at), ["surge"]);
});

test("one source is more than nine tenths of two hundred", () => {
  assert.deepEqual(patternsOf([day("2026-11-22", 200, 181)], at), ["surge", "oneSource"]);
  assert.deepEqual(patternsOf([day("2026-11-22", 200, 180)], at), ["surge"]);
  assert.deepEqual(patternsOf([day("2026-11-22", 199, 199)], at), ["surge"]);
});

test("what is over and still looked up is told, for a week", () => {
  const ended = { ...at, inForce: false };
  assert.deepEqual(patternsOf([day("2026-11-20", 10)], ended), ["afterEnd"]);
  assert.deepEqual(patternsOf([day("2026-11-20", 9)], ended), []);
  assert.deepEqual(patternsOf([day("2026-11-15", 40)], ended), []);
  assert.deepEqual(patternsOf([day("2026-11-20", 10)], at), []);
});
