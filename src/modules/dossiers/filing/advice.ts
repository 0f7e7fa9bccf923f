import type { LeafCriterion, RuleSet, UnmetGate } from "#modules/rulebooks/model.ts";
import { askedCriteria } from "./criteria.ts";

/** One rise of an advice, in words. */
export type AdviceLine = {
  readonly criterion: string;
  readonly title: string;
  readonly from: string | null;
  readonly to: string;
  readonly gain: number;
  /** Star level that this option is the least for; null when it only adds points. */
  readonly gateStars: number | null;
};

function leavesOf(set: RuleSet): ReadonlyMap<string, LeafCriterion> {
  return new Map(askedCriteria(set).map(({ leaf }) => [leaf.code, leaf]));
}

/** The rises of an advice, as a person reads them. */
export function adviceLines(
  set: RuleSet,
  changes: readonly { criterion: string; from: number | null; to: number }[],
): readonly AdviceLine[] {
  const leaves = leavesOf(set);
  return changes.map(({ criterion, from, to }) => {
    const leaf = leaves.get(criterion);
    const [before, after] = [
      from === null ? undefined : leaf?.options[from - 1],
      leaf?.options[to - 1],
    ];
    return {
      criterion,
      title: leaf?.title ?? "",
      from: before?.label ?? null,
      to: after?.label ?? "",
      gain: (after?.points ?? 0) - (before?.points ?? 0),
      gateStars: after?.minStar ?? null,
    };
  });
}

/** Gates that stand unmet, in words. */
export function gateLines(set: RuleSet, gates: readonly UnmetGate[]) {
  const leaves = leavesOf(set);
  return gates.map(({ criterion, stars, needs }) => {
    const leaf = leaves.get(criterion);
    return {
      criterion,
      stars,
      title: leaf?.title ?? "",
      needs: leaf?.options[needs - 1]?.label ?? "",
    };
  });
}
