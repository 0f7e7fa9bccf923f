import { type Box, joinBoxes, type Position, type Shape, boxOf } from "./geometry.ts";

/** A drawing's size in its own units, and how degrees become those. */
export type Frame = {
  readonly width: number;
  readonly height: number;
  readonly place: (position: Position) => Position;
};

/**
 * A frame around a box of degrees, so many units wide, with a margin; so tall that neither
 * direction is stretched in the middle of the box.
 */
export function frameOf([west, south, east, north]: Box, width: number, margin = 8): Frame {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = Math.max((east - west) * squeeze, 1e-6);
  const tall = Math.max(north - south, 1e-6);
  // A long narrow province does not make a drawing taller than a screen.
  const unit = Math.min((width - 2 * margin) / wide, (1.35 * width - 2 * margin) / tall);
  const height = Math.round(tall * unit + 2 * margin);
  const left = (width - wide * unit) / 2;
  return {
    width,
    height,
    place: ([x, y]) => [left + (x - west) * squeeze * unit, margin + (north - y) * unit],
  };
}

/** The box around several shapes; null when there is nothing in them. */
export function boxOfAll(shapes: readonly Shape[]): Box | null {
  return shapes.reduce<Box | null>((all, shape) => {
    const box = boxOf(shape);
    return box && all ? joinBoxes(all, box) : (box ?? all);
  }, null);
}

/** The `d` of an SVG path that draws a shape: whole units, relative steps, closed rings. */
export function pathOf(shape: Shape, { place }: Frame): string {
  let path = "";
  for (const ring of shape.flat()) {
    const points = ring.map((position): Position => {
      const [x, y] = place(position);
      return [Math.round(x), Math.round(y)];
    });
    let [penX, penY] = points[0] ?? [0, 0];
    let steps = "";
    for (const [x, y] of points.slice(1)) {
      if (x === penX && y === penY) continue;
      steps += `${steps === "" || x - penX < 0 ? "" : " "}${x - penX}${y - penY < 0 ? "" : " "}${y - penY}`;
      [penX, penY] = [x, y];
    }
    const [first] = points;
    if (first && steps !== "") path += `M${first[0]} ${first[1]}l${steps}z`;
  }
  return path;
}

/** A place for words in a drawing: the middle of a level line inside a shape, and how long that is. */
export type Room = { readonly x: number; readonly y: number; readonly width: number };

/** How far down the level lines lie that are tried, the middle one first. */
const levels = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

/**
 * Where words fit best into a shape: the longest stretch of some level lines that lies inside, near
 * the middle where several are about as long. Null for a shape that no line crosses.
 */
export function roomIn(shape: Shape, { place }: Frame): Room | null {
  const box = boxOf(shape);
  if (!box) return null;
  const [, top] = place([box[0], box[3]]);
  const [, bottom] = place([box[0], box[1]]);
  const rings = shape.flat().map((ring) => ring.map((position) => place(position)));
  let best: Room | null = null;
  for (const level of levels) {
    const y = top + (bottom - top) * level;
    const edges = rings.flatMap((ring) => crossings(ring, y)).toSorted((a, b) => a - b);
    // Between an odd crossing and the next one lies the inside, holes left out.
    for (let at = 0; at + 1 < edges.length; at += 2) {
      const [from = 0, to = 0] = edges.slice(at, at + 2);
      if (to - from > 1.1 * (best?.width ?? 0)) best = { x: (from + to) / 2, y, width: to - from };
    }
  }
  return best;
}

/** Where a closed line crosses a level. */
function crossings(ring: readonly Position[], y: number): number[] {
  return ring.slice(1).flatMap(([x2, y2], at) => {
    const [x1, y1] = ring[at] ?? [x2, y2];
    return y1 > y === y2 > y ? [] : [x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)];
  });
}
