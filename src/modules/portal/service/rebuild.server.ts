import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";

/**
 * Has the database make the whole public register anew, if the rules that it is made by or the
 * country's units have changed since. Safe to ask by several processes; says whether it was done.
 */
export async function rebuildRegister(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ done: boolean }>(sql`select public_rebuild() as done`);
  return rows[0]?.done ?? false;
}
