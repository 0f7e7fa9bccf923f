import type { Box, Position } from "#modules/places/boundaries/geometry.ts";

/** A tile of the usual square world map (web Mercator), counted from the north-west. */
export type Tile = { readonly z: number; readonly x: number; readonly y: number };

/** Finest tiles that are made; nearer views enlarge them. */
export const mostZoom = 14;
/** Side of a tile in its own units. */
export const extent = 4096;
/** Width of a tile on the screen in pixels, as the page draws it. */
export const tilePixels = 512;
/** Length of the equator in metres. */
const equator = 40_075_017;

/** Where a position lies on the world map: 0 to 1 from the west, 0 to 1 from the north. */
export function toWorld([longitude, latitude]: Position): Position {
  const angle = (latitude * Math.PI) / 180;
  return [
    (longitude + 180) / 360,
    0.5 - Math.log(Math.tan(Math.PI / 4 + angle / 2)) / (2 * Math.PI),
  ];
}

/** The position of a place on the world map. */
export function fromWorld([x, y]: Position): Position {
  const angle = 2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2;
  return [x * 360 - 180, (angle * 180) / Math.PI];
}

/** A place on the world map in the units of a tile. */
export function inTile({ z, x, y }: Tile, [worldX, worldY]: Position): Position {
  const size = 2 ** z;
  return [(worldX * size - x) * extent, (worldY * size - y) * extent];
}

/** West, south, east, north of a tile, with room of so many of its units around it. */
export function boxOfTile({ z, x, y }: Tile, around = 0): Box {
  const size = 2 ** z;
  const room = around / extent;
  const [west, north] = fromWorld([(x - room) / size, (y - room) / size]);
  const [east, south] = fromWorld([(x + 1 + room) / size, (y + 1 + room) / size]);
  return [west, south, east, north];
}

/** The tile of a zoom in which a position lies. */
export function tileAt(z: number, position: Position): Tile {
  const [x, y] = toWorld(position);
  return { z, x: Math.floor(x * 2 ** z), y: Math.floor(y * 2 ** z) };
}

/** Metres of a pixel of the page at a zoom, in the middle of Viet Nam. */
export function metresOfPixel(z: number): number {
  return (equator * Math.cos((16 * Math.PI) / 180)) / (tilePixels * 2 ** z);
}

/** Whether numbers name a tile that there can be. */
export function isTile({ z, x, y }: Tile): boolean {
  const isInside = (at: number) => Number.isInteger(at) && at >= 0 && at < 2 ** z;
  return Number.isInteger(z) && z >= 0 && z <= mostZoom && isInside(x) && isInside(y);
}
