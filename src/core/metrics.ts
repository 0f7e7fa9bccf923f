import { createHash, timingSafeEqual } from "node:crypto";
import { Hono, type MiddlewareHandler } from "hono";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "./database/connection.ts";
import type { Env } from "./env.ts";
import { AppError } from "./errors.ts";
import type { Services } from "./http/context.ts";
import { jobsSchema, queue } from "./jobs/boss.ts";
import type { JobOutcome } from "./jobs/worker.ts";

/** What one process measures of itself. */
export type Metrics = {
  /** `GET /metrics` in Prometheus's text format. */
  readonly routes: Hono;
  /** Measures every response; mount it before everything else. */
  readonly http: MiddlewareHandler;
  /** Measures a response that was given without the rest of the program, in seconds. */
  readonly observeHttp: (path: string, method: string, status: number, seconds: number) => void;
  /** For `startJobs`. */
  readonly observeJob: (job: string, outcome: JobOutcome, seconds: number) => void;
};

/**
 * The kind of page or interface that a path belongs to. Paths hold identifiers and are without
 * number, and whose certificate is looked up is nobody's business: only the kind is kept.
 */
export function routeClass(path: string): string {
  if (/^\/(healthz|readyz|metrics)$/.test(path)) return "health";
  if (path.startsWith("/api/")) return "api";
  if (path.startsWith("/assets/")) return "asset";
  if (/^\/(en\/)?verify\//.test(path) || /^\/01\/\d/.test(path)) return "verify";
  return path.endsWith(".data") ? "data" : "page";
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Creates the measures of a process: its own, HTTP, jobs, and the database's connections. They
 * are for the operator: with `METRICS_TOKEN` only its bearer sees them, in production without
 * one nobody does.
 */
export function createMetrics({
  database,
  env,
  log,
}: Pick<Services, "database" | "env" | "log">): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: "ocop_http_request_seconds",
    help: "Time from request to response head, by kind of route",
    labelNames: ["route", "method", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const jobs = new Histogram({
    name: "ocop_job_seconds",
    help: "Time of an attempt at a job, by kind of job and outcome",
    labelNames: ["job", "outcome"],
    buckets: [0.01, 0.1, 0.5, 1, 5, 30, 300],
    registers,
  });
  const scrapeFailures = new Counter({
    name: "ocop_metrics_failures_total",
    help: "Times that the database could not be asked for its measures",
    registers,
  });
  poolGauge(database, registers);
  queueGauge(database, registers, (error) => {
    scrapeFailures.inc();
    log.warn({ err: error }, "the job queue could not be measured");
  });

  const observeHttp: Metrics["observeHttp"] = (path, method, status, seconds) =>
    requests.observe(
      {
        route: routeClass(path),
        method: methods.has(method) ? method : "other",
        status: `${Math.floor(status / 100)}xx`,
      },
      seconds,
    );

  return {
    routes: new Hono().get("/metrics", async (c) => {
      if (!mayRead(env, c.req.header("Authorization"))) throw new AppError("notFound");
      return c.text(await registry.metrics(), 200, { "Content-Type": registry.contentType });
    }),
    http: async (c, next) => {
      const started = performance.now();
      await next();
      observeHttp(c.req.path, c.req.method, c.res.status, (performance.now() - started) / 1000);
    },
    observeHttp,
    observeJob: (job, outcome, seconds) => jobs.observe({ job, outcome }, seconds),
  };
}

function mayRead(env: Env, authorization: string | undefined): boolean {
  if (env.METRICS_TOKEN === undefined) return env.NODE_ENV !== "production";
  const given = createHash("sha256")
    .update(authorization ?? "")
    .digest();
  const wanted = createHash("sha256").update(`Bearer ${env.METRICS_TOKEN}`).digest();
  return timingSafeEqual(given, wanted);
}

function poolGauge({ pool }: Database, registers: Registry[]): Gauge {
  return new Gauge({
    name: "ocop_database_connections",
    help: "Connections of this process's pool: open, idle, and requests waiting for one",
    labelNames: ["state"],
    registers,
    collect() {
      this.set({ state: "open" }, pool.totalCount);
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "waiting" }, pool.waitingCount);
    },
  });
}

function queueGauge(
  { pool }: Database,
  registers: Registry[],
  failed: (error: unknown) => void,
): Gauge {
  return new Gauge({
    name: "ocop_jobs",
    help: "Jobs in the queue that all processes share, by state",
    labelNames: ["state"],
    registers,
    async collect() {
      this.reset();
      for (const state of ["created", "retry", "active", "failed"]) this.set({ state }, 0);
      try {
        const { rows } = await pool.query<{ state: string; n: number }>(
          `select state::text as state, count(*)::int as n from ${jobsSchema}.job
            where name = $1 and state in ('created', 'retry', 'active', 'failed')
            group by state`,
          [queue],
        );
        for (const { state, n } of rows) this.set({ state }, n);
      } catch (error) {
        this.reset();
        failed(error);
      }
    },
  });
}
