import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { isOneSlip } from "#modules/places/fold.ts";
import { type CatalogueFilter, writeFilter } from "../filter.ts";
import {
  type Alternatives,
  allButOne,
  allInName,
  allOf,
  keysOfSlips,
  type Words,
  wordsOf,
} from "../words.ts";
import { stretchesOf } from "../stretches.ts";
import { choose } from "./choose.server.ts";

/** How many hits of each kind are ranked; more would be looked at by nobody. */
export const mostRanked = 200;

/** What a search came to mean, after looking at what there is to be found. */
export type Meaning = {
  readonly words: Words;
  /** Every word with the spellings that it may stand for. */
  readonly meant: readonly Alternatives[];
  /** The words as a `tsquery`. */
  readonly query: string;
  /** The same as a condition over rows `p`. */
  readonly match: SQL;
  /** As typed; with one letter mended; or with one word left out. */
  readonly how: "typed" | "slip" | "fewer";
};

/** The words as they were typed; null when there are none to look for. */
export function typedMeaning({ q }: Pick<CatalogueFilter, "q">): Meaning | null {
  const words = wordsOf(q);
  if (words.sounds.length === 0) return null;
  return meaning(
    words,
    words.sounds.map((sound) => [sound]),
    "typed",
  );
}

/**
 * What is meant by a search, by this filter: the words as typed if anything has all of them, or
 * else the same with one slip allowed in each word, or else all words but any one. Null when nothing
 * was typed that could be looked for, or nothing is found either way: `none` tells them apart.
 */
export function searchMeaning(
  db: Db,
  filter: CatalogueFilter,
  day: Day,
): Promise<Meaning | "none" | null> {
  if (filter.q === "") return Promise.resolve(null);
  const asked = underWay.get(db) ?? new Map<string, Promise<Meaning | "none" | null>>();
  underWay.set(db, asked);
  const name = `${day} ${writeFilter(filter, { page: 1, sort: null })}`;
  const known = asked.get(name);
  if (known) return known;
  const found = findMeaning(db, filter, day).finally(() => asked.delete(name));
  asked.set(name, found);
  return found;
}

/** What is being found out now: the list and the counts of one page ask for the same at once. */
const underWay = new WeakMap<Db, Map<string, Promise<Meaning | "none" | null>>>();

async function findMeaning(
  db: Db,
  filter: CatalogueFilter,
  day: Day,
): Promise<Meaning | "none" | null> {
  const words = wordsOf(filter.q);
  if (words.sounds.length === 0) return filter.q === "" ? null : "none";
  const typed = words.sounds.map((sound): Alternatives => [sound]);
  for (const make of [
    () => Promise.resolve(meaning(words, typed, "typed")),
    async () => meaning(words, await withSlips(db, words.sounds), "slip"),
    () => Promise.resolve(typed.length > 2 ? meaning(words, typed, "fewer") : null),
  ]) {
    const made = await make();
    if (made && (await findsAny(db, filter, day, made.match))) return made;
  }
  return "none";
}

function meaning(words: Words, meant: readonly Alternatives[], how: Meaning["how"]): Meaning {
  const query = how === "fewer" ? allButOne(meant) : allOf(meant);
  return { words, meant, how, query, match: sql`p.search @@ ${query}::tsquery` };
}

async function findsAny(db: Db, filter: CatalogueFilter, day: Day, match: SQL): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from public_products p where ${choose(filter, day, { match })} limit 1`,
  );
  return rows.length > 0;
}

/** Every word with the syllables of the register that it may be a slip of. */
async function withSlips(db: Db, sounds: readonly string[]): Promise<Alternatives[]> {
  const keys = keysOfSlips(sounds);
  const { rows } = await db.execute<{ word: string }>(
    sql`select distinct word from public_words where key = any(${sql.param(keys)}::text[])`,
  );
  const known = rows.map(({ word }) => word);
  return sounds.map((sound) => [
    sound,
    ...(sound.length > 2 ? known.filter((word) => isOneSlip(sound, word)) : []),
  ]);
}

/**
 * The ids of the hits as a statement, best first: the words in the product's own name before
 * anywhere else, marks as typed before others, in force before ended, newest first. The newest 200
 * of each kind are ranked, and those that have the words elsewhere are looked for only where the
 * others do not fill the page up to `wanted` rows, so that a search costs the same however much
 * there is.
 */
export function rankedHits(
  filter: CatalogueFilter,
  day: Day,
  { words, meant, query, how }: Meaning,
  wanted: number,
): SQL {
  const anywhere = newest(filter, day, { query, tier: 1 });
  const hits =
    how === "fewer"
      ? anywhere
      : sql`
        select * from in_name
        union all
        select * from (${anywhere}) elsewhere where (select count(*) from in_name) < ${wanted}`;
  return sql`
    with in_name as materialized (${newest(filter, day, { query: allInName(meant), tier: 0 })})
    select product_id, min(tier) as tier,
      (select count(*) from unnest(${sql.param([...words.accents])}::text[]) a where a = any(c.accents)) as marked
    from (${hits}) c
    group by product_id, accents, ends_to, revoked_on, since, stars
    order by tier, marked desc, (ends_to >= ${day}::date and revoked_on is null) desc, stars desc,
      since desc, product_id`;
}

/**
 * The newest 200 hits of one kind. The index is asked for one stretch of time after another, the
 * newest first, and no more once there are enough: who sorts all hits reads each of their rows. A
 * join with what depends on its left side goes through that side in its order.
 */
function newest(
  filter: CatalogueFilter,
  day: Day,
  { query, tier }: { query: string; tier: number },
): SQL {
  const match = sql`p.search @@ (${query}::tsquery && stretch::tsquery)`;
  return sql`
    select found.* from unnest(${sql.param(stretchesOf(day, filter.year))}::text[]) as stretch
    cross join lateral (
      select p.product_id, ${tier}::int as tier, p.accents, p.ends_to, p.revoked_on, p.since, p.stars
      from public_products p where ${choose(filter, day, { match })}
      order by p.since desc nulls last, p.product_id limit ${mostRanked}) found
    limit ${mostRanked}`;
}
