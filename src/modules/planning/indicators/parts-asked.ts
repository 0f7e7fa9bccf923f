import type { Dimension, IndicatorDefinition } from "./model.ts";

/** The parts of a figure that an address asks for: the dimensions that the indicator has, with a key each. */
export function partsAsked(
  query: URLSearchParams,
  { by }: Pick<IndicatorDefinition, "by">,
): Partial<Record<Dimension, string>> {
  return Object.fromEntries(
    by.flatMap((one) => {
      const key = query.get(one);
      return key === null || key.length > 100 ? [] : [[one, key]];
    }),
  );
}
