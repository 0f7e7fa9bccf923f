import { compileSet } from "#modules/rulebooks/compiled.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { part, rulebook } from "#modules/rulebooks/factory.ts";
import type { Criterion, Rulebook } from "#modules/rulebooks/model.ts";

/** Makes a criterion count only while another has so many points. */
export function when(criterion: string, pointsAtLeast: number): Pick<Criterion, "appliesWhen"> {
  return { appliesWhen: { criterion, pointsAtLeast } };
}

/** A rulebook of one part that a reader can add up; `minimums` are the bands from 1 star upwards. */
export function smallBook(criteria: readonly Criterion[], minimums: readonly number[]): Rulebook {
  const bands = minimums.map((min, i) => ({ stars: i + 1, min })).toReversed();
  return rulebook([part("A", criteria)], { bands });
}

/** The set of a small book, compiled. */
export function smallSet(criteria: readonly Criterion[], minimums: readonly number[]): CompiledSet {
  const book = smallBook(criteria, minimums);
  const [set] = book.sets;
  if (!set) throw new Error("a small book has one set");
  return compileSet(book, set);
}
