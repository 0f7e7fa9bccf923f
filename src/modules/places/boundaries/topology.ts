import { doubleArea, metresPerDegree, type Position, type Ring, type Shape } from "./geometry.ts";

/**
 * Shapes with fewer positions, each line moved by at most `tolerance` metres. A line that two
 * shapes share is thinned once and the same for both, so that neighbours neither gape nor overlap
 * where they met before. Rings that shrink to nothing are left out, but every shape keeps at least
 * its largest. Positions must be equal to count as shared: see `snap`.
 */
export function simplify(shapes: readonly Shape[], tolerance: number): Shape[] {
  const corners = findCorners(shapes);
  return shapes.map((shape) => simplifyShape(shape, corners, tolerance));
}

/** The shapes on a grid of a millionth of a degree (0.1 m), without repeated or missing closing positions. */
export function snap(shape: Shape): Shape {
  return shape
    .map((polygon) => polygon.map(snapRing).filter((ring) => ring.length >= 4))
    .filter((polygon) => polygon.length > 0);
}

const grid = 1e6;

function snapRing(ring: Ring): Ring {
  const snapped: Position[] = [];
  for (const [x, y] of ring) {
    const position: Position = [Math.round(x * grid) / grid, Math.round(y * grid) / grid];
    const last = snapped.at(-1);
    if (!last || last[0] !== position[0] || last[1] !== position[1]) snapped.push(position);
  }
  const [first, last] = [snapped[0], snapped.at(-1)];
  if (first && last && keyOf(first) !== keyOf(last)) snapped.push(first);
  return snapped;
}

/** One whole number for a position on the grid; exact for longitudes below 134° and latitudes below 33°. */
function keyOf([x, y]: Position): number {
  return Math.round(x * grid) * 2 ** 26 + Math.round(y * grid);
}

/** Positions where a line forks: there the neighbours on both sides are not the same every time. */
function findCorners(shapes: readonly Shape[]): Set<number> {
  const beside = new Map<number, readonly [number, number]>();
  const corners = new Set<number>();
  for (const ring of shapes.flat(2)) {
    const keys = ring.map(keyOf);
    const size = keys.length - 1;
    for (let at = 0; at < size; at++) {
      const here = keys[at] as number;
      const before = keys[(at + size - 1) % size] as number;
      const after = keys[at + 1] as number;
      const known = beside.get(here);
      if (!known) beside.set(here, [before, after]);
      else if (!(known[0] === before && known[1] === after))
        if (!(known[0] === after && known[1] === before)) corners.add(here);
    }
  }
  return corners;
}

function simplifyShape(shape: Shape, corners: ReadonlySet<number>, tolerance: number): Shape {
  const largest = shape
    .map((polygon) => polygon[0] ?? [])
    .reduce<Ring>((a, b) => (Math.abs(doubleArea(b)) > Math.abs(doubleArea(a)) ? b : a), []);
  return shape.flatMap((polygon) => {
    const [outer, ...holes] = polygon;
    if (!outer) return [];
    const thin = simplifyRing(outer, corners, tolerance);
    if (thin.length < 4 && outer !== largest) return [];
    const kept = thin.length < 4 ? outer : thin;
    const open = holes.map((hole) => simplifyRing(hole, corners, tolerance));
    return [[kept, ...open.filter((hole) => hole.length >= 4)]];
  });
}

/** A ring cut at its corners, each piece thinned; shorter than four positions when nothing is left. */
function simplifyRing(ring: Ring, corners: ReadonlySet<number>, tolerance: number): Ring {
  const open = ring.slice(0, -1);
  const start = open.findIndex((position) => corners.has(keyOf(position)));
  if (start < 0) return simplifyLine(turnedToLowest(open), tolerance);
  const turned = [...open.slice(start), ...open.slice(0, start), open[start] as Position];
  const thin: Position[] = [turned[0] as Position];
  let from = 0;
  for (let at = 1; at < turned.length; at++)
    if (corners.has(keyOf(turned[at] as Position))) {
      thin.push(...simplifyLine(turned.slice(from, at + 1), tolerance).slice(1));
      from = at;
    }
  return thin;
}

/** A closed ring that begins at its lowest position, wherever it began before. */
function turnedToLowest(open: Ring): Ring {
  const keys = open.map(keyOf);
  const start = keys.indexOf(keys.reduce((a, b) => Math.min(a, b), Infinity));
  return [...open.slice(start), ...open.slice(0, start), open[start] as Position];
}

/** A line thinned the same whichever end it is read from. */
function simplifyLine(line: Ring, tolerance: number): Ring {
  if (line.length <= 2 || !isBackwards(line)) return thinned(line, tolerance);
  return thinned(line.toReversed(), tolerance).toReversed();
}

function isBackwards(line: Ring): boolean {
  for (let at = 0; at < line.length; at++) {
    const difference = keyOf(line[at] as Position) - keyOf(line[line.length - 1 - at] as Position);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** Ramer, Douglas and Peucker, without recursion; a loop is first cut at its farthest position. */
function thinned(line: Ring, tolerance: number): Ring {
  const last = line.length - 1;
  const keep = new Uint8Array(line.length);
  keep[0] = keep[last] = 1;
  const spans: [number, number][] = [[0, last]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const [far, distance] = farthest(line, from, to);
    if (far === from || distance <= tolerance) continue;
    keep[far] = 1;
    spans.push([from, far], [far, to]);
  }
  return line.filter((_, at) => keep[at] === 1);
}

/** The position between two of a line that lies farthest from the straight way, and how far in metres. */
function farthest(line: Ring, from: number, to: number): [number, number] {
  const [ax, ay] = inMetres(line[from] as Position);
  const [bx, by] = inMetres(line[to] as Position);
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  let [best, most] = [from, -1];
  for (let at = from + 1; at < to; at++) {
    const [x, y] = inMetres(line[at] as Position);
    const along =
      square === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square));
    const distance = (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2;
    if (distance > most) [best, most] = [at, distance];
  }
  return [best, Math.sqrt(Math.max(most, 0))];
}

function inMetres([x, y]: Position): Position {
  return [x * metresPerDegree.longitude, y * metresPerDegree.latitude];
}
