import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Hono } from "hono";
import { z } from "zod";
import { type Env, parseEnv } from "#core/env.ts";
import { toAppError } from "#core/errors.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import { defineJob } from "#core/jobs/job.ts";
import { createLog } from "#core/log.ts";
import { testDatabase } from "#tests/support/db.ts";
import { createMetrics, routeClass } from "./metrics.ts";

const database = await testDatabase();
after(() => database.close());
const env = parseEnv({ LOG_LEVEL: "silent" });
const log = createLog(env);

function program() {
  const metrics = createMetrics({ database, env, log });
  const app = new Hono()
    .use(metrics.http)
    .route("/", metrics.routes)
    .get("/san-pham/:id", (c) => c.text("ok"))
    .get("/api/v1/broken", () => {
      throw new Error("broken");
    });
  app.onError((_error, c) => c.text("no", 500));
  const scrape = async () => (await app.request("/metrics")).text();
  return { metrics, app, scrape };
}

test("paths count by their kind, never by what they name", () => {
  const kinds = {
    "/healthz": "health",
    "/metrics": "health",
    "/api/v1/certificates/abc/verification": "api",
    "/assets/app.js": "asset",
    "/verify/abc": "verify",
    "/en/verify/abc": "verify",
    "/01/08938501234567/10/L1": "verify",
    "/tu-cham-diem.data": "data",
    "/": "page",
    "/verifying": "page",
  };
  for (const [path, kind] of Object.entries(kinds)) assert.equal(routeClass(path), kind, path);
});

test("requests are measured by kind, method and status, failures too", async () => {
  const { app, scrape } = program();
  await app.request("/san-pham/mat-ong-bac-ha");
  await app.request("/san-pham/che-shan");
  await app.request("/api/v1/broken");
  await app.request("/khong-co", { method: "BREW" });
  const text = await scrape();
  assert.match(text, /ocop_http_request_seconds_count\{route="page",method="GET",status="2xx"\} 2/);
  assert.match(text, /ocop_http_request_seconds_count\{route="api",method="GET",status="5xx"\} 1/);
  assert.match(text, /route="page",method="other",status="4xx"/);
  assert.doesNotMatch(text, /mat-ong|BREW/);
});

test("jobs, connections and the process are measured", async () => {
  const { metrics, scrape } = program();
  const job = defineJob("test.measured", z.strictObject({}), async () => undefined);
  await enqueue(database.db, job, {});
  metrics.observeJob("test.measured", "done", 0.2);
  const text = await scrape();
  assert.match(text, /ocop_jobs\{state="created"\} 1/);
  assert.match(text, /ocop_jobs\{state="failed"\} 0/);
  assert.match(text, /ocop_job_seconds_count\{job="test.measured",outcome="done"\} 1/);
  assert.match(text, /ocop_database_connections\{state="open"\} [1-9]/);
  assert.match(text, /process_resident_memory_bytes \d/);
  assert.match(text, /nodejs_eventloop_lag_p99_seconds/);
});

test("an unreachable database leaves the rest of the measures", async () => {
  const { pool } = database;
  const unreachable = Object.assign(Object.create(pool) as typeof pool, {
    query: () => Promise.reject(new Error("Connection terminated")),
  });
  const { routes } = createMetrics({
    database: { ...database, pool: unreachable },
    env,
    log,
  });
  const first = await routes.request("/metrics");
  assert.equal(first.status, 200);
  const text = await (await routes.request("/metrics")).text();
  assert.match(text, /ocop_metrics_failures_total [12]/);
  assert.doesNotMatch(text, /ocop_jobs\{/);
  assert.match(text, /process_cpu_seconds_total/);
});

test("only the operator reads them: by token, and in production never without one", async () => {
  const status = async (environment: Partial<Env>, authorization?: string) => {
    const { routes } = createMetrics({ database, env: { ...env, ...environment }, log });
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    routes.onError((error, c) => c.text("", toAppError(error).status as 404));
    return (await routes.request("/metrics", { headers })).status;
  };
  const METRICS_TOKEN = "sixteen-characters";
  assert.equal(await status({}), 200);
  assert.equal(await status({ NODE_ENV: "production" }), 404);
  assert.equal(await status({ METRICS_TOKEN }), 404);
  assert.equal(await status({ METRICS_TOKEN }, "Bearer another-token-16"), 404);
  assert.equal(await status({ METRICS_TOKEN }, `Bearer ${METRICS_TOKEN}`), 200);
  assert.equal(
    await status({ METRICS_TOKEN, NODE_ENV: "production" }, `Bearer ${METRICS_TOKEN}`),
    200,
  );
});
