import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { rangeOf } from "./range.ts";

test("a part is understood in the three ways of asking for it", () => {
  assert.deepEqual(rangeOf("bytes=0-99", 1000), { first: 0, last: 99 });
  assert.deepEqual(rangeOf("bytes=990-", 1000), { first: 990, last: 999 });
  assert.deepEqual(rangeOf("bytes=-10", 1000), { first: 990, last: 999 });
  assert.deepEqual(rangeOf("bytes=900-5000", 1000), { first: 900, last: 999 });
  assert.deepEqual(rangeOf("bytes=-5000", 1000), { first: 0, last: 999 });
});

test("what is not there is said to be outside, what is not understood is answered with all", () => {
  for (const header of ["bytes=1000-", "bytes=1000-1001", "bytes=-0"])
    assert.equal(rangeOf(header, 1000), "outside", header);
  for (const header of [
    null,
    "",
    "bytes=-",
    "bytes=9-3",
    "bytes=0-1,5-6",
    "lines=0-1",
    "bytes=a-b",
  ])
    assert.equal(rangeOf(header, 1000), "whole", String(header));
  assert.equal(rangeOf("bytes=0-", 0), "outside");
});

test("a part never leaves the content", () => {
  const any = fc.record({ from: fc.nat(), to: fc.nat(), size: fc.nat({ max: 100_000 }) });
  fc.assert(
    fc.property(any, ({ from, to, size }) => {
      for (const header of [`bytes=${from}-${to}`, `bytes=${from}-`, `bytes=-${to}`]) {
        const range = rangeOf(header, size);
        if (typeof range === "string") continue;
        assert.ok(range.first >= 0 && range.first <= range.last && range.last < size, header);
      }
    }),
  );
});
