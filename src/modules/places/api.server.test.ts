import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Hono } from "hono";
import type { Database } from "#core/database/connection.ts";
import { toAppError, toProblem } from "#core/errors.ts";
import { testDatabase } from "#tests/support/db.ts";
import { placesApi } from "./api.server.ts";
import { loadPlaces } from "./service/load.server.ts";

let database: Database;
let app: Hono;
before(async () => {
  database = await testDatabase();
  await loadPlaces(database.db);
  app = new Hono().route("/api/v1", placesApi({ database }));
  app.onError((thrown, c) => {
    const error = toAppError(thrown);
    return c.json(toProblem(error), error.status as 400);
  });
});
after(async () => {
  await database.close();
});

async function get(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await app.request(path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("GET /places finds units, each with what it is today", async () => {
  const { status, body } = await get("/api/v1/places?text=van%20lang%20thai%20nguyen");
  assert.equal(status, 200);
  const items = body["items"] as {
    fullName: string;
    version: string;
    today: { outcome: string } | null;
    parents: { name: string }[];
  }[];
  assert.deepEqual(
    items.map(({ fullName, version }) => `${fullName} ${version}`),
    ["Xã Văn Lang 2025-07-01", "Xã Văn Lăng 2025-07-01", "Xã Văn Lăng pre-2025"],
  );
  assert.equal(items[0]?.today, null);
  assert.equal(items[2]?.today?.outcome, "became");
  assert.deepEqual(
    items[2]?.parents.map(({ name }) => name),
    ["Đồng Hỷ", "Thái Nguyên"],
  );
});

test("GET /places narrows by version, level, unit and limit", async () => {
  const { body } = await get("/api/v1/places?text=van&within=2025-07-01/19&level=commune&limit=2");
  const items = body["items"] as { path: string }[];
  assert.equal(items.length, 2);
  assert.ok(items.every(({ path }) => path.startsWith("19/")));
});

test("GET /places/{version}/{code} tells one unit, on a day too", async () => {
  const { status, body } = await get("/api/v1/places/2025-07-01/24?on=2026-09-19");
  assert.equal(status, 200);
  assert.equal(body["fullName"], "Tỉnh Bắc Ninh");
  assert.equal(body["englishName"], "Bắc Ninh Province");
  assert.equal((body["origins"] as unknown[]).length, 2);
  const divided = await get("/api/v1/places/pre-2025/00007");
  const today = divided.body["today"] as { outcome: string; units: { name: string }[] };
  assert.equal(today.outcome, "divided");
  assert.deepEqual(
    today.units.map(({ name }) => name),
    ["Ngọc Hà", "Giảng Võ"],
  );
});

test("wrong questions are refused with the field; an unknown unit is not found", async () => {
  for (const [path, field] of [
    ["/api/v1/places", "text"],
    ["/api/v1/places?text=%20", "text"],
    [`/api/v1/places?text=${"a".repeat(121)}`, "text"],
    ["/api/v1/places?text=a&version=2019", "version"],
    ["/api/v1/places?text=a&limit=0", "limit"],
    ["/api/v1/places?text=a&limit=x", "limit"],
    ["/api/v1/places?text=a&within=19", "within"],
    ["/api/v1/places/2025-07-01/19?on=yesterday", "on"],
    ["/api/v1/places/2025-07-01/abc", "code"],
    ["/api/v1/places/2019/19", "version"],
  ] as const) {
    const { status, body } = await get(path);
    assert.equal(status, 400, path);
    assert.deepEqual(Object.keys(body["fields"] ?? {}), [field], path);
  }
  assert.equal((await get("/api/v1/places/2025-07-01/164")).status, 404);
});
