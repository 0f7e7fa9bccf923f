/** Longitude and latitude in degrees (WGS 84), or easting and northing in metres before projecting. */
export type Position = readonly [number, number];

/** A closed line: its first position stands again at its end. */
export type Ring = readonly Position[];

/** Polygons, each an outer ring and its holes: the `coordinates` of a GeoJSON `MultiPolygon`. */
export type Shape = readonly (readonly Ring[])[];

/** West, south, east, north. */
export type Box = readonly [number, number, number, number];

/** What surrounds every position of a shape; null for a shape of none. */
export function boxOf(shape: Shape): Box | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of shape)
    for (const ring of polygon)
      for (const [x, y] of ring) {
        west = Math.min(west, x);
        south = Math.min(south, y);
        east = Math.max(east, x);
        north = Math.max(north, y);
      }
  return west <= east ? [west, south, east, north] : null;
}

/** The smallest box around two. */
export function joinBoxes(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Twice the signed area of a ring in the square of its units: above 0 when it runs anticlockwise. */
export function doubleArea(ring: Ring): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1] as Position;
    const [bx, by] = ring[at] as Position;
    sum += ax * by - bx * ay;
  }
  return sum;
}

/** Whether a position lies inside a shape, holes left out; on the line itself either answer may come. */
export function contains(shape: Shape, [x, y]: Position): boolean {
  let inside = false;
  for (const polygon of shape)
    for (const ring of polygon)
      for (let at = 1; at < ring.length; at++) {
        const [ax, ay] = ring[at - 1] as Position;
        const [bx, by] = ring[at] as Position;
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
  return inside;
}

/** Metres of one degree of latitude, and of longitude at 16° north, the middle of Viet Nam. */
export const metresPerDegree = { latitude: 110_950, longitude: 107_000 } as const;

/** About how far a position is from a box, in metres; 0 inside. Good to a few per cent in Viet Nam. */
export function metresFromBox([x, y]: Position, [west, south, east, north]: Box): number {
  const dx = Math.max(west - x, 0, x - east) * metresPerDegree.longitude;
  const dy = Math.max(south - y, 0, y - north) * metresPerDegree.latitude;
  return Math.hypot(dx, dy);
}
