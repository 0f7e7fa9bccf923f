import { type Drawing, ink, type Mark, soft } from "./drawing.ts";

/** One column: what stands under it, and the parts that it is stacked of, from below. */
export type Column = { readonly label: string; readonly parts: readonly number[] };

/** What the parts of every column mean. */
export type Legend = readonly { readonly name: string; readonly fill: string }[];

const size = { width: 640, height: 260, left: 44, right: 8, top: 34, bottom: 30 } as const;

/** Stacked columns side by side, each with its sum above it; a scale of whole numbers at the left. */
export function columnChart(
  title: string,
  columns: readonly Column[],
  legend: Legend,
  unit: string,
): Drawing {
  const sums = columns.map(({ parts }) => parts.reduce((sum, part) => sum + part, 0));
  const scale = scaleFor(Math.max(0, ...sums));
  const tall = size.height - size.top - size.bottom;
  const y = (value: number) => round(size.top + tall - (tall * value) / scale.top);
  const step = (size.width - size.left - size.right) / Math.max(1, columns.length);
  const marks: Mark[] = scale.ticks.flatMap((tick): Mark[] => [
    {
      kind: "line",
      x1: size.left,
      x2: size.width - size.right,
      y1: y(tick),
      y2: y(tick),
      stroke: soft,
    },
    { kind: "text", x: size.left - 6, y: y(tick) + 4, text: whole(tick), size: 11, anchor: "end" },
  ]);
  // Labels that would run into one another are left out, not made small.
  const every = Math.ceil(44 / step);
  for (const [at, { label, parts }] of columns.entries()) {
    const x = round(size.left + at * step + step * 0.15);
    let from = 0;
    for (const [part, value] of parts.entries()) {
      if (value > 0)
        marks.push({
          kind: "rect",
          x,
          y: y(from + value),
          width: round(step * 0.7),
          height: round(y(from) - y(from + value)),
          fill: legend[part]?.fill ?? ink,
        });
      from += value;
    }
    const middle = round(x + step * 0.35);
    if (from > 0 && step >= 20)
      marks.push({
        kind: "text",
        x: middle,
        y: y(from) - 4,
        text: whole(from),
        size: 11,
        anchor: "middle",
      });
    if (at % every === 0)
      marks.push({
        kind: "text",
        x: middle,
        y: size.height - 12,
        text: label,
        size: 11,
        anchor: "middle",
      });
  }
  return {
    width: size.width,
    height: size.height,
    title,
    description: columns
      .map(({ label }, at) => `${label}: ${whole(sums[at] ?? 0)} ${unit}`)
      .join("; "),
    marks: [...marks, ...legendMarks(legend)],
  };
}

function legendMarks(legend: Legend): Mark[] {
  if (legend.length < 2) return [];
  return legend.flatMap(({ name, fill }, at): Mark[] => {
    const x = size.left + at * 90;
    return [
      { kind: "rect", x, y: 6, width: 14, height: 14, fill },
      { kind: "text", x: x + 19, y: 18, text: name, size: 12 },
    ];
  });
}

/** The top of a scale that holds `most`, and its ticks: whole, round numbers. */
export function scaleFor(most: number): { top: number; ticks: number[] } {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power);
  const top = Math.max(step, Math.ceil(most / step) * step);
  return { top, ticks: Array.from({ length: top / step + 1 }, (_, at) => at * step) };
}

/** A number as Vietnamese writes it. */
export const whole = (value: number) => value.toLocaleString("vi-VN");

const round = (value: number) => Math.round(value * 10) / 10;
