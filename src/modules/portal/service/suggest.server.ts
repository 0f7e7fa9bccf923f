import { sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { allInName, allOf, wordsOf } from "../words.ts";

/** Something that what is being typed may become. */
export type Suggestion = {
  readonly kind: "product" | "producer";
  readonly name: string;
  /** Of a product who makes it; of a producer, how many products it has. */
  readonly more: string;
  readonly slug: string;
};

/** How many are offered. */
const mostOffered = 8;

/**
 * Products in whose names the words are, the last one perhaps only begun, and producers: those in
 * force first. Nothing for less than two letters.
 */
export async function suggest(db: Db, typed: string, day: Day): Promise<Suggestion[]> {
  const { sounds } = wordsOf(typed.replaceAll("\0", " "));
  if (sounds.length === 0 || sounds.join("").length < 2) return [];
  const words = sounds.map((sound) => [sound]);
  const { rows } = await db.execute<Suggestion>(sql`
    select kind, name, more, slug from (
      (select 1 as seq, 'product' as kind, name, producer_name as more, slug, ends_to, stars
       from (select * from public_products p where p.search @@ ${allInName(words, true)}::tsquery
         and p.since <= ${day}::date limit 300) found
       order by (ends_to >= ${day}::date and revoked_on is null) desc, stars desc, slug limit ${mostOffered - 2})
      union all
      (select 2, 'producer', producer_name, count(*) || ' sản phẩm', producer_slug, max(ends_to), max(stars)
       from (select * from public_products p where p.search @@ ${allOf(words, true)}::tsquery
         and p.since <= ${day}::date limit 300) found
       where public_sounds(producer_name) @> ${sql.param(sounds.slice(0, -1))}::text[]
         and exists (select from unnest(string_to_array(public_syllables(producer_name), ' ')) s where starts_with(s, ${sounds.at(-1) ?? ""}))
       group by producer_name, producer_slug order by count(*) desc, producer_slug limit 4)) offered
    order by seq limit ${mostOffered}`);
  return rows;
}
