import type { Shape } from "#modules/places/boundaries/geometry.ts";
import {
  boxOfAll,
  type Frame,
  frameOf,
  pathOf,
  roomIn,
} from "#modules/places/boundaries/drawing.ts";
import { whole } from "./columns.ts";
import { type Drawing, type Mark, rampFills } from "./drawing.ts";

/** One unit on a map: its outline and what is counted in it. */
export type MapUnit = { readonly name: string; readonly shape: Shape; readonly value: number };

const width = 420;

/**
 * Units filled by how much is counted in each, with the ramp's words below, and the number itself
 * where it fits, for paper and for those who tell few greens apart; null where nothing can be drawn.
 */
export function mapChart(title: string, units: readonly MapUnit[], unit: string): Drawing | null {
  const box = boxOfAll(units.map(({ shape }) => shape));
  if (!box) return null;
  const frame = frameOf(box, width);
  const bounds = boundsOf(units.map(({ value }) => value));
  const fills = bounds.map((_, at) => fillOf(at, bounds.length));
  const fillFor = (value: number) => fills[classOf(value, bounds)] ?? rampFills[0];
  const marks: Mark[] = units.map(({ name, shape, value }) => ({
    kind: "path",
    d: pathOf(shape, frame),
    fill: fillFor(value),
    title: `${name}: ${whole(value)} ${unit}`,
  }));
  for (const one of units) marks.push(...numberMarks(one, frame, fillFor(one.value)));
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
    marks.push({ kind: "rect", x, y, width: 14, height: 14, fill: fills[at] ?? rampFills[0] });
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

/**
 * Least values of the classes: nothing, then half of the units, a third, most of the rest, and the few
 * that have by far the most, as far as their values differ.
 */
export function boundsOf(values: readonly number[]): number[] {
  const some = values.filter((value) => value > 0).toSorted((a, b) => a - b);
  const bounds = [0, 1];
  for (const share of [0.5, 0.8, 0.95]) {
    const bound = some[Math.floor(some.length * share)];
    if (bound !== undefined && bound > (bounds.at(-1) ?? 0)) bounds.push(bound);
  }
  return bounds;
}

/** The fill of a class: however few classes there are, the last one is dark. */
function fillOf(at: number, classes: number): string {
  const last = rampFills.length - 1;
  const step = at === 0 ? 0 : classes < 3 ? last - 1 : 1 + ((at - 1) * (last - 1)) / (classes - 2);
  return rampFills[Math.round(step)] ?? rampFills[0];
}

const digitWidth = 5;

/** The number of a unit inside its outline; nothing for none, or where the outline is too narrow. */
function numberMarks({ shape, value }: MapUnit, frame: Frame, fill: string): Mark[] {
  const text = whole(value);
  const room = value > 0 ? roomIn(shape, frame) : null;
  if (!room || room.width < text.length * digitWidth + 2) return [];
  const [x, y] = [Math.round(room.x), Math.round(room.y) + 3];
  const paint = fill === rampFills.at(-1) ? { fill: "#ffffff" } : {};
  return [{ kind: "text", x, y, text, size: 9, anchor: "middle", ...paint }];
}

function classOf(value: number, bounds: readonly number[]): number {
  return bounds.findLastIndex((bound) => value >= bound);
}
