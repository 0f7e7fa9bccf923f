import { Delaunay } from "d3-delaunay";
import { metresPerDegree, type Position, type Ring, type Shape } from "./geometry.ts";

/** A unit with its middle in degrees, and its area where it is known. */
export type Centre = {
  readonly code: string;
  readonly position: Position;
  readonly areaKm2: number | null;
  /** The unit above it. */
  readonly parent: string;
  /** Lies off the coast: it has a cell of its own, and no other ends at it. */
  readonly isIsland: boolean;
};

/** Cells by the codes of the units, and of the units above them. */
export type Cells = {
  readonly units: ReadonlyMap<string, Shape>;
  readonly parents: ReadonlyMap<string, Shape>;
};

/**
 * Cells that stand in where no outline has been loaded: around each centre the ground that is
 * nearer to it than to any other, at most as far as twice the radius of a disc of the unit's area.
 * A unit above is the ground nearer to one of its own than to any other's, within the hull of their
 * centres and a little around it. Cells of one level never overlap. They are no boundaries, and
 * whoever draws them says so.
 */
export function indicativeCells(centres: readonly Centre[]): Cells {
  const points = centres.map(({ position: [x, y] }): Metres => [
    x * metresPerDegree.longitude,
    y * metresPerDegree.latitude,
  ]);
  const voronoi = Delaunay.from(points).voronoi([9e6, 0, 14e6, 4e6]);
  const units = new Map<string, Shape>();
  const inland = new Map<string, { cells: Ring[]; points: Metres[] }>();
  const parents = new Map<string, Shape>();
  for (const [at, { code, areaKm2, parent, isIsland }] of centres.entries()) {
    const cell = voronoi.cellPolygon(at) as Ring | null;
    const point = points[at];
    // Of two units on one point only one has a cell.
    if (!cell || !point) continue;
    const shape = shapeOf([clipConvex(cell.slice(0, -1), disc(point, reachOf(areaKm2)))]);
    units.set(code, shape);
    if (isIsland) parents.set(parent, [...(parents.get(parent) ?? []), ...shape]);
    else {
      const known = inland.get(parent) ?? { cells: [], points: [] };
      known.cells.push(cell);
      known.points.push(point);
      inland.set(parent, known);
    }
  }
  for (const [parent, { cells, points: own }] of inland) {
    const around = hullAround(own);
    const rings = joinedRings(cells).map((ring) => clipConvex(ring, around));
    parents.set(parent, [...shapeOf(rings), ...(parents.get(parent) ?? [])]);
  }
  return { units, parents };
}

type Metres = [number, number];

/** Open rings in metres as a shape in degrees, those left out that are none. */
function shapeOf(rings: readonly (readonly Position[])[]): Shape {
  return rings.flatMap((ring) => {
    const [first] = ring;
    return first && ring.length >= 3 ? [[[...ring, first].map(inDegrees)]] : [];
  });
}

/** How far beyond the outermost centres a unit above goes, in metres. */
const beyond = 6000;

/** The convex ring around points, moved outwards. */
function hullAround(points: readonly Metres[]): Position[] {
  return hullOf(points.flatMap((point) => disc(point, beyond)));
}

/** The convex hull of points, anticlockwise (Andrew). */
function hullOf(points: readonly Position[]): Position[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered: readonly Position[]) => {
    const line: Position[] = [];
    for (const point of ordered) {
      for (;;) {
        const [a, b] = [line.at(-2), line.at(-1)];
        if (!a || !b || turn(a, b, point) > 0) break;
        line.pop();
      }
      line.push(point);
    }
    return line.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

function turn(a: Position, b: Position, c: Position): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** The outer lines of cells that share whole sides, as open rings: what two cells share falls away. */
function joinedRings(cells: readonly Ring[]): Position[][] {
  const name = ([x, y]: Position) => `${Math.round(x)} ${Math.round(y)}`;
  const sides = new Map<string, { from: Position; to: Position }>();
  for (const cell of cells)
    for (const [at, to] of cell.entries()) {
      const from = cell[at - 1];
      if (!from || name(from) === name(to)) continue;
      if (!sides.delete(`${name(to)} ${name(from)}`))
        sides.set(`${name(from)} ${name(to)}`, { from, to });
    }
  const next = new Map([...sides.values()].map((side) => [name(side.from), side]));
  const rings: Position[][] = [];
  for (const start of next.keys()) {
    const ring: Position[] = [];
    for (let side = next.get(start); side; side = next.get(name(side.to))) {
      next.delete(name(side.from));
      ring.push(side.from);
    }
    if (ring.length >= 3) rings.push(ring);
  }
  return rings;
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
