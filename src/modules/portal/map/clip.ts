import type { Position } from "#modules/places/boundaries/geometry.ts";

/** A side of a square: which coordinate, where, and whether what is greater is kept. */
type Side = { readonly axis: 0 | 1; readonly at: number; readonly keepsGreater: boolean };

/**
 * The part of an open ring inside a square from `low` to `high` on both axes, as an open ring; fewer
 * than three positions when nothing of it lies there. Where a ring leaves the square and comes back
 * it runs along the square's side (Sutherland and Hodgman).
 */
export function clipRing(ring: readonly Position[], low: number, high: number): Position[] {
  const sides: readonly Side[] = [
    { axis: 0, at: low, keepsGreater: true },
    { axis: 0, at: high, keepsGreater: false },
    { axis: 1, at: low, keepsGreater: true },
    { axis: 1, at: high, keepsGreater: false },
  ];
  let kept = [...ring];
  for (const side of sides) kept = clipBySide(kept, side);
  return kept;
}

function clipBySide(ring: readonly Position[], { axis, at, keepsGreater }: Side): Position[] {
  const isKept = (position: Position) =>
    keepsGreater === position[axis] >= at || position[axis] === at;
  return ring.flatMap((here, index) => {
    const before = ring.at(index - 1) ?? here;
    const crosses = isKept(before) !== isKept(here);
    return [
      ...(crosses ? [crossing(before, here, axis, at)] : []),
      ...(isKept(here) ? [here] : []),
    ];
  });
}

function crossing(a: Position, b: Position, axis: 0 | 1, at: number): Position {
  const part = (at - a[axis]) / (b[axis] - a[axis]);
  const other = axis === 0 ? 1 : 0;
  const along = a[other] + part * (b[other] - a[other]);
  return axis === 0 ? [at, along] : [along, at];
}
