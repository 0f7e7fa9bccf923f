import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { CatalogueFilter } from "../filter.ts";
import { choose, type Facet } from "./choose.server.ts";
import { searchMeaning } from "./search.server.ts";
import { catalogueSets } from "./sets.server.ts";
import { publicStateSql } from "./state.server.ts";

/** How many products each choice would show with everything else chosen as it is. */
export type Facets = {
  readonly sectors: Counts;
  /** Of the rulebook in force. */
  readonly sets: Counts;
  readonly stars: Counts;
  /** Codes of provinces. */
  readonly provinces: Counts;
  /** Codes of communes; only inside a chosen province. */
  readonly communes: Counts;
  readonly kinds: Counts;
  readonly years: Counts;
  readonly states: Counts;
};
export type Counts = ReadonlyMap<string, number>;

const facets: readonly Facet[] = ["set", "stars", "place", "kind", "year", "state"];

/** Counts for the filter's choices, in one statement: one pass for all that is not chosen, one for each that is. */
export async function countFacets(db: Db, filter: CatalogueFilter, day: Day): Promise<Facets> {
  const meaning = await searchMeaning(db, filter, day);
  if (meaning === "none") return gather([], filter);
  const match = meaning?.match ?? null;
  const values: Record<Facet, SQL> = {
    set: sql`p.set_key`,
    stars: sql`p.stars::text`,
    // Communes are offered inside a province only.
    place: filter.province === null ? sql`p.province_code` : sql`p.unit_path`,
    kind: sql`p.producer_kind`,
    year: sql`extract(year from p.since)::text`,
    state: publicStateSql(day),
  };
  const chosen = facets.filter((facet) => isChosen(filter, facet));
  const free = facets.filter((facet) => !chosen.includes(facet));
  const statements = chosen.map(
    (facet) => sql`
      select ${facet} as facet, ${values[facet]} as value, count(*)::int as count
      from public_products p where ${choose(filter, day, { match, except: facet })} group by 2`,
  );
  if (free.length > 0) statements.push(countFree(free, values, choose(filter, day, { match })));
  const { rows } = await db.execute<Counted>(sql.join(statements, sql` union all `));
  return gather(rows, filter);
}

type Counted = { facet: Facet; value: string | null; count: number };

function isChosen(filter: CatalogueFilter, facet: Facet): boolean {
  if (facet === "set") return filter.set !== null || filter.sector !== null;
  if (facet === "place") return filter.commune !== null || filter.province !== null;
  return filter[facet] !== null;
}

/** One pass: grouped by all at once, and summed up by each. */
function countFree(free: readonly Facet[], values: Record<Facet, SQL>, where: SQL): SQL {
  const columns = free.map((facet) => sql`${values[facet]} as ${sql.identifier(facet)}`);
  const sums = free.map(
    (facet) => sql`
      select ${facet} as facet, ${sql.identifier(facet)}::text as value, sum(n)::int as count
      from grouped group by 2`,
  );
  return sql`(with grouped as materialized (
      select ${sql.join(columns, sql`, `)}, count(*) as n from public_products p where ${where}
      group by ${sql.join(
        free.map((_facet, at) => sql.raw(String(at + 1))),
        sql`, `,
      )})
    ${sql.join(sums, sql` union all `)})`;
}

function gather(rows: readonly Counted[], filter: CatalogueFilter): Facets {
  const by = (facet: Facet) => rows.filter((row) => row.facet === facet);
  const plain = (facet: Facet) =>
    new Map(
      by(facet).flatMap(({ value, count }) => (value === null ? [] : [[value, count] as const])),
    );
  const keys = plain("set");
  const countOf = (ofSet: readonly string[]) =>
    ofSet.reduce((sum, key) => sum + (keys.get(key) ?? 0), 0);
  const sets = catalogueSets();
  const sectors = new Map<string, Set<string>>();
  for (const { sector, keys: own } of sets)
    sectors.set(sector, new Set([...(sectors.get(sector) ?? []), ...own]));
  const places = plain("place");
  const provinces = new Map<string, number>();
  const communes = new Map<string, number>();
  for (const [path, count] of places) {
    const [province = "", commune] = path.split("/");
    provinces.set(province, (provinces.get(province) ?? 0) + count);
    if (commune !== undefined && province === filter.province) communes.set(commune, count);
  }
  return {
    sectors: new Map([...sectors].map(([sector, own]) => [sector, countOf([...own])])),
    sets: new Map(sets.map(({ code, keys: own }) => [code, countOf(own)])),
    stars: plain("stars"),
    provinces,
    communes,
    kinds: plain("kind"),
    years: plain("year"),
    states: plain("state"),
  };
}
