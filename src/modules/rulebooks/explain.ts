import { applyChanges } from "./advise.ts";
import type { Advice, Change } from "./advise.ts";
import { lastCountedLeaf, readAnswers } from "./answers.ts";
import type { Choices } from "./answers.ts";
import type { CompiledSet } from "./compiled.ts";
import type { Answers, UnmetGate, Verdict } from "./model.ts";
import { effectivePoints, meetsGate } from "./score.ts";

/** Why one change stands in an advice: what would be missing if it alone were left out. */
export type ChangeReason = {
  readonly criterion: string;
  /**
   * Gates, of this criterion or of one that only counts because of it, that would stand unmet
   * without the change. Empty: the change only adds points.
   */
  readonly forcedBy: readonly UnmetGate[];
  /** Points that the total would lose without the change. */
  readonly points: number;
  /** Other criteria that would count less without the change, because their condition would fail. */
  readonly brings: readonly string[];
};

export type AdviceReasons = {
  /** One reason a change, in the advice's order. */
  readonly reasons: readonly ChangeReason[];
  /** Points above the level's minimum once all changes are made: what may still be scored lower. */
  readonly slack: number;
};

/**
 * Explains an advice by leaving out each change in turn. `answers` and `verdict` are those
 * that the advice was made from; an advice that reaches nothing has no reasons and no slack.
 */
export function explainAdvice(
  set: CompiledSet,
  answers: Answers,
  advice: Advice,
  verdict: Pick<Verdict, "stopAt"> = {},
): AdviceReasons {
  if (!advice.reachable) return { reasons: [], slack: 0 };
  const lastCounted = lastCountedLeaf(set, verdict.stopAt);
  const choices = readAnswers(set, applyChanges(answers, advice.changes));
  const points = effectivePoints(set, choices, lastCounted);
  const minimum = set.levels.find(({ stars }) => stars === advice.stars)?.min ?? 0;
  return {
    reasons: advice.changes.map((change) => {
      const changed = set.leafByCode.get(change.criterion)?.index;
      const without = choices.map((choice, index) =>
        index === changed ? (change.from ?? 0) : choice,
      );
      return reasonFor(set, change, advice.stars, {
        choices: without,
        points: effectivePoints(set, without, lastCounted),
        full: points,
      });
    }),
    slack: sum(points) - minimum,
  };
}

function reasonFor(
  set: CompiledSet,
  change: Change,
  stars: number,
  without: { choices: Choices; points: readonly number[]; full: readonly number[] },
): ChangeReason {
  const { choices, points, full } = without;
  const forcedBy = set.leaves.flatMap(({ index, code, gates }) => {
    const chosen = choices[index] ?? 0;
    return gates
      .filter((gate) => gate.decides && gate.stars <= stars)
      .filter((gate) => !meetsGate(set, index, gate, chosen, points[index] ?? 0))
      .map((gate) => ({
        criterion: code,
        stars: gate.stars,
        needs: gate.needs,
        chosen: chosen === 0 ? null : chosen,
      }));
  });
  const brings = set.leaves.filter(
    ({ index, code }) => code !== change.criterion && (points[index] ?? 0) < (full[index] ?? 0),
  );
  return {
    criterion: change.criterion,
    forcedBy,
    points: sum(full) - sum(points),
    brings: brings.map(({ code }) => code),
  };
}

function sum(points: readonly number[]): number {
  return points.reduce((total, each) => total + each, 0);
}
