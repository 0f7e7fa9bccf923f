import type { CriterionComparison, RegimeComparison } from "../compare.ts";
import type { RuleSet } from "../model.ts";
import { leavesOf } from "./result.ts";

/** One criterion under both decisions, with its words. */
export type ComparedCriterion = CriterionComparison & {
  /** Title in the other set where it is asked there, else in this one. */
  readonly title: string;
  /** What was chosen under this decision; null where unanswered or not asked. */
  readonly chosen: string | null;
};

/** Criteria by what a person must do about them. */
export type ComparisonView = {
  /** To be answered anew. */
  readonly ask: readonly ComparedCriterion[];
  /** Answered by what was said already, but it counts otherwise. */
  readonly changed: readonly ComparedCriterion[];
  /** Answered, and it counts the same. */
  readonly same: readonly ComparedCriterion[];
  /** No longer asked. */
  readonly gone: readonly ComparedCriterion[];
};

/** Sorts a comparison for the page; the order inside each list is the comparison's own. */
export function comparisonView(
  comparison: RegimeComparison,
  from: RuleSet,
  to: RuleSet,
): ComparisonView {
  const before = leavesOf(from);
  const after = leavesOf(to);
  const criteria = comparison.criteria.map((criterion) => {
    const was = before.get(criterion.from?.code ?? "");
    const is = after.get(criterion.to?.code ?? "");
    const chosen = criterion.from?.chosen ?? null;
    return {
      ...criterion,
      title: is?.title ?? was?.title ?? "",
      chosen: chosen === null ? null : (was?.options[chosen - 1]?.label ?? null),
    };
  });
  const carried = criteria.filter(({ outcome }) => outcome === "carried");
  const countsTheSame = (criterion: ComparedCriterion): boolean =>
    criterion.sameGates && criterion.sameMax && criterion.from?.points === criterion.to?.points;
  return {
    ask: criteria.filter(({ outcome }) => outcome === "open" || outcome === "new"),
    changed: carried.filter((criterion) => !countsTheSame(criterion)),
    same: carried.filter(countsTheSame),
    gone: criteria.filter(({ outcome }) => outcome === "gone"),
  };
}
