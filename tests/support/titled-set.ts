import type { ComparedSet } from "#modules/rulebooks/compare.ts";
import { compileSet } from "#modules/rulebooks/compiled.ts";
import { part, rulebook } from "#modules/rulebooks/factory.ts";
import type { Criterion } from "#modules/rulebooks/model.ts";

/** An option by its wording, its points and the level it is the gate of. */
export type Wording = readonly [label: string, points: number, minStar?: number];

/** A leaf whose title and labels matter, for tests of what two sets have in common. */
export function worded(code: string, title: string, options: readonly Wording[]): Criterion {
  return {
    code,
    title,
    max: Math.max(...options.map(([, points]) => points)),
    options: options.map(([label, points, minStar = null], i) => ({
      n: i + 1,
      label,
      points,
      minStar,
    })),
  };
}

/** A set of such leaves with 2 stars from 3 points and 3 stars from 6. */
export function wordedSet(criteria: readonly Criterion[]): ComparedSet {
  const bands = [
    { stars: 3, min: 6 },
    { stars: 2, min: 3 },
    { stars: 1, min: 0 },
  ];
  const book = rulebook([part("A", criteria)], { bands });
  const [text] = book.sets;
  if (!text) throw new Error("the rulebook has one set");
  return { text, set: compileSet(book, text) };
}
