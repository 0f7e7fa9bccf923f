import { compileSet } from "#modules/rulebooks/compiled.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { Criterion, Rulebook } from "#modules/rulebooks/model.ts";

/** Points of an option, or points with the star level it is the gate of and the case it belongs to. */
export type OptionSketch = number | { points: number; minStar?: number; case?: string };

/** A leaf criterion in one line, for examples that a reader can add up in their head. */
export function leaf(
  code: string,
  options: readonly OptionSketch[],
  when?: [criterion: string, points: number],
): Criterion {
  const full = options.map((option, i) => ({
    n: i + 1,
    label: `${code} option ${i + 1}`,
    ...(typeof option === "number" ? { points: option } : option),
  }));
  const cases = [...new Set(full.flatMap((option) => ("case" in option ? [option.case] : [])))];
  return {
    code,
    title: `Criterion ${code}`,
    max: Math.max(...full.map(({ points }) => points)),
    ...(cases.length > 0 ? { cases: cases.map((id) => ({ id, title: id })) } : {}),
    ...(when ? { appliesWhen: { criterion: when[0], pointsAtLeast: when[1] } } : {}),
    options: full,
  };
}

/** A group of criteria, with a condition of its own if asked. */
export function group(
  code: string,
  criteria: readonly Criterion[],
  when?: [criterion: string, points: number],
): Criterion {
  return {
    code,
    title: `Group ${code}`,
    max: criteria.reduce((sum, { max }) => sum + max, 0),
    ...(when ? { appliesWhen: { criterion: when[0], pointsAtLeast: when[1] } } : {}),
    criteria,
  };
}

/** A rulebook of one set and one part; `minimums` are the bands from 1 star upwards, the first being 0. */
export function smallBook(criteria: readonly Criterion[], minimums: readonly number[]): Rulebook {
  const max = criteria.reduce((sum, criterion) => sum + criterion.max, 0);
  return {
    regime: "small",
    title: "Small",
    decision: "none",
    parts: { A: max },
    bands: minimums.map((min, i) => ({ stars: i + 1, min })).toReversed(),
    sets: [
      {
        code: "01",
        title: "Set",
        verified: true,
        parts: [{ code: "A", title: "Part", max, criteria }],
      },
    ],
  };
}

/** The same, compiled. */
export function smallSet(criteria: readonly Criterion[], minimums: readonly number[]): CompiledSet {
  const book = smallBook(criteria, minimums);
  const [set] = book.sets;
  if (!set) throw new Error("a small book has one set");
  return compileSet(book, set);
}
