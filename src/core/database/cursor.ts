import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./connection.ts";

let opened = 0;

/**
 * The rows of a select as they stood when the first were asked for, `size` at a time: the database
 * holds them, the program only those it is working on. `tx` must be a transaction; the cursor ends
 * with it, whether or not all rows were taken.
 */
export async function* fetchedRows<Row extends Record<string, unknown>>(
  tx: Db,
  select: SQL,
  size = 500,
): AsyncGenerator<Row[]> {
  opened += 1;
  const name = sql.identifier(`rows_${opened}`);
  // All rows will be taken: a plan that gives the first of them soonest would be the wrong one.
  await tx.execute(sql`set local cursor_tuple_fraction = 1`);
  await tx.execute(sql`declare ${name} no scroll cursor for ${select}`);
  for (;;) {
    const { rows } = await tx.execute<Row>(sql`fetch ${sql.raw(String(size))} from ${name}`);
    if (rows.length > 0) yield rows as Row[];
    if (rows.length < size) break;
  }
  await tx.execute(sql`close ${name}`);
}
