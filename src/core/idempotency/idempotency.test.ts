import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { z } from "zod";
import { appendAudit } from "#core/audit/append.ts";
import { defineAuditEvent } from "#core/audit/event.ts";
import { AppError, toAppError } from "#core/errors.ts";
import { testDatabase } from "#tests/support/db.ts";
import { hashForm, idempotencyField, newIdempotencyKey, withIdempotentForm } from "./form.ts";
import { hashBody, pruneIdempotencyKeys, withIdempotency } from "./idempotency.ts";
import { idempotent, type IdempotentVariables } from "./middleware.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;

/** Any table will do as the work; the audit log counts what really happened. */
const worked = defineAuditEvent("test.worked", "work", z.strictObject({}));
type Tx = typeof db;
const work = (subjectId: string) => (tx: Tx) =>
  appendAudit(tx, worked, { actorId: null, subjectId, provinceCode: null, details: {} });

async function timesDone(subjectId: string): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from audit_log where subject_id = ${subjectId}`,
  );
  return rows[0]?.n ?? -1;
}

const request = (key: string, body = "a") => ({
  actor: "u1",
  route: "POST /works",
  key,
  bodyHash: hashBody(Buffer.from(body)),
});

test("fifty parallel twins: done once, one answer for all", async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => withIdempotency(db, request("twins-00"), work("twins"))),
  );
  assert.equal(await timesDone("twins"), 1);
  assert.equal(answers.filter(({ replayed }) => !replayed).length, 1);
  assert.equal(new Set(answers.map(({ result }) => JSON.stringify(result))).size, 1);
});

test("the same key with another body is refused, and does nothing", async () => {
  await withIdempotency(db, request("body-000"), work("body"));
  await assert.rejects(
    withIdempotency(db, request("body-000", "b"), work("body")),
    (error) => error instanceof AppError && error.status === 422,
  );
  assert.equal(await timesDone("body"), 1);
});

test("a key belongs to one actor and one route", async () => {
  const mine = request("mine-000");
  await withIdempotency(db, mine, work("mine"));
  await withIdempotency(db, { ...mine, actor: "u2" }, work("mine"));
  await withIdempotency(db, { ...mine, route: "POST /others" }, work("mine"));
  assert.equal(await timesDone("mine"), 3);
});

test("work that failed left nothing behind and runs again", async () => {
  const failing = withIdempotency(db, request("fail-000"), async (tx) => {
    await work("fail")(tx);
    throw new Error("half way");
  });
  await assert.rejects(failing, /half way/);
  assert.equal(await timesDone("fail"), 0);
  const { replayed } = await withIdempotency(db, request("fail-000"), work("fail"));
  assert.equal(replayed, false);
  assert.equal(await timesDone("fail"), 1);
});

test("twins of which the first fails: another one does the work, still once", async () => {
  let first = true;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      withIdempotency(db, request("second-0"), async (tx) => {
        const place = await work("second")(tx);
        if (!first) return place;
        first = false;
        throw new Error("the first one failed");
      }),
    ),
  );
  assert.equal(outcomes.filter(({ status }) => status === "rejected").length, 1);
  assert.equal(await timesDone("second"), 1);
});

test("keys that are no keys are refused", async () => {
  for (const key of ["", "short", "x".repeat(201), "có dấu tiếng Việt", "line\nbreak-key"])
    await assert.rejects(
      withIdempotency(db, request(key), work("badkey")),
      (error) => error instanceof AppError && error.status === 400,
    );
  assert.equal(await timesDone("badkey"), 0);
});

test("old answers are forgotten, young ones kept", async () => {
  await withIdempotency(db, request("prune-old"), work("prune"));
  await withIdempotency(db, request("prune-new"), work("prune"));
  await db.execute(
    sql`update idempotency_keys set created_at = now() - interval '31 days' where key = 'prune-old'`,
  );
  assert.equal(await pruneIdempotencyKeys(db), 1);
  assert.equal((await withIdempotency(db, request("prune-new"), work("prune"))).replayed, true);
  assert.equal((await withIdempotency(db, request("prune-old"), work("prune"))).replayed, false);
});

test("a form sent twice is one act; a changed field or file is another form", async () => {
  const form = new FormData();
  form.set(idempotencyField, newIdempotencyKey());
  form.set("name", "Mật ong bạc hà");
  form.set("photo", new File(["ảnh"], "a.jpg"));
  const submit = () => withIdempotentForm(db, { actor: "u1", route: "/works", form }, work("form"));
  assert.equal((await submit()).replayed, false);
  assert.equal((await submit()).replayed, true);
  const before = await hashForm(form);
  form.set("photo", new File(["ảnh khác"], "a.jpg"));
  assert.notEqual(await hashForm(form), before);
  await assert.rejects(submit(), (error) => error instanceof AppError && error.status === 422);
  form.delete(idempotencyField);
  await assert.rejects(submit(), (error) => error instanceof AppError && error.status === 400);
  assert.equal(await timesDone("form"), 1);
});

function api(required = false) {
  const app = new Hono<{ Variables: IdempotentVariables }>();
  app.onError((error, c) =>
    c.json({ code: toAppError(error).code }, toAppError(error).status as 400),
  );
  app.use(idempotent(db, { actorOf: () => "api", required }));
  app.post("/works/:id", async (c) => {
    const { seq } = await work(c.req.param("id"))(c.get("db"));
    const { fail } = await c.req.json<{ fail?: "throw" | "answer" }>();
    if (fail === "throw") throw new AppError("conflict");
    if (fail === "answer") return c.json({ code: "no" }, 409);
    c.header("Location", `/works/${seq}`);
    return c.json({ seq }, 201);
  });
  return (id: string, body: object, key?: string) =>
    app.request(`/works/${id}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: key === undefined ? {} : { "Idempotency-Key": key },
    });
}

test("over HTTP: one row, identical bodies, the second marked as repeated", async () => {
  const post = api();
  const responses = await Promise.all(
    Array.from({ length: 20 }, async () => post("http", { a: 1 }, "http-key-1")),
  );
  assert.ok(responses.every(({ status }) => status === 201));
  assert.equal(new Set(responses.map(({ headers }) => headers.get("location"))).size, 1);
  const bodies = await Promise.all(responses.map((response) => response.text()));
  assert.equal(new Set(bodies).size, 1);
  const marked = responses.filter(({ headers }) => headers.has("idempotency-replayed"));
  assert.equal(marked.length, 19);
  assert.equal(await timesDone("http"), 1);
  assert.equal((await post("http", { a: 2 }, "http-key-1")).status, 422);
});

test("over HTTP: a refused write is undone, not kept, and may be sent again", async () => {
  const post = api();
  for (const fail of ["throw", "answer"]) {
    assert.equal((await post("refused", { fail }, "refused-1")).status, 409);
    assert.equal(await timesDone("refused"), 0);
  }
  assert.equal((await post("refused", {}, "refused-1")).status, 201);
  assert.equal(await timesDone("refused"), 1);
});

test("over HTTP: without the header the write is plain, or refused where a key is required", async () => {
  assert.equal((await api()("plain", {})).status, 201);
  assert.equal((await api()("plain", {})).status, 201);
  assert.equal(await timesDone("plain"), 2);
  assert.equal((await api(true)("strict", {})).status, 400);
  assert.equal(await timesDone("strict"), 0);
});
