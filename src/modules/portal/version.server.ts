import { sql } from "drizzle-orm";
import { timeZone } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { PublicVersion } from "./model.ts";

/** How old an answer may be, in milliseconds: what everything kept by version lags behind at most. */
const freshFor = 1000;

type Known = { readonly at: number; readonly answer: Promise<PublicVersion> };
const known = new WeakMap<Db, Known>();

/** The data version and the day, asked of the database now. */
export async function readPublicVersion(db: Db): Promise<PublicVersion> {
  const { rows } = await db.execute<{ version: string; day: string }>(sql`
    select sum(changes) as version, (now() at time zone ${timeZone})::date::text as day
    from public_versions`);
  const [row] = rows;
  if (!row) throw new Error("the database told no version");
  return { version: Number(row.version), day: row.day };
}

/**
 * The data version and the day, at most a second old; however many ask, the database is asked once.
 * What is read after this call is at least as new as the version says: whatever is made of it may
 * be kept under it, and is never older than a change that the version counts.
 */
export function publicVersion(db: Db): Promise<PublicVersion> {
  const now = performance.now();
  const last = known.get(db);
  if (last && now - last.at < freshFor) return last.answer;
  const answer = readPublicVersion(db);
  known.set(db, { at: now, answer });
  answer.catch(() => known.delete(db));
  return answer;
}
