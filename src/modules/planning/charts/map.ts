import type { Shape } from "#modules/places/boundaries/geometry.ts";
import { boxOfAll, frameOf, pathOf } from "#modules/places/boundaries/drawing.ts";
import { whole } from "./columns.ts";
import { type Drawing, type Mark, rampFills } from "./drawing.ts";

/** One unit on a map: its outline and what is counted in it. */
export type MapUnit = { readonly name: string; readonly shape: Shape; readonly value: number };

const width = 420;

/** Units filled by how much is counted in each, with the ramp's words below; null where nothing can be drawn. */
export function mapChart(title: string, units: readonly MapUnit[], unit: string): Drawing | null {
  const box = boxOfAll(units.map(({ shape }) => shape));
  if (!box) return null;
  const frame = frameOf(box, width);
  const bounds = boundsOf(units.map(({ value }) => value));
  const marks: Mark[] = units.map(({ name, shape, value }) => ({
    kind: "path",
    d: pathOf(shape, frame),
    fill: rampFills[classOf(value, bounds)] ?? rampFills[0],
    title: `${name}: ${whole(value)} ${unit}`,
  }));
  const words = bounds.map((from, at) => {
    const to = bounds[at + 1];
    if (at === 0) return "0";
    return to === undefined
      ? `từ ${whole(from)}`
      : from === to - 1
        ? whole(from)
        : `${whole(from)}–${whole(to - 1)}`;
  });
  for (const [at, text] of words.entries()) {
    const x = 8 + at * 80;
    const y = frame.height + 8;
    marks.push({ kind: "rect", x, y, width: 14, height: 14, fill: rampFills[at] ?? rampFills[0] });
    marks.push({ kind: "text", x: x + 19, y: y + 12, text, size: 12 });
  }
  const present = units.filter(({ value }) => value > 0);
  return {
    width,
    height: frame.height + 32,
    title,
    description: `${present.length} trên ${units.length} đơn vị có ${unit}; nhiều nhất: ${present
      .toSorted((a, b) => b.value - a.value)
      .slice(0, 5)
      .map(({ name, value }) => `${name} ${whole(value)}`)
      .join(", ")}`,
    marks,
  };
}

/** Least values of the classes: nothing, then up to four of about as many units each. */
export function boundsOf(values: readonly number[]): number[] {
  const some = values.filter((value) => value > 0).toSorted((a, b) => a - b);
  const bounds = [0, 1];
  for (const share of [0.4, 0.7, 0.9]) {
    const bound = some[Math.floor(some.length * share)];
    if (bound !== undefined && bound > (bounds.at(-1) ?? 0)) bounds.push(bound);
  }
  return bounds;
}

function classOf(value: number, bounds: readonly number[]): number {
  return bounds.findLastIndex((bound) => value >= bound);
}
