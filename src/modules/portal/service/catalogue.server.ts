import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { PlaceName } from "#modules/places/model.ts";
import { unitNameSql } from "#modules/places/service/unit-rows.server.ts";
import type { ProducerKind } from "#modules/producers/model.ts";
import { type CatalogueFilter, pageSize } from "../filter.ts";
import type { PublicState } from "../model.ts";
import { choose } from "./choose.server.ts";
import {
  type Meaning,
  searchMeaning,
  mostRanked,
  rankedHits,
  typedMeaning,
} from "./search.server.ts";
import { publicStateSql } from "./state.server.ts";

/** A product as lists show it. Days are `yyyy-mm-dd`. */
export type CatalogueRow = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly producerId: string;
  readonly producerSlug: string;
  readonly producerName: string;
  readonly producerKind: ProducerKind;
  readonly setKey: string | null;
  readonly stars: number;
  readonly state: PublicState;
  /** Null where only the year is known. */
  readonly recognisedOn: string | null;
  readonly since: string;
  /** The last day in force, extensions included; null where it is not known. */
  readonly endsOn: string | null;
  readonly revokedOn: string | null;
  /** `{province}/{commune}` of today. */
  readonly unitPath: string;
  readonly commune: PlaceName | null;
  readonly province: PlaceName | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Whose place that is. */
  readonly positionOf: "product" | "producer" | "commune";
  /** Cover of the accepted profile, if there is one. */
  readonly picture: string | null;
  readonly pictureAlt: string | null;
  readonly isDemo: boolean;
};

/** A page of the catalogue. */
export type CataloguePage = {
  readonly rows: readonly CatalogueRow[];
  /** How many there are in all; of a search at most the 400 that were ranked are shown. */
  readonly total: number;
  /** How a search was understood; null where nothing was searched for. */
  readonly understood: Meaning["how"] | "none" | null;
};

/** Which page: the filter's, of the catalogue's size, unless told otherwise. */
export type Cut = { readonly limit: number; readonly offset: number };

const cutOf = ({ page }: CatalogueFilter): Cut => ({
  limit: pageSize,
  offset: (page - 1) * pageSize,
});

/** One page of the products that a filter chooses, and how many there are. */
export async function listCatalogue(
  db: Db,
  filter: CatalogueFilter,
  day: Day,
  cut: Cut = cutOf(filter),
): Promise<CataloguePage> {
  if (filter.q === "") {
    const [rows, total] = await Promise.all([
      listRows(db, filter, day, cut, null),
      countCatalogue(db, filter, day, null),
    ]);
    return { rows, total, understood: null };
  }
  const { rows, meaning } = await findRows(db, filter, day, cut);
  if (meaning === "none") return { rows, total: 0, understood: "none" };
  const total = await countCatalogue(db, filter, day, meaning);
  return { rows, total, understood: meaning?.how ?? null };
}

/**
 * One page of the products that a filter chooses, with what its search came to mean. Where the words as
 * typed find something, nothing else is asked.
 */
export async function findRows(
  db: Db,
  filter: CatalogueFilter,
  day: Day,
  cut: Cut,
): Promise<{ rows: CatalogueRow[]; meaning: Meaning | "none" | null }> {
  const typed = typedMeaning(filter);
  if (typed !== null || filter.q === "") {
    const rows = await listRows(db, filter, day, cut, typed);
    if (rows.length > 0 || typed === null) return { rows, meaning: typed };
  }
  const meaning = await searchMeaning(db, filter, day);
  return {
    rows: meaning === "none" ? [] : await listRows(db, filter, day, cut, meaning),
    meaning,
  };
}

/** One page of the products that a filter chooses. Cut to its rows before anything is joined. */
export async function listRows(
  db: Db,
  filter: CatalogueFilter,
  day: Day,
  { limit, offset }: Cut,
  meaning: Meaning | null,
): Promise<CatalogueRow[]> {
  const isRanked = meaning !== null && (filter.sort === null || filter.sort === "relevance");
  if (isRanked && offset >= 2 * mostRanked) return [];
  const page = isRanked
    ? sql`select product_id, row_number() over () as place from (
        ${rankedHits(filter, day, meaning, offset + limit)} limit ${limit} offset ${offset}) hits`
    : sql`select product_id, row_number() over () as place from (
        select p.product_id from public_products p
        where ${choose(filter, day, { match: meaning?.match ?? null })}
        order by ${orderOf(filter)} limit ${limit} offset ${offset}) cut`;
  const { rows } = await db.execute<CatalogueRow>(rowsOf(page, day));
  return rows;
}

function orderOf({ sort }: CatalogueFilter): SQL {
  if (sort === "stars") return sql`p.stars desc, p.since desc nulls last, p.product_id`;
  if (sort === "name") return sql`p.slug, p.product_id`;
  return sql`p.since desc nulls last, p.product_id`;
}

/** The rows of some products, given as a statement of `product_id` and `place`, in the order of the places. */
export function rowsOf(page: SQL, day: Day): SQL {
  return sql`
    with page as materialized (${page})
    select p.product_id as id, p.slug, p.name, p.producer_id as "producerId",
      p.producer_slug as "producerSlug",
      p.producer_name as "producerName", p.producer_kind as "producerKind", p.set_key as "setKey",
      p.stars, ${publicStateSql(day)} as state, p.recognised_on::text as "recognisedOn",
      p.since::text as since, case when p.ends_from = p.ends_to then p.ends_to::text end as "endsOn",
      p.revoked_on::text as "revokedOn", p.unit_path as "unitPath",
      ${unitNameSql(sql`split_part(p.unit_path, '/', 2)`, day)} as commune,
      ${unitNameSql(sql`split_part(p.unit_path, '/', 1)`, day)} as province,
      p.latitude, p.longitude, p.position_of as "positionOf", cover.digest as picture, cover.alt as "pictureAlt", p.is_demo as "isDemo"
    from page join public_products p using (product_id)
    left join market_profiles a on a.product_id = p.product_id
    left join lateral (select digest, alt from market_profile_pictures v
      where v.version_id = a.accepted_version_id order by position limit 1) cover on true
    order by page.place`;
}

/** How many products a filter chooses. */
export async function countCatalogue(
  db: Db,
  filter: CatalogueFilter,
  day: Day,
  meaning: Meaning | null,
): Promise<number> {
  const { rows } = await db.execute<{ total: number }>(sql`
    select count(*)::int as total from public_products p
    where ${choose(filter, day, { match: meaning?.match ?? null })}`);
  return rows[0]?.total ?? 0;
}
