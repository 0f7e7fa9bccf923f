import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { parseEnv } from "#core/env.ts";
import { testServices } from "#tests/support/services.ts";
import { testDatabase } from "#tests/support/db.ts";
import { enqueue } from "./enqueue.ts";
import { defineJob, findJob } from "./job.ts";
import { startJobs, type WorkerOptions } from "./worker.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
const env = parseEnv({ LOG_LEVEL: "silent" });
const services = await testServices(database, env);
const fast: Partial<WorkerOptions> = { restMs: 50, patienceMs: 200 };

const seen: string[] = [];
const Note = z.strictObject({ text: z.string() });
const noted = defineJob("test.noted", Note, async ({ text }) => {
  seen.push(text);
});
let failuresLeft = 0;
const moody = defineJob(
  "test.moody",
  Note,
  async ({ text }, { attempt }) => {
    if (failuresLeft > 0) {
      failuresLeft -= 1;
      throw new Error("not yet");
    }
    seen.push(`${text} ${attempt}`);
  },
  { retryLimit: 1, retryDelaySeconds: 0 },
);

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await condition()) return;
    await delay(25);
  }
  assert.fail("it did not happen in ten seconds");
}

async function stateOf(id: string | null): Promise<string> {
  const { rows } = await db.execute<{ state: string }>(
    sql`select state::text as state from pgboss.job where id = ${id}`,
  );
  return rows[0]?.state ?? "none";
}

test("a job exists when its transaction does, and runs", async () => {
  const worker = await startJobs(services, fast);
  await assert.rejects(
    db.transaction(async (tx) => {
      await enqueue(tx, noted, { text: "rolled back" });
      throw new Error("the act failed");
    }),
  );
  const id = await db.transaction((tx) => enqueue(tx, noted, { text: "kept" }));
  await until(async () => (await stateOf(id)) === "completed");
  assert.deepEqual(seen.splice(0), ["kept"]);
  await worker.stop();
});

test("data of another shape are refused before anything is written", async () => {
  await assert.rejects(enqueue(db, noted, { text: 1 } as unknown as { text: string }), z.ZodError);
  const { rows } = await db.execute(sql`select 1 from pgboss.job where state < 'active'`);
  assert.equal(rows.length, 0);
});

test("a job that fails is tried again, in the end given up and kept to be looked at", async () => {
  const ends: string[] = [];
  const worker = await startJobs(services, {
    ...fast,
    observe: (job, outcome) => ends.push(`${job} ${outcome}`),
  });
  failuresLeft = 1;
  const healed = await enqueue(db, moody, { text: "healed" });
  await until(async () => (await stateOf(healed)) === "completed");
  assert.deepEqual(seen.splice(0), ["healed 2"]);
  assert.deepEqual(ends.splice(0), ["test.moody failed", "test.moody done"]);
  failuresLeft = 9;
  const hopeless = await enqueue(db, moody, { text: "hopeless" });
  await until(async () => (await stateOf(hopeless)) === "failed");
  assert.equal(failuresLeft, 7);
  failuresLeft = 0;
  await worker.stop();
});

test("not before its time", async () => {
  const worker = await startJobs(services, fast);
  const startAfter = new Date(Date.now() + 1_500);
  const id = await enqueue(db, noted, { text: "later" }, { startAfter });
  await until(async () => (await stateOf(id)) === "completed");
  assert.ok(Date.now() >= startAfter.getTime());
  seen.splice(0);
  await worker.stop();
});

test("once in a slot, however many ask", async () => {
  const once = { key: "k", seconds: 3600 };
  const ids = await Promise.all(
    Array.from({ length: 10 }, () => enqueue(db, noted, { text: "once" }, { once })),
  );
  assert.equal(ids.filter((id) => id !== null).length, 1);
  const other = await enqueue(db, noted, { text: "once" }, { once: { ...once, key: "other" } });
  assert.notEqual(other, null);
  const worker = await startJobs(services, fast);
  await until(() => seen.length === 2);
  seen.splice(0);
  await worker.stop();
});

test("two workers share two hundred jobs, each done once", async () => {
  const workers = await Promise.all([startJobs(services, fast), startJobs(services, fast)]);
  await db.transaction(async (tx) => {
    for (let n = 0; n < 200; n += 1) await enqueue(tx, noted, { text: String(n) });
  });
  await until(() => seen.length >= 200);
  await Promise.all(workers.map((worker) => worker.stop()));
  const numbers = seen
    .splice(0)
    .map(Number)
    .sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    Array.from({ length: 200 }, (_, n) => n),
  );
});

test("a job that outlasts its time is aborted and tried again", async () => {
  const signals: AbortSignal[] = [];
  const slow = defineJob(
    "test.slow",
    z.strictObject({}),
    async (_data, { signal, attempt }) => {
      signals.push(signal);
      if (attempt === 1) await delay(60_000, undefined, { signal });
    },
    { timeoutSeconds: 1, retryDelaySeconds: 0 },
  );
  const worker = await startJobs(services, fast);
  const id = await enqueue(db, slow, {});
  await until(async () => (await stateOf(id)) === "completed");
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, false],
  );
  await worker.stop();
});

test("stopping waits for what runs, and hands back what does not end", async () => {
  let started = 0;
  const patient = defineJob(
    "test.patient",
    z.strictObject({ ms: z.int() }),
    async ({ ms }, { signal }) => {
      started += 1;
      await delay(ms, undefined, { signal });
    },
    { retryDelaySeconds: 0 },
  );
  const worker = await startJobs(services, fast);
  const quick = await enqueue(db, patient, { ms: 100 });
  const endless = await enqueue(db, patient, { ms: 60_000 });
  await until(() => started === 2);
  await worker.stop();
  assert.equal(await stateOf(quick), "completed");
  assert.equal(await stateOf(endless), "retry");
  await db.execute(sql`delete from pgboss.job where id = ${endless}`);
});

test("a recurring job runs once in its slot, however many workers start", async () => {
  let runs = 0;
  defineJob(
    "test.daily",
    z.strictObject({}),
    async () => {
      runs += 1;
    },
    { everySeconds: 86_400 },
  );
  const workers = await Promise.all([startJobs(services, fast), startJobs(services, fast)]);
  await until(() => runs === 1);
  await delay(200);
  await Promise.all(workers.map((worker) => worker.stop()));
  await (await startJobs(services, fast)).stop();
  assert.equal(runs, 1);
});

test("a job of another version waits for the version that knows it", async () => {
  const worker = await startJobs(services, fast);
  const unknown = { ...noted, name: "test.unknown", retryLimit: 1, retryDelaySeconds: 3600 };
  const id = await enqueue(db, unknown, { text: "?" });
  await until(async () => (await stateOf(id)) === "retry");
  await worker.stop();
  await db.execute(sql`delete from pgboss.job where id = ${id}`);
});

test("a lost connection while a job ends does not end the program or the job", async () => {
  const worker = await startJobs(services, fast);
  const { pool } = database;
  const connect = pool.connect.bind(pool);
  let cut = 0;
  const id = await enqueue(db, noted, { text: "cut" });
  pool.connect = (() => {
    cut += 1;
    return cut <= 3 ? Promise.reject(new Error("Connection terminated")) : connect();
  }) as typeof pool.connect;
  try {
    await until(() => cut > 3 && seen.includes("cut"));
  } finally {
    pool.connect = connect;
  }
  await until(async () => (await stateOf(id)) === "completed");
  seen.splice(0);
  await worker.stop();
});

test("a name is defined once", () => {
  assert.equal(findJob("test.noted")?.name, "test.noted");
  assert.throws(() => defineJob("test.noted", Note, async () => undefined), /twice/);
});
