import { sql } from "drizzle-orm";
import { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import { can } from "../access.ts";

export const entriesPageSize = 50;

/** What the list of recognitions without their day can be narrowed by. */
export const EntriesFilter = z.object({
  text: z.string().trim().max(120).default("").catch(""),
  year: z.coerce.number().int().min(2018).max(2200).nullable().default(null).catch(null),
  stars: z.coerce.number().int().min(1).max(5).nullable().default(null).catch(null),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
export type EntriesFilter = z.infer<typeof EntriesFilter>;

/** A recognition that a register tells of, which no decision with a day stands behind yet. */
export type WaitingEntry = {
  readonly id: string;
  readonly product: string;
  readonly producer: string;
  readonly stars: number;
  readonly year: number | null;
  readonly decision: string | null;
  readonly issuer: string | null;
  readonly source: string | null;
  readonly expiresFrom: string | null;
  readonly expiresTo: string | null;
  readonly fileName: string;
  readonly row: number;
};

/** The provinces of such entries that the actor may complete. */
async function provincesOf(db: Db, actor: UserActor): Promise<string[]> {
  const { rows } = await db.execute<{ code: string }>(sql`
    select distinct province_code as code from register_entries where recognition_id is null`);
  return rows.flatMap(({ code }) => (can(actor, "record", { unitPath: code }) ? [code] : []));
}

/** Those entries within the actor's reach, by product; one page of them and how many in all. */
export async function listWaitingEntries(
  db: Db,
  actor: UserActor,
  { text, year, stars, page }: EntriesFilter,
): Promise<{ readonly entries: WaitingEntry[]; readonly total: number }> {
  const codes = await provincesOf(db, actor);
  const words = foldText(text).split(" ").filter(Boolean);
  const named = words.map(
    (word) => sql`and p.name_folded || ' ' || o.name_folded like ${`%${word}%`}`,
  );
  const of = sql`
    from register_entries e
      join products p on p.id = e.product_id
      join producers o on o.id = e.producer_id
      join register_imports i on i.id = e.import_id
    where e.recognition_id is null and e.province_code = any(${sql.param(codes)}::text[])
      ${year === null ? sql`` : sql`and e.year = ${year}`}
      ${stars === null ? sql`` : sql`and e.stars = ${stars}`}
      ${sql.join(named, sql` `)}`;
  const { rows } = await db.execute<WaitingEntry>(sql`
    select e.id, p.name as product, o.name as producer, e.stars, e.year, e.decision, e.issuer,
      e.source, e.expires_from::text as "expiresFrom", e.expires_to::text as "expiresTo",
      i.file_name as "fileName", e.row
    ${of} order by p.name_folded, e.year, e.id
    limit ${entriesPageSize} offset ${(page - 1) * entriesPageSize}`);
  const counted = await db.execute<{ n: number }>(sql`select count(*)::int as n ${of}`);
  return { entries: rows, total: counted.rows[0]?.n ?? 0 };
}
