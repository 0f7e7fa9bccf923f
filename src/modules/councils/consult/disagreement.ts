import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { score } from "#modules/rulebooks/score.ts";

/** What a finding does to the producer's claim at one criterion. */
export type Disagreement = {
  readonly criterion: string;
  /** Option numbers, from 1; null: the producer claims nothing. */
  readonly claimed: number | null;
  readonly found: number;
  /** Points of the whole sheet gained or lost if this alone were changed: conditions reach further. */
  readonly points: number;
  /** Star level of the claim if this alone were changed. */
  readonly stars: number;
};

/** The claim and what the review leaves of it. Points are whole. */
export type ReviewStanding = {
  readonly claimed: { readonly total: number; readonly stars: number };
  /** With every finding in place of the claim; what was not looked at counts as claimed. */
  readonly found: { readonly total: number; readonly stars: number };
  readonly disagreements: readonly Disagreement[];
  /** Criteria without a finding yet, in rulebook order. */
  readonly open: readonly string[];
};

/**
 * Holds a review's findings against the producer's claims. The same engine as every sheet's;
 * throws `AnswersError` for options that the set does not have.
 */
export function standingOf(set: CompiledSet, claims: Answers, findings: Answers): ReviewStanding {
  const claimed = score(set, claims);
  const found = score(set, { ...claims, ...findings });
  const disagreements = set.leaves.flatMap(({ code }): Disagreement[] => {
    const option = findings[code];
    if (option === undefined || option === claims[code]) return [];
    const alone = score(set, { ...claims, [code]: option });
    return [
      {
        criterion: code,
        claimed: claims[code] ?? null,
        found: option,
        points: alone.total - claimed.total,
        stars: alone.stars,
      },
    ];
  });
  return {
    claimed: { total: claimed.total, stars: claimed.stars },
    found: { total: found.total, stars: found.stars },
    disagreements,
    open: set.leaves.map(({ code }) => code).filter((code) => findings[code] === undefined),
  };
}
