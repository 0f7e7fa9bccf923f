import assert from "node:assert/strict";
import { test } from "node:test";
import { drizzle } from "drizzle-orm/node-postgres";
import { Hono } from "hono";
import pg from "pg";
import { pageMemory } from "#core/http/page-memory.ts";
import { portalPages } from "./memory.server.ts";

/** A register that knows nothing but its version. */
function registerAt(version: () => number) {
  const pool = new pg.Pool();
  pool.query = (() =>
    Promise.resolve({ rows: [{ version: version(), day: "2026-11-22" }] })) as never;
  return { database: { db: drizzle(pool) } };
}

test("pages of the portal are kept in both languages, and no other address is", () => {
  const { keeps } = portalPages(registerAt(() => 1));
  const kept = [
    "/",
    "/en",
    "/san-pham",
    "/en/products/che-0123456789",
    "/xa/05692",
    "/ban-do/nhung",
  ];
  const others = [
    "/van-phong",
    "/san-pham/a/b",
    "/san-pham.data",
    "/verify/abc",
    "/api/v1/products",
  ];
  assert.deepEqual(kept.filter(keeps), kept);
  assert.deepEqual(others.filter(keeps), []);
});

test("a page is made anew once the register has changed, within two seconds", async (t) => {
  let [version, made] = [1, 0];
  let now = performance.now();
  t.mock.method(performance, "now", () => now);
  const limits = { entries: 9, maxBytes: 999, totalBytes: 9_999 };
  const memory = pageMemory(limits, [portalPages(registerAt(() => version))]);
  const app = new Hono().use(memory.keep).get("/san-pham", (c) => c.text(`${(made += 1)}`));
  app.fetch = memory.before(app.fetch);
  const read = async () => (await app.request("/san-pham?stars=4")).text();
  assert.equal(await read(), "1");
  now += 1_400;
  assert.equal(await read(), "1");
  version = 2;
  now += 1_600;
  assert.equal(await read(), "2");
});
