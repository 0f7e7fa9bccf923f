import { sql } from "drizzle-orm";
import { boolean } from "drizzle-orm/pg-core";
import type { Db } from "./connection.ts";

/**
 * Says of a row that it is a sample. What nobody says is what the installation is: in one that is
 * there for trying out, a visitor's own product is a sample like the rest, so that no certificate
 * of it can pass for a real one.
 */
export const isDemoColumn = () =>
  boolean("is_demo")
    .notNull()
    .default(sql`coalesce(current_setting('ocop.demo', true), '') = 'on'`);

/** From here on this connection, the only one of an embedded engine, makes samples. */
export async function makeSamples(db: Db): Promise<void> {
  await db.execute(sql`select set_config('ocop.demo', 'on', false)`);
}
