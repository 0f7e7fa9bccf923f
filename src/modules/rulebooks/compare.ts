import { lastCountedLeaf, readAnswers } from "./answers.ts";
import type { CompiledLeaf, CompiledSet } from "./compiled.ts";
import { carryOption, pairCriteria } from "./correspondence.ts";
import type { Pair } from "./correspondence.ts";
import type { Answers, RuleSet, Score } from "./model.ts";
import { effectivePoints, score } from "./score.ts";

/** A set as written, with its titles and labels, and the same set ready to score. */
export type ComparedSet = { readonly text: RuleSet; readonly set: CompiledSet };

/** How one criterion stands under one regime. */
export type CriterionSide = {
  readonly code: string;
  readonly max: number;
  /** Option number; null where unanswered. */
  readonly chosen: number | null;
  /** Points as they count. */
  readonly points: number;
  /** Options that a star level asks for, by level. */
  readonly gates: readonly {
    readonly stars: number;
    readonly needs: number;
    readonly points: number;
  }[];
};

/**
 * What becomes of a criterion: `carried`, its answer says the same in both sets; `open`, both
 * sets ask, but the answer must be given anew (or was never given); `new`, only the other
 * set asks; `gone`, only this set asked.
 */
export type CriterionComparison = {
  readonly outcome: "carried" | "open" | "new" | "gone";
  readonly from: CriterionSide | null;
  readonly to: CriterionSide | null;
  /** The same options by points are asked for at the same levels; always false where one side is missing. */
  readonly sameGates: boolean;
  /** Both sides give as many points at most; always false where one side is missing. */
  readonly sameMax: boolean;
};

/** One dossier under two regimes, side by side. */
export type RegimeComparison = {
  readonly from: Score;
  /** Answers that hold under the other regime as they stand, by the other set's codes. */
  readonly carried: Answers;
  /** Codes of the other set that need an answer, in rulebook order. */
  readonly needsAnswer: readonly string[];
  /** The other regime with the carried answers alone. */
  readonly least: Score;
  /** The other regime if every criterion that needs an answer then got its best option. */
  readonly most: Score;
  /** In the order of the other set; criteria that are gone follow, in the order of this one. */
  readonly criteria: readonly CriterionComparison[];
};

/**
 * Holds one dossier against the set of another regime. Only answers that read the same in
 * both are carried (see `correspondence.ts`); everything else is listed as needing an answer,
 * never guessed, so the other regime's result is a range, from `least` to `most`. Neither a
 * rejection nor a stop is carried: both were confirmed under the first regime's notes.
 *
 * Throws `AnswersError` for answers that do not fit the first set.
 */
export function compareRegimes(
  from: ComparedSet,
  to: ComparedSet,
  answers: Answers,
): RegimeComparison {
  const pairs = pairCriteria(from.text, to.text);
  const carried = carryAnswers(pairs, answers);
  const needsAnswer = to.set.leaves
    .map(({ code }) => code)
    .filter((code) => carried[code] === undefined);
  const best = to.set.leaves
    .filter(({ code }) => needsAnswer.includes(code))
    .map((leaf) => [leaf.code, bestOption(leaf)] as const);
  return {
    from: score(from.set, answers),
    carried,
    needsAnswer,
    least: score(to.set, carried),
    most: score(to.set, { ...carried, ...Object.fromEntries(best) }),
    criteria: compareCriteria(pairs, sidesOf(from.set, answers), sidesOf(to.set, carried)),
  };
}

function carryAnswers(pairs: readonly Pair[], answers: Answers): Answers {
  const carried = pairs.flatMap((pair) => {
    const n = answers[pair.from.code];
    const same = n === undefined ? null : carryOption(pair, n);
    return same === null ? [] : [[pair.to.code, same] as const];
  });
  return Object.fromEntries(carried);
}

/** Most points, whatever the case: it meets every gate of its own case. The lower number among equals. */
function bestOption({ options }: CompiledLeaf): number {
  return options.reduce((best, option) => (option.points > best.points ? option : best)).n;
}

function sidesOf(set: CompiledSet, answers: Answers): ReadonlyMap<string, CriterionSide> {
  const choices = readAnswers(set, answers);
  const points = effectivePoints(set, choices, lastCountedLeaf(set, null));
  return new Map(
    set.leaves.map(({ index, code, max, gates }) => [
      code,
      {
        code,
        max,
        chosen: choices[index] === 0 ? null : (choices[index] ?? null),
        points: points[index] ?? 0,
        gates: gates
          .filter((gate) => gate.decides)
          .map(({ stars, needs, points: asked }) => ({ stars, needs, points: asked })),
      },
    ]),
  );
}

function compareCriteria(
  pairs: readonly Pair[],
  before: ReadonlyMap<string, CriterionSide>,
  after: ReadonlyMap<string, CriterionSide>,
): CriterionComparison[] {
  const origin = new Map(pairs.map((pair) => [pair.to.code, pair.from.code]));
  const kept = new Set(origin.values());
  const asked = [...after.values()].map((to): CriterionComparison => {
    const from = before.get(origin.get(to.code) ?? "");
    if (!from) return { outcome: "new", from: null, to, sameGates: false, sameMax: false };
    return {
      outcome: to.chosen === null ? "open" : "carried",
      from,
      to,
      sameGates: gatesAsText(from) === gatesAsText(to),
      sameMax: from.max === to.max,
    };
  });
  const gone = [...before.values()]
    .filter(({ code }) => !kept.has(code))
    .map((from): CriterionComparison => ({
      outcome: "gone",
      from,
      to: null,
      sameGates: false,
      sameMax: false,
    }));
  return [...asked, ...gone];
}

function gatesAsText({ gates }: CriterionSide): string {
  return gates.map(({ stars, points }) => `${stars}:${points}`).join(" ");
}
