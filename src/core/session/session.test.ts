import assert from "node:assert/strict";
import fs, { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { deriveSecret, readSecret } from "./secret.ts";
import { safeTarget, withTarget } from "./session.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-secret-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("where one goes on to is a path of this host, whatever was asked", () => {
  const kept = ["/tai-khoan", "/quan-tri/tai-khoan?text=h%E1%BA%A1t&page=2", "/en"];
  for (const path of kept) assert.equal(safeTarget(path), path);
  const tricks = [
    "",
    "tai-khoan",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
    "javascript:1",
    null,
    undefined,
    7,
  ];
  for (const trick of tricks) assert.equal(safeTarget(trick), "/", String(trick));
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom("", "/", "//", "/\\", "/\t/", "/.//", "/a/..//", "https:"),
      (tail, head) => {
        const url = new URL(safeTarget(head + tail), "http://localhost");
        assert.equal(url.origin, "http://localhost");
      },
    ),
  );
});

test("the way back travels in one parameter, and home needs none", () => {
  assert.equal(withTarget("/dang-nhap", "/a?b=c&d"), "/dang-nhap?tiep=%2Fa%3Fb%3Dc%26d");
  assert.equal(withTarget("/dang-nhap", "/"), "/dang-nhap");
});

test("an installation without a secret makes one, keeps it, and lets nobody else read it", () => {
  const env = { OCOP_SECRET: undefined, OCOP_DATA_DIR: join(folder, "new") };
  const secret = readSecret(env);
  assert.ok(secret.length >= 43);
  assert.equal(readSecret(env), secret);
  if (process.platform !== "win32")
    assert.equal(statSync(join(folder, "new", "secret")).mode & 0o777, 0o600);
  assert.equal(readSecret({ ...env, OCOP_SECRET: "s".repeat(32) }), "s".repeat(32));
  assert.notEqual(deriveSecret(secret, "a"), deriveSecret(secret, "b"));
});

test("a secret that was cut off is no secret", () => {
  const cut = join(folder, "cut");
  readSecret({ OCOP_SECRET: undefined, OCOP_DATA_DIR: cut });
  writeFileSync(join(cut, "secret"), "short");
  assert.throws(() => readSecret({ OCOP_SECRET: undefined, OCOP_DATA_DIR: cut }), /too short/);
});

test("of two processes that make a secret together neither reads half of one", (t) => {
  const env = { OCOP_SECRET: undefined, OCOP_DATA_DIR: join(folder, "together") };
  const place = join(env.OCOP_DATA_DIR, "secret");
  const write = fs.writeFileSync;
  const mocked = t.mock.method(fs, "writeFileSync", (...args: Parameters<typeof write>) => {
    write(...args);
    // What is written is whole before anybody sees it; here the other process is first.
    assert.equal(existsSync(place), false);
    write(place, "b".repeat(43));
  });
  syncBuiltinESMExports();
  try {
    assert.equal(readSecret(env), "b".repeat(43));
  } finally {
    mocked.mock.restore();
    syncBuiltinESMExports();
  }
  assert.deepEqual(readdirSync(env.OCOP_DATA_DIR), ["secret"], "nothing is left beside it");
});
