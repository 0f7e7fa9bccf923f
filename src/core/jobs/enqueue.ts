import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "../database/connection.ts";
import { createBoss, type ExecuteSql, queue } from "./boss.ts";
import type { Job } from "./job.ts";
import { wakeWorkers } from "./wake.ts";

export type EnqueueOptions = {
  /** Not before this instant. */
  startAfter?: Date;
  /** At most one job of this key in each slot of so many seconds; others are not enqueued. */
  once?: { key: string; seconds: number };
};

/** Only builds statements: each call names the connection to run them on. */
const boss = createBoss(() => Promise.reject(new Error("no connection was named")));

/**
 * Puts a job on the queue in the caller's transaction: when that is rolled back, there never was
 * a job. Tells the job's identifier, or null when `once` found another one. Throws `ZodError`
 * when the data are not of the job's shape.
 */
export async function enqueue<Data extends z.ZodType>(
  tx: Db,
  job: Job<Data>,
  data: z.input<Data>,
  options: EnqueueOptions = {},
): Promise<string | null> {
  job.data.parse(data);
  const id = await boss.send(
    queue,
    { job: job.name, data },
    {
      db: { executeSql: inTransaction(tx) as (text: string, values: unknown[]) => never },
      retryLimit: job.retryLimit,
      retryDelay: job.retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: job.timeoutSeconds,
      ...(options.startAfter ? { startAfter: options.startAfter } : {}),
      ...(options.once
        ? {
            singletonKey: `${job.name}:${options.once.key}`,
            singletonSeconds: options.once.seconds,
          }
        : {}),
    },
  );
  wakeWorkers();
  return id;
}

/** A job to put on the queue, its data checked. */
export type QueuedJob = ReturnType<typeof queued>;

/** A job for `enqueueAll`; throws `ZodError` when the data are not of its shape. */
export function queued<Data extends z.ZodType>(job: Job<Data>, data: z.input<Data>) {
  job.data.parse(data);
  return {
    name: queue,
    data: { job: job.name, data },
    retryLimit: job.retryLimit,
    retryDelay: job.retryDelaySeconds,
    retryBackoff: true,
    expireInSeconds: job.timeoutSeconds,
  };
}

/** Puts many jobs on the queue in one statement, in the caller's transaction as `enqueue`. */
export async function enqueueAll(tx: Db, jobs: readonly QueuedJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await boss.insert([...jobs], {
    db: { executeSql: inTransaction(tx) as (text: string, values: unknown[]) => never },
  });
  wakeWorkers();
}

/** A statement with `$1`… as one of Drizzle's, so that it runs in the given transaction. */
function inTransaction(tx: Db): ExecuteSql {
  return async (text, values = []) => {
    const chunks: SQL[] = text
      .split(/\$(\d+)/)
      .map((part, index) =>
        index % 2 === 0 ? sql.raw(part) : sql`${sql.param(values[Number(part) - 1])}`,
      );
    return tx.execute(sql.join(chunks));
  };
}
