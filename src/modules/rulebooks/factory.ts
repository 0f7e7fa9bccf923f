import type { Band, Criterion, Option, Part, Rulebook, RuleSet } from "./model.ts";

/** An option as tests write it: its points, or points, star level and case. */
type OptionSketch = number | readonly [points: number, minStar: number | null, inCase?: string];

/** A leaf whose maximum is its best option; cases are gathered from the options. */
export function leaf(
  code: string,
  options: readonly OptionSketch[],
  more: Partial<Criterion> = {},
): Criterion {
  const written = options.map((option, i): Option => {
    const [points, minStar, inCase] = typeof option === "number" ? [option, null] : option;
    return {
      n: i + 1,
      label: `option ${i + 1}`,
      points,
      ...(minStar === null ? {} : { minStar }),
      ...(inCase === undefined ? {} : { case: inCase }),
    };
  });
  const cases = [...new Set(written.flatMap((option) => option.case ?? []))];
  return {
    code,
    title: `criterion ${code}`,
    max: Math.max(...written.map(({ points }) => points)),
    ...(cases.length === 0 ? {} : { cases: cases.map((id) => ({ id, title: `case ${id}` })) }),
    options: written,
    ...more,
  };
}

/** A group whose maximum is the sum of what it holds. */
export function group(
  code: string,
  criteria: readonly Criterion[],
  more: Partial<Criterion> = {},
): Criterion {
  return { code, title: `group ${code}`, max: sum(criteria), criteria, ...more };
}

/** A part whose maximum is the sum of what it holds. */
export function part(code: string, criteria: readonly Criterion[]): Part {
  return { code, title: `part ${code}`, max: sum(criteria), criteria };
}

/** The bands of the three decisions. */
export const fiveBands: readonly Band[] = [
  { stars: 5, min: 90 },
  { stars: 4, min: 70 },
  { stars: 3, min: 50 },
  { stars: 2, min: 30 },
  { stars: 1, min: 0 },
];

/** A rulebook of one verified set `01` made of these parts. */
export function rulebook(
  parts: readonly Part[],
  more: Partial<Rulebook> & { readonly set?: Partial<RuleSet> } = {},
): Rulebook {
  const { set, ...book } = more;
  return {
    regime: "test",
    title: "Test",
    decision: "0/QĐ-TEST",
    parts: Object.fromEntries(parts.map(({ code, max }) => [code, max])),
    bands: fiveBands,
    sets: [{ code: "01", title: "Set 01", verified: true, parts, ...set }],
    ...book,
  };
}

function sum(criteria: readonly Criterion[]): number {
  return criteria.reduce((total, { max }) => total + max, 0);
}
