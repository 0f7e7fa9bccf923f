/** A dated point of where a product stood. */
export type ProgressPoint = {
  /** ISO day. */
  readonly on: string;
  readonly total: number;
  readonly stars: number;
};

/** A place in the picture, in its own units. */
export type PlacedPoint = ProgressPoint & { readonly x: number; readonly y: number };

/** The size of the picture, with the room for its axes; the names of the levels stand at the right. */
export const chart = { width: 360, height: 220, left: 30, right: 96, top: 14, bottom: 30 } as const;

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/**
 * Where the points of a progress stand: days to the right, points of 0 to 100 upwards. Of several
 * on one day the last is drawn; a progress of one day stands at the left.
 */
export function placed(points: readonly ProgressPoint[]): readonly PlacedPoint[] {
  const last = points.filter(({ on }, at) => points[at + 1]?.on !== on);
  const [from, to] = [
    dayNumber(last[0]?.on ?? "1970-01-01"),
    dayNumber(last.at(-1)?.on ?? "1970-01-01"),
  ];
  const wide = chart.width - chart.left - chart.right;
  return last.map((point) => ({
    ...point,
    x: chart.left + (to === from ? 0 : ((dayNumber(point.on) - from) / (to - from)) * wide),
    y: heightOf(point.total),
  }));
}

/** The height of a total in the picture. */
export function heightOf(total: number): number {
  return chart.top + (1 - total / 100) * (chart.height - chart.top - chart.bottom);
}

/** The line of a progress as steps: it holds until it changes. Empty without points. */
export function stepPath(points: readonly PlacedPoint[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const steps = rest.map(({ x, y }) => `H${x.toFixed(1)}V${y.toFixed(1)}`);
  const end = `H${(chart.width - chart.right).toFixed(1)}`;
  return `M${first.x.toFixed(1)} ${first.y.toFixed(1)}${steps.join("")}${end}`;
}
