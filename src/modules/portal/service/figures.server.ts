import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import type { PublicVersion } from "../model.ts";
import { keptUnder } from "./kept.server.ts";

/** What is counted of a place, or of all that is here: products by their state, and who is behind them. */
export type PlaceFigures = {
  /** Products in whose case the star may be shown today. */
  readonly current: number;
  readonly fiveStars: number;
  readonly fourStars: number;
  readonly threeStars: number;
  /** Ended; neither revoked nor in doubt. */
  readonly over: number;
  readonly revoked: number;
  readonly uncertain: number;
  /** Producers and communes that have a product in force. */
  readonly producers: number;
  readonly communes: number;
};

/** The figures of a place of today's tree (`19`, `19/05692`), or of everything (an empty path). */
export function placeFigures(db: Db, version: PublicVersion, path: string): Promise<PlaceFigures> {
  return keptUnder(db, version, `figures ${path}`, async () => {
    const on = sql`${version.day}::date`;
    const current = sql`(p.ends_from >= ${on} and coalesce(p.revoked_on > ${on}, true) and coalesce(p.replaced_on > ${on}, true))`;
    const revoked = sql`coalesce(p.revoked_on <= ${on}, false)`;
    const { rows } = await db.execute<PlaceFigures>(sql`
      select count(*) filter (where ${current})::int as current,
        count(*) filter (where ${current} and p.stars = 5)::int as "fiveStars",
        count(*) filter (where ${current} and p.stars = 4)::int as "fourStars",
        count(*) filter (where ${current} and p.stars = 3)::int as "threeStars",
        count(*) filter (where p.ends_to < ${on} and not ${revoked})::int as over,
        count(*) filter (where ${revoked})::int as revoked,
        count(*) filter (where p.ends_from < ${on} and p.ends_to >= ${on} and not ${revoked})::int as uncertain,
        count(distinct p.producer_id) filter (where ${current})::int as producers,
        count(distinct p.unit_path) filter (where ${current} and p.unit_path like '%/%')::int as communes
      from public_products p where p.since <= ${on}
        and (${path} = '' or p.unit_path = ${path} or p.unit_path like ${`${path}/%`})`);
    const [row] = rows;
    if (!row) throw new Error("a count has one row");
    return row;
  });
}
