import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";

/**
 * Puts the database's clock into a test's hands until its transaction ends: from here on `now()`
 * in what the program asks is what was set last. Only inside `rolledBack`.
 */
export async function takeDatabaseClock(tx: Db): Promise<(instant: Date) => Promise<void>> {
  const set = (instant: Date) =>
    tx.execute(sql`select set_config('test.now', ${instant.toISOString()}, true)`);
  // As the owner, whose role the connection began with: the program may create nothing.
  await tx.execute(sql`set local role none`);
  await tx.execute(sql`create schema test_clock`);
  await tx.execute(sql`
    create function test_clock.now() returns timestamptz stable language sql
    as $$ select current_setting('test.now')::timestamptz $$`);
  await tx.execute(sql`grant usage on schema test_clock to ocop_app`);
  await tx.execute(sql`set local role ocop_app`);
  // Named before the system's own names, which otherwise come first.
  await tx.execute(sql`set local search_path = test_clock, pg_catalog, public`);
  return async (instant) => void (await set(instant));
}
