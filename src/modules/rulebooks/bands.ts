import type { Band } from "./model.ts";

/** A star level with the totals that reach it: `below` is the first total that does not belong to it any more. */
export type BandRange = {
  readonly stars: number;
  readonly from: number;
  readonly below: number | null;
};

/** From the highest level to the lowest. */
export function bandRanges(bands: readonly Band[]): readonly BandRange[] {
  const descending = bands.toSorted((a, b) => b.min - a.min);
  return descending.map(({ stars, min }, at) => ({
    stars,
    from: min,
    below: descending[at - 1]?.min ?? null,
  }));
}
