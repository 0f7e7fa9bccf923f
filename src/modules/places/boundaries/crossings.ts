import type { Position, Ring, Shape } from "./geometry.ts";

/**
 * The first place where a shape's line crosses itself, or null. Lines that only touch do not cross.
 * Segments are compared within the cells of a grid, so that the time grows with their number.
 */
export function findCrossing(shape: Shape): Position | null {
  for (const polygon of shape)
    for (const ring of polygon) {
      const crossing = crossingOf(ring);
      if (crossing) return crossing;
    }
  return null;
}

function crossingOf(ring: Ring): Position | null {
  const size = cellSize(ring);
  const cells = new Map<string, number[]>();
  for (let at = 1; at < ring.length; at++)
    for (const cell of cellsOf(ring, at, size)) {
      const others = cells.get(cell);
      if (!others) cells.set(cell, [at]);
      else {
        for (const other of others) {
          const found = meeting(ring, other, at);
          if (found) return found;
        }
        others.push(at);
      }
    }
  return null;
}

/** Four times the mean length of a segment. */
function cellSize(ring: Ring): number {
  let length = 0;
  for (let at = 1; at < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [ring[at - 1] as Position, ring[at] as Position];
    length += Math.abs(bx - ax) + Math.abs(by - ay);
  }
  return (4 * length) / Math.max(1, ring.length - 1) || 1;
}

function* cellsOf(ring: Ring, at: number, size: number): Generator<string> {
  const [[ax, ay], [bx, by]] = [ring[at - 1] as Position, ring[at] as Position];
  const cell = (value: number) => Math.floor(value / size);
  for (let x = cell(Math.min(ax, bx)); x <= cell(Math.max(ax, bx)); x++)
    for (let y = cell(Math.min(ay, by)); y <= cell(Math.max(ay, by)); y++) yield `${x} ${y}`;
}

/** Where two segments of a ring cross in the middle of both. */
function meeting(ring: Ring, one: number, other: number): Position | null {
  const [a, b] = [ring[one - 1] as Position, ring[one] as Position];
  const [c, d] = [ring[other - 1] as Position, ring[other] as Position];
  const [s1, s2] = [side(a, b, c), side(a, b, d)];
  const [s3, s4] = [side(c, d, a), side(c, d, b)];
  if (s1 * s2 >= 0 || s3 * s4 >= 0) return null;
  const part = s3 / (s3 - s4);
  return [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])];
}

function side([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}
