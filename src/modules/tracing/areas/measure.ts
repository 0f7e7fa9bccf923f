import {
  type Box,
  boxOf,
  doubleArea,
  type Position,
  type Ring,
  type Shape,
} from "#modules/places/boundaries/geometry.ts";

/** WGS 84: half the longer axis in metres, and the square of the eccentricity. */
const axis = 6_378_137;
const eccentricity2 = 0.006_694_379_990_14;
const eccentricity = Math.sqrt(eccentricity2);
const radians = Math.PI / 180;

/** Lambert's cylindrical equal-area projection of the ellipsoid, in metres (Snyder 1987, 3-12 and 10-15). */
function equalArea([longitude, latitude]: Position): Position {
  const sine = Math.sin(latitude * radians);
  const q =
    (1 - eccentricity2) *
    (sine / (1 - eccentricity2 * sine * sine) -
      Math.log((1 - eccentricity * sine) / (1 + eccentricity * sine)) / (2 * eccentricity));
  return [axis * longitude * radians, (axis * q) / 2];
}

/** Square metres within a ring, whichever way it runs. */
function areaOfRing(ring: Ring): number {
  const [first] = ring;
  if (!first) return 0;
  const [x0, y0] = equalArea(first);
  // From its own corner: the small difference of large products would lose its digits.
  const local = ring.map((position): Position => {
    const [x, y] = equalArea(position);
    return [x - x0, y - y0];
  });
  return Math.abs(doubleArea(local)) / 2;
}

/** Whole square metres within polygons on WGS 84, holes left out; good to a tenth of a per cent. */
export function areaOf(shape: Shape): number {
  const area = shape.reduce(
    (sum, [outer = [], ...holes]) =>
      sum + areaOfRing(outer) - holes.reduce((all, hole) => all + areaOfRing(hole), 0),
    0,
  );
  return Math.round(area);
}

/**
 * A position inside the largest polygon: the middle of the widest stretch at half its height, which
 * lies within also where the middle of everything does not. Null for a shape of none.
 */
export function insideOf(shape: Shape): Position | null {
  const largest = shape.toSorted(([a = []], [b = []]) => areaOfRing(b) - areaOfRing(a))[0];
  const box = largest && boxOf([largest]);
  if (!largest || !box) return null;
  const middle: Position = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const crossings = largest
    .flatMap((ring) => crossingsAt(ring, middle[1]))
    .toSorted((a, b) => a - b);
  let [from, to] = [middle[0], middle[0]];
  for (let at = 1; at < crossings.length; at += 2) {
    const [left = 0, right = 0] = [crossings[at - 1], crossings[at]];
    if (right - left > to - from) [from, to] = [left, right];
  }
  return rounded([(from + to) / 2, middle[1]]);
}

/** Where a ring crosses a parallel, as longitudes. */
function crossingsAt(ring: Ring, latitude: number): number[] {
  return ring.slice(1).flatMap(([bx, by], at) => {
    const [ax, ay] = ring[at] as Position;
    return ay > latitude === by > latitude ? [] : [ax + ((latitude - ay) / (by - ay)) * (bx - ax)];
  });
}

const rounded = ([x, y]: Position): Position => [
  Math.round(x * 1e6) / 1e6,
  Math.round(y * 1e6) / 1e6,
];

/** The box of a shape, or of a point alone. */
export function surroundings(shape: Shape | null, [x, y]: Position): Box {
  return (shape && boxOf(shape)) ?? [x, y, x, y];
}

/** How far a stated area may be from that within the lines before somebody asks why, as a share. */
const tolerance = 0.1;

/** Whether a stated area is so far from the computed one that it must be mended or explained. */
export function needsReason(statedM2: number, computedM2: number | null): boolean {
  return computedM2 !== null && Math.abs(statedM2 - computedM2) > tolerance * computedM2;
}
