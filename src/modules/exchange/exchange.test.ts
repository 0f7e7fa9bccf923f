import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { after, before, suite, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Database } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { certificates, logLeaves } from "#modules/recognition/schema.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildPublic, buildPublicCertificate } from "#tests/support/public.ts";
import { testServices } from "#tests/support/services.ts";
import { testEnv } from "#tests/support/sign-in.ts";
import { createApp } from "../../app.ts";
import { mostFailures } from "./model.ts";
import { webhooks } from "./schema.server.ts";
import { type Change, deliverDue, sendOut } from "./service/deliver.server.ts";
import { giveKey, listKeys, revokeKey } from "./service/keys.server.ts";
import { listWebhooks, makeWebhook, moveWebhook } from "./service/webhooks.server.ts";

let database: Database;
let admin: UserActor;
let officer: UserActor;

before(async () => {
  database = await testDatabase();
  const build = async (role: "admin" | "provinceOfficer", path: string) =>
    (await buildAccount(database.db, { grants: [{ role, path }] })).actor;
  admin = await build("admin", "");
  officer = await build("provinceOfficer", "19");
});
after(() => database.close());

const wanted = { name: "Sàn thương mại tỉnh", contact: "kythuat@example.vn", perMinute: 600 };

suite("keys", () => {
  test("are given by administrators alone, shown once, and refused from their revocation on", () =>
    rolledBack(database.db, async (tx) => {
      await assert.rejects(giveKey(tx, officer, wanted), AppError);
      const { id, key } = await giveKey(tx, admin, wanted);
      assert.match(key, /^ocop_[\w-]{43}$/);
      const [listed] = await listKeys(tx, admin);
      assert.ok(!JSON.stringify(listed).includes(key));
      const { rows } = await tx.execute(
        sql`select 1 from api_keys where digest like ${`%${key}%`}`,
      );
      assert.equal(rows.length, 0);
      await revokeKey(tx, admin, id);
      await assert.rejects(revokeKey(tx, admin, id), { code: "notFound" });
    }));

  test("allow more than strangers may ask; one that does not hold is told so", async () => {
    const env = { ...testEnv, API_PER_MINUTE: 10 };
    const app = createApp(await testServices(database, env), () =>
      Promise.reject(new Error("no pages")),
    );
    const { id, key } = await giveKey(database.db, admin, { ...wanted, perMinute: 12 });
    const ask = (headers: Record<string, string> = {}) =>
      app.request("/api/v1/products", { headers });
    const statuses = async (times: number, headers?: Record<string, string>) => {
      const all: number[] = [];
      for (let n = 0; n < times; n++) all.push((await ask(headers)).status);
      return all;
    };
    assert.deepEqual(await statuses(11), [...Array<number>(10).fill(200), 429]);
    const refused = await ask();
    assert.match(refused.headers.get("RateLimit") ?? "", /^"minute";r=0;t=\d+$/);
    assert.ok(Number(refused.headers.get("Retry-After")) > 0);
    const bearer = { Authorization: `Bearer ${key}` };
    assert.deepEqual(await statuses(13, bearer), [...Array<number>(12).fill(200), 429]);
    assert.deepEqual(await statuses(1, { Authorization: `Bearer ocop_${"x".repeat(43)}` }), [401]);
    await revokeKey(database.db, admin, id);
  });
});

/** A change in the log, as an issue writes it. */
async function addChange(db: Database["db"], product: string): Promise<void> {
  const token = await buildPublicCertificate(db, await buildPublic(db, { product }));
  const [row] = await db.select().from(certificates).where(eq(certificates.token, token));
  const { rows } = await db.execute<{ next: number }>(
    sql`select coalesce(max(place) + 1, 0)::int as next from log_leaves`,
  );
  const entry = JSON.stringify({ product });
  const hash = createHash("sha256")
    .update(Buffer.from([0]))
    .update(entry)
    .digest("hex");
  await db.insert(logLeaves).values({
    place: rows[0]?.next ?? 0,
    provinceCode: "19",
    kind: "issued",
    certificateId: row?.id ?? "",
    entry,
    hash,
  });
}

suite("webhooks", () => {
  test("are told every change after their making, signed, in the log's order, once received", () =>
    rolledBack(database.db, async (tx) => {
      await addChange(tx, "Trước khi đăng ký");
      const ground = { db: tx, env: testEnv };
      await assert.rejects(
        makeWebhook(ground, officer, { name: "Bộ", url: "https://nhan.example.vn/ocop" }),
        AppError,
      );
      const { secret } = await makeWebhook(ground, admin, {
        name: "Bộ",
        url: "https://nhan.example.vn/ocop",
      });
      await addChange(tx, "Chè");
      await addChange(tx, "Miến");
      const got: Change[] = [];
      const sent = await deliverDue(ground, async (url, { body, headers }) => {
        assert.equal(url, "https://nhan.example.vn/ocop");
        const [, second = "", given = ""] =
          /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers["OCOP-Signature"] ?? "") ?? [];
        const own = createHmac("sha256", secret).update(`${second}.${body}`).digest("hex");
        assert.equal(given, own);
        got.push(...(JSON.parse(body) as { changes: Change[] }).changes);
        return 204;
      });
      assert.equal(sent, 1);
      assert.deepEqual(
        got.map(({ productName, kind }) => ({ productName, kind })),
        [
          { productName: "Chè", kind: "issued" },
          { productName: "Miến", kind: "issued" },
        ],
      );
      assert.equal(await deliverDue(ground, () => Promise.reject(new Error("nothing is due"))), 0);
      const [listed] = await listWebhooks(tx, admin);
      assert.equal(listed?.behind, 0);
      assert.ok(!JSON.stringify(listed).includes(secret));
    }));

  test("that refuse are asked again later, paused in the end, and then told what they missed", () =>
    rolledBack(database.db, async (tx) => {
      const ground = { db: tx, env: testEnv };
      const { id } = await makeWebhook(ground, admin, {
        name: "Sàn",
        url: "https://nhan.example.vn/",
      });
      await addChange(tx, "Gạo");
      let asked = 0;
      const refuse = () => Promise.resolve((asked++, 500));
      await deliverDue(ground, refuse);
      await deliverDue(ground, refuse);
      assert.equal(asked, 1, "not before its time");
      for (let n = 1; n < mostFailures; n++) {
        await tx.update(webhooks).set({ nextAt: sql`now()` });
        await deliverDue(ground, refuse);
      }
      const [paused] = await listWebhooks(tx, admin);
      assert.equal(paused?.state, "paused");
      assert.match(paused.lastError ?? "", /500/);
      await moveWebhook(tx, admin, { id, to: "active" });
      const names: string[] = [];
      await deliverDue(ground, (_url, { body }) => {
        for (const { productName } of (JSON.parse(body) as { changes: Change[] }).changes)
          names.push(productName);
        return Promise.resolve(200);
      });
      assert.deepEqual(names, ["Gạo"]);
    }));

  test("are no way to this network's own machines", async () => {
    const message = { body: "{}", headers: {} };
    for (const url of ["https://127.0.0.1:1/", "https://[::1]:1/", "https://localhost:1/"])
      await assert.rejects(sendOut(url, message), /mạng nội bộ/, url);
  });
});
