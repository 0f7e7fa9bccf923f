import { Delaunay } from "d3-delaunay";
import { metresPerDegree, type Position, type Ring, type Shape } from "./geometry.ts";

/** A unit with its middle in degrees, and its area where it is known. */
export type Centre = {
  readonly code: string;
  readonly position: Position;
  readonly areaKm2: number | null;
};

/**
 * Cells that stand in where no outline has been loaded: around each centre the ground that is
 * nearer to it than to any other, at most as far as twice the radius of a disc of the unit's area.
 * Cells never overlap. They are no boundaries, and whoever draws them says so.
 */
export function indicativeCells(centres: readonly Centre[]): Map<string, Shape> {
  const points = centres.map(({ position: [x, y] }): [number, number] => [
    x * metresPerDegree.longitude,
    y * metresPerDegree.latitude,
  ]);
  const voronoi = Delaunay.from(points).voronoi([9e6, 0, 14e6, 4e6]);
  const cells = new Map<string, Shape>();
  for (const [at, { code, areaKm2 }] of centres.entries()) {
    const cell = voronoi.cellPolygon(at) as Ring | null;
    const point = points[at];
    // Of two units on one point only one has a cell.
    if (!cell || !point) continue;
    const clipped = clipConvex(cell.slice(0, -1), disc(point, reachOf(areaKm2)));
    const [first] = clipped;
    if (first && clipped.length >= 3) cells.set(code, [[[...clipped, first].map(inDegrees)]]);
  }
  return cells;
}

/** How far a cell may go, in metres. */
function reachOf(areaKm2: number | null): number {
  return 2000 * Math.sqrt((areaKm2 ?? 40) / Math.PI);
}

function inDegrees([x, y]: Position): Position {
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return [round(x / metresPerDegree.longitude), round(y / metresPerDegree.latitude)];
}

function disc([x, y]: Position, radius: number): Position[] {
  const corners = 32;
  return Array.from({ length: corners }, (_, at) => {
    const angle = (at * 2 * Math.PI) / corners;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}

/** The part of an open ring inside a convex anticlockwise one (Sutherland and Hodgman). */
function clipConvex(subject: readonly Position[], clip: readonly Position[]): Position[] {
  let kept = [...subject];
  for (const [at, b] of clip.entries()) {
    const a = clip.at(at - 1) as Position;
    const side = ([x, y]: Position) => (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
    const from = kept;
    kept = [];
    for (const [i, here] of from.entries()) {
      const before = from.at(i - 1) as Position;
      const [s, t] = [side(before), side(here)];
      if (s >= 0 !== t >= 0) {
        const part = s / (s - t);
        kept.push([
          before[0] + part * (here[0] - before[0]),
          before[1] + part * (here[1] - before[1]),
        ]);
      }
      if (t >= 0) kept.push(here);
    }
  }
  return kept;
}
