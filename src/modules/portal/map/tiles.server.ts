import type { Db } from "#core/database/connection.ts";
import { boundaryVersion } from "#modules/places/service/outlines.server.ts";
import { type CatalogueFilter, writeFilter } from "../filter.ts";
import type { PublicVersion } from "../model.ts";
import { publicVersion } from "../version.server.ts";
import { listAreas } from "./areas.server.ts";
import { listFields } from "./fields.server.ts";
import { areaLayers, fieldLayer, type MapLayer } from "./layers.ts";
import { inTile, type Tile } from "./mercator.ts";
import { encodeTile, type TileFeature } from "./mvt.ts";
import { type Cluster, listClusters } from "./points.server.ts";

/** What tiles are made from; everything of them is kept under its `key`. */
export type MapVersion = PublicVersion & { readonly key: string };

/** How old the version of outlines may be, in milliseconds, as with the register's. */
const freshFor = 1000;
const outlinesSeen = new WeakMap<Db, { at: number; version: Promise<number> }>();

/** The state of everything that a map shows: the register, the day, the outlines. */
export async function mapVersion(db: Db): Promise<MapVersion> {
  const now = performance.now();
  let seen = outlinesSeen.get(db);
  if (!seen || now - seen.at > freshFor) {
    seen = { at: now, version: boundaryVersion(db) };
    seen.version.catch(() => outlinesSeen.delete(db));
    outlinesSeen.set(db, seen);
  }
  const [known, outlines] = await Promise.all([publicVersion(db), seen.version]);
  return { ...known, key: `${known.version}-${known.day}-${outlines}` };
}

/** Tiles of a process that are kept in memory, in bytes; the oldest go first. */
const mostBytes = 32 * 1024 * 1024;
type Memory = { bytes: number; readonly tiles: Map<string, Uint8Array> };
const memories = new WeakMap<Db, Memory>();

/** A tile of a layer, of the register as `version` says or newer; kept in memory under that version. */
export async function tileOf(
  db: Db,
  version: MapVersion,
  layer: MapLayer,
  tile: Tile,
  filter: CatalogueFilter,
): Promise<Uint8Array> {
  const memory = memories.get(db) ?? { bytes: 0, tiles: new Map<string, Uint8Array>() };
  memories.set(db, memory);
  const narrowed = isArea(layer) ? "" : writeFilter(filter, { sort: null });
  const name = [version.key, layer, tile.z, tile.x, tile.y, narrowed].join("/");
  const kept = memory.tiles.get(name);
  if (kept) return kept;
  const made = encodeTile(layer, await featuresOf(db, version, layer, tile, filter));
  // Two requests may have made it at once.
  if (!memory.tiles.has(name)) memory.bytes += made.length;
  memory.tiles.set(name, made);
  for (const [oldest, bytes] of memory.tiles) {
    if (memory.bytes <= mostBytes) break;
    memory.tiles.delete(oldest);
    memory.bytes -= bytes.length;
  }
  return made;
}

function isArea(layer: MapLayer): layer is (typeof areaLayers)[number] {
  return (areaLayers as readonly MapLayer[]).includes(layer);
}

async function featuresOf(
  db: Db,
  { day }: MapVersion,
  layer: MapLayer,
  tile: Tile,
  filter: CatalogueFilter,
): Promise<TileFeature[]> {
  if (isArea(layer)) return listAreas(db, layer, tile);
  if (layer === fieldLayer) return listFields(db, tile, filter, day);
  const clusters = await listClusters(db, layer, tile, filter, day);
  return clusters.map((cluster) => featureOf(cluster, tile));
}

/** One thing with its own name, or a cluster with its number and what it takes up. */
function featureOf(cluster: Cluster, tile: Tile): TileFeature {
  const { count, held, commune, named, west, south, east, north } = cluster;
  return {
    kind: "point",
    at: inTile(tile, [cluster.x, cluster.y]),
    properties: {
      count,
      held,
      ...(commune === null ? {} : { commune }),
      ...(count <= named.length ? { named: JSON.stringify(named) } : {}),
      ...(count > 1
        ? { box: [west, south, east, north].map((at) => at.toFixed(5)).join(" ") }
        : {}),
    },
  };
}
