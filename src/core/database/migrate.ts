import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type pg from "pg";
import { migrateJobs } from "../jobs/boss.ts";

export const migrationsFolder = fileURLToPath(new URL("../../../migrations", import.meta.url));
/** Applied in this order after every migration; the public register is triggers and functions too. */
const idempotent = [
  ...readdirSync(join(migrationsFolder, "guards"))
    .toSorted()
    .map((name) => `guards/${name}`),
  "public.sql",
].map((name) => readFileSync(join(migrationsFolder, name), "utf8"));

/** The schema in the database is not one that this version of the program can continue. */
export class MigrationError extends Error {}

/**
 * Applies the migrations that are missing, forward only, and those of the job queue, then the
 * guards (roles, grants, triggers) and the functions that keep the public register, which are
 * idempotent and hold for every table that a migration has made. One process at a time: others wait on an advisory lock. Refuses a database
 * whose applied migrations are not ours, byte for byte: an edited migration or a newer program's
 * schema.
 */
export async function migrateDatabase(owner: pg.Pool): Promise<void> {
  const client = await owner.connect();
  try {
    const db = drizzle(client);
    await db.execute(sql`select pg_advisory_lock(hashtext('ocop.migrate'))`);
    try {
      await refuseForeignHistory(client);
      await migrate(db, { migrationsFolder, migrationsSchema: "drizzle" });
      await migrateJobs(client);
      for (const statements of idempotent) await client.query(statements);
    } finally {
      await db.execute(sql`select pg_advisory_unlock(hashtext('ocop.migrate'))`);
    }
  } finally {
    client.release();
  }
}

async function refuseForeignHistory(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query("select to_regclass('drizzle.__drizzle_migrations') as t");
  if (rows[0].t === null) return;
  const applied = await client.query<{ hash: string }>(
    "select hash from drizzle.__drizzle_migrations order by created_at",
  );
  const ours = readMigrationFiles({ migrationsFolder });
  applied.rows.forEach((row, index) => {
    if (row.hash === ours[index]?.hash) return;
    throw new MigrationError(
      `Bước nâng cấp cơ sở dữ liệu thứ ${index + 1} không khớp với phiên bản chương trình này. Hãy dùng đúng phiên bản (hoặc mới hơn) đã tạo ra cơ sở dữ liệu.`,
    );
  });
}
