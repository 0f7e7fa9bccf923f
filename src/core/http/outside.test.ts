import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { askOutside, isInside } from "./outside.ts";

test("addresses of this machine and of private networks are inside, however they are written", () => {
  for (const address of [
    "127.0.0.1",
    "10.1.2.3",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "::",
    "::1",
    "fd00::1",
    "fe80::1",
    "::ffff:10.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
  ])
    assert.ok(isInside(address), address);
  for (const address of ["8.8.8.8", "203.113.131.1", "172.32.0.1", "2001:4860:4860::8888"])
    assert.ok(!isInside(address), address);
  // An IPv4 address is inside or not, whichever way it is spelled.
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, byte, (...bytes) => {
      const dotted = bytes.join(".");
      const hex = (a: number, b: number) => ((a << 8) | b).toString(16);
      const [a, b, c, d] = bytes;
      assert.equal(isInside(`::ffff:${dotted}`), isInside(dotted));
      assert.equal(isInside(`::ffff:${hex(a, b)}:${hex(c, d)}`), isInside(dotted));
    }),
    { numRuns: 50 },
  );
});

test("nobody inside is asked: not by address, not by a name that leads there", async () => {
  for (const url of [
    "https://127.0.0.1:1/",
    "https://[::1]:1/",
    "https://[::ffff:127.0.0.1]:1/",
    "https://2130706433:1/",
    "https://0x7f.1:1/",
    "https://localhost:1/",
  ])
    await assert.rejects(askOutside(url, { method: "HEAD", waitMs: 2_000 }), /mạng nội bộ/, url);
});
