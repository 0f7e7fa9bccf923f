import type { Db } from "#core/database/connection.ts";
import { boxOf, type Position, type Shape } from "#modules/places/boundaries/geometry.ts";
import { currentVersion, type Unit } from "#modules/places/model.ts";
import { fullNameOf } from "#modules/places/rules.ts";
import { detailFor, listOutlines } from "#modules/places/service/outlines.server.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { clipRing } from "./clip.ts";
import type { AreaLayer } from "./layers.ts";
import {
  boxOfTile,
  extent,
  inTile,
  metresOfPixel,
  type Tile,
  tileAt,
  toWorld,
} from "./mercator.ts";
import type { TileFeature } from "./mvt.ts";

/** Room around a tile in its units, so that the cut edges lie out of sight. */
const room = 96;

/** Outlines of units within a tile, cut to it; `official`: loaded, else an indicative cell. */
export async function listAreas(db: Db, layer: AreaLayer, tile: Tile): Promise<TileFeature[]> {
  const level = layer === "communes" ? "commune" : "province";
  const detail = detailFor(2 * metresOfPixel(tile.z));
  const outlines = await listOutlines(db, level, { box: boxOfTile(tile, room) }, detail);
  const names = await findUnits(
    db,
    outlines.map(({ code }) => ({ version: currentVersion, code })),
  );
  return outlines.flatMap(({ code, isOfficial, shape }): TileFeature[] => {
    const polygons = shape.flatMap((polygon) => {
      const [outer, ...holes] = polygon.map((ring) => cut(ring, tile));
      return outer && outer.length >= 3 ? [[outer, ...holes]] : [];
    });
    const unit = names.get(keyOfRef({ version: currentVersion, code }));
    const name = unit ? fullNameOf(unit) : code;
    const province = unit?.path.slice(0, 2) ?? code;
    const isNamed = holdsName(tile, shape, unit);
    return polygons.length > 0
      ? [
          {
            kind: "area",
            polygons,
            properties: { code, province, name, official: isOfficial, named: isNamed },
          },
        ]
      : [];
  });
}

/** Whether a unit's name is written in this tile: in one of a zoom, where its middle lies. */
function holdsName(tile: Tile, shape: Shape, unit: Unit | undefined): boolean {
  const [west, south, east, north] = boxOf(shape) ?? [0, 0, 0, 0];
  const middle: Position =
    unit && unit.longitude !== null && unit.latitude !== null
      ? [unit.longitude, unit.latitude]
      : [(west + east) / 2, (south + north) / 2];
  const { x, y } = tileAt(tile.z, middle);
  return x === tile.x && y === tile.y;
}

/** A ring in a tile's own units, cut to it. */
export function cut(ring: readonly Position[], tile: Tile): Position[] {
  const open = ring.slice(0, -1).map((position) => inTile(tile, toWorld(position)));
  return clipRing(open, -room, extent + room);
}
