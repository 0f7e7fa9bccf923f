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
