import PgBoss from "pg-boss";
import type pg from "pg";

/** Where pg-boss keeps its tables. */
export const jobsSchema = "pgboss";

/**
 * The one queue of all jobs. One poll serves every kind of work, and no kind needs a table of
 * its own, which only the owner could create.
 */
export const queue = "work";

/** How long finished and failed jobs can be looked at, in seconds. */
const keepSeconds = 14 * 86_400;

export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

/** pg-boss over our own connections; it neither migrates nor schedules anything by itself. */
export function createBoss(executeSql: ExecuteSql, supervise = false): PgBoss {
  return new PgBoss({
    db: { executeSql },
    schema: jobsSchema,
    migrate: false,
    schedule: false,
    supervise,
    archiveCompletedAfterSeconds: keepSeconds,
  });
}

/**
 * Runs pg-boss's statements on a pool. Some are several statements with a BEGIN among them: a
 * failure must not leave the connection, on the embedded engine the only one, inside it.
 */
export function onPool(pool: pg.Pool): ExecuteSql {
  return async (text, values) => {
    const client = await pool.connect();
    try {
      return await client.query(text, values);
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  };
}

/** Creates or updates pg-boss's tables and the queue; for the owner, during migration. */
export async function migrateJobs(owner: pg.ClientBase): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => owner.query(text, values) },
    schema: jobsSchema,
    schedule: false,
    supervise: false,
  });
  await boss.start();
  await boss.createQueue(queue, { name: queue, policy: "standard" });
  await boss.stop({ graceful: false, close: false });
}
