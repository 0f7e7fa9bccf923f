import { sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { Shape } from "#modules/places/boundaries/geometry.ts";
import type { CatalogueFilter } from "../filter.ts";
import { cut } from "./areas.server.ts";
import { fieldsFrom } from "./layers.ts";
import { boxOfTile, type Tile } from "./mercator.ts";
import type { TileFeature } from "./mvt.ts";
import { growingAreasOf } from "./points.server.ts";

/** Room around a tile in its units, so that the cut edges lie out of sight. */
const room = 96;
/** The most that one tile draws; their points stand in the other layer all the same. */
const mostFields = 2000;

/** The lines of growing areas that a filter chooses within a tile, cut to it; none from far away. */
export async function listFields(
  db: Db,
  tile: Tile,
  filter: CatalogueFilter,
  day: Day,
): Promise<TileFeature[]> {
  const areas = tile.z < fieldsFrom ? null : await growingAreasOf(db, filter, day);
  if (areas === null) return [];
  const [west, south, east, north] = boxOfTile(tile, room);
  const { rows } = await db.execute<{ name: string; slug: string; shape: Shape }>(sql`
    select v.name, public_slug(v.name, a.id) as slug, v.shape from ${areas} and v.shape is not null
      and v.west <= ${east}::float8 and v.east >= ${west}::float8
      and v.south <= ${north}::float8 and v.north >= ${south}::float8
    order by v.area_m2 desc, a.id limit ${mostFields}`);
  return rows.flatMap(({ name, slug, shape }): TileFeature[] => {
    const polygons = shape.flatMap((polygon) => {
      const [outer, ...holes] = polygon.map((ring) => cut(ring, tile));
      return outer && outer.length >= 3 ? [[outer, ...holes]] : [];
    });
    return polygons.length > 0 ? [{ kind: "area", polygons, properties: { name, slug } }] : [];
  });
}
