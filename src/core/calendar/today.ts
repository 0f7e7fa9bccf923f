import { type SQL, sql, type SQLWrapper } from "drizzle-orm";
import type { Db } from "../database/connection.ts";
import type { Day } from "./day.ts";

/** The time zone in which days begin and end, wherever the program runs. */
export const timeZone = "Asia/Ho_Chi_Minh";

/** The day of `today` as a column of a statement that reads more. */
export const todayColumn = sql<Day>`(now() at time zone ${timeZone})::date::text`;

/** The day in Vietnam of an instant, as a `date` of the database. */
export const dayOfInstant = (instant: SQLWrapper): SQL =>
  // Written out, not a parameter: a grouped or sorted column must read the same wherever it stands.
  sql`(${instant} at time zone ${sql.raw(`'${timeZone}'`)})::date`;

/** The day it is in Vietnam by the database's clock, on which every legal deadline is read. */
export async function today(db: Db): Promise<Day> {
  const { rows } = await db.execute<{ day: Day }>(sql`select ${todayColumn} as day`);
  const day = rows[0]?.day;
  if (!day) throw new Error("the database told no date");
  return day;
}
