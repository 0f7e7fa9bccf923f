import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { type CatalogueFilter, writeFilter } from "../filter.ts";
import { choose } from "../service/choose.server.ts";
import { searchMeaning } from "../service/search.server.ts";
import { inState } from "../service/state.server.ts";
import { shownGrowingAreas } from "../service/growing-areas.server.ts";
import { mostNamed, type Named, type PointLayer } from "./layers.ts";
import { boxOfTile, mostZoom, type Tile } from "./mercator.ts";

/** Things that stand for one point of a tile: one of them, or a cluster. */
export type Cluster = {
  readonly count: number;
  /** How many of them are in force today; of producers and points of sale all. */
  readonly held: number;
  /** The middle of them on the world map, and the corners of what they take up. */
  readonly x: number;
  readonly y: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** The commune that all of them lie in; null when they lie in several. */
  readonly commune: string | null;
  /** The first of them, by name; all of them when they are few. */
  readonly named: readonly Named[];
};

/** Cells of a tile along each side in which things are joined to one cluster. */
const cells = 8;

/**
 * The things of a layer that a filter chooses within a tile, joined by a grid that is finer with
 * each zoom; on the finest one only what stands on the very same place is joined.
 */
export async function listClusters(
  db: Db,
  layer: PointLayer,
  tile: Tile,
  filter: CatalogueFilter,
  day: Day,
): Promise<Cluster[]> {
  const things = await thingsOf(db, layer, tile, filter, day);
  if (things === null) return [];
  const { z } = tile;
  const side = 2 ** z;
  const [gridX, gridY] =
    z >= mostZoom
      ? [sql`x`, sql`y`]
      : [sql`floor(x * ${side * cells}::float8)`, sql`floor(y * ${side * cells}::float8)`];
  const { rows } = await db.execute<Cluster & { first: string; last: string }>(sql`
    with things as (${things}),
    here as (
      select *, (longitude + 180) / 360 as x,
        0.5 - ln(tan(pi() / 4 + radians(latitude) / 2)) / (2 * pi()) as y
      from things)
    select count(*)::int as count, count(*) filter (where held)::int as held, avg(x)::float8 as x, avg(y)::float8 as y,
      min(longitude) as west, min(latitude) as south, max(longitude) as east, max(latitude) as north,
      case when min(path) = max(path) then split_part(min(path), '/', 2) end as commune,
      to_json((array_agg(json_build_array(slug, name, stars) order by name, slug))[1:${mostNamed}::int]) as named
    from here
    where floor(x * ${side}::float8) = ${tile.x}::float8 and floor(y * ${side}::float8) = ${tile.y}::float8
    group by ${gridX}, ${gridY}
    order by count(*) desc, min(slug)`);
  return rows;
}

/**
 * `select longitude, latitude, slug, name, stars, held, path` of what the filter chooses in and around a
 * tile; null when its search means nothing.
 */
async function thingsOf(
  db: Db,
  layer: PointLayer,
  tile: Tile,
  filter: CatalogueFilter,
  day: Day,
): Promise<SQL | null> {
  // Rounding may differ in the last digit between here and the database: it cuts exactly.
  const [west, south, east, north] = boxOfTile(tile, 1);
  const within = (alias: SQL) =>
    sql`${alias}.longitude between ${west}::float8 and ${east}::float8
      and ${alias}.latitude between ${south}::float8 and ${north}::float8`;
  if (layer === "points")
    return sql`
      select p.longitude, p.latitude, p.id::text as slug, p.name, 0 as stars, true as held,
        p.place_path as path
      from market_points p where p.state = 'open' and ${within(sql`p`)} and ${inPlace(filter, sql`p`)}`;
  if (layer === "growing") {
    const areas = await growingAreasOf(db, filter, day);
    return (
      areas &&
      sql`
      select v.longitude, v.latitude, public_slug(v.name, a.id) as slug, v.name, 0 as stars, true as held,
        v.place_path as path
      from ${areas} and ${within(sql`v`)}`
    );
  }
  const meaning = await searchMeaning(db, filter, day);
  if (meaning === "none") return null;
  const chosen = choose(filter, day, { match: meaning?.match ?? null });
  // The star is shown of what is in force only.
  const isHeld = inState(day, "current");
  if (layer === "products")
    return sql`
      select p.longitude, p.latitude, p.slug, p.name, p.unit_path as path,
        ${isHeld} as held, case when ${isHeld} then p.stars else 0 end as stars
      from public_products p where ${within(sql`p`)} and ${chosen}`;
  // A producer stands at the place of its own, or of the commune, before that of a product.
  return sql`
    select * from (
      select distinct on (p.producer_key) p.longitude, p.latitude, p.producer_slug as slug,
        p.producer_name as name, 0 as stars, true as held, p.unit_path as path
      from public_products p where p.longitude is not null and ${chosen}
      order by p.producer_key, p.position_of = 'product', p.since desc, p.product_id) p
    where ${within(sql`p`)}`;
}

/**
 * `growing_areas a … where …` of what lies in the place of a filter and supplies a product of the rest of
 * it; null when its search means nothing.
 */
export async function growingAreasOf(
  db: Db,
  filter: CatalogueFilter,
  day: Day,
): Promise<SQL | null> {
  const ofProducts: CatalogueFilter = { ...filter, province: null, commune: null };
  const asksProducts = writeFilter(ofProducts, { sort: null, page: 1 }) !== "";
  const meaning = await searchMeaning(db, ofProducts, day);
  if (meaning === "none") return null;
  const supplies = sql`exists (
    select from growing_area_products g join public_products p on p.product_id = g.product_id
    where g.version_id = v.id and ${choose(ofProducts, day, { match: meaning?.match ?? null })})`;
  return sql`${shownGrowingAreas} where ${inPlace(filter, sql`v`)} and ${asksProducts ? supplies : sql`true`}`;
}

/** Points of sale know nothing of sets and stars: only the place of a filter counts for them. */
function inPlace({ province, commune }: CatalogueFilter, of: SQL): SQL {
  if (commune !== null) return sql`${of}.place_path like ${`%/${commune}`}`;
  if (province !== null) return sql`${of}.place_path like ${`${province}/%`}`;
  return sql`true`;
}
