import { leastWeight, worthwhile } from "./advise-search.ts";
import type { LeafChoices } from "./advise-search.ts";
import { weightScale } from "./advise-weight.ts";
import { AnswersError, lastCountedLeaf, readAnswers } from "./answers.ts";
import type { CompiledLeaf, CompiledOption, CompiledSet } from "./compiled.ts";
import { costKey, readCosts, toNumber } from "./costs.ts";
import type { Costs, ExactCosts } from "./costs.ts";
import type { Answers, Verdict } from "./model.ts";
import { score } from "./score.ts";

export type AdviceRequest = Verdict & {
  /** The level to reach; one of the set's levels. */
  readonly stars: number;
  /** The producer's own costs; an option without one costs the points it gains. */
  readonly costs?: Costs | undefined;
};

/** One answer to raise: `from` and `to` are option numbers, `from` null where unanswered. */
export type Change = {
  readonly criterion: string;
  readonly from: number | null;
  readonly to: number;
  readonly cost: number;
};

export type Advice = {
  readonly reachable: boolean;
  readonly stars: number;
  /** Sum of the changes' costs; null when no rise reaches the level. */
  readonly cost: number | null;
  /** Total after the changes; the present total when the level cannot be reached. */
  readonly total: number;
  /** In rulebook order; empty when the level is already held, or cannot be reached. */
  readonly changes: readonly Change[];
};

/**
 * The least-cost rises that reach a star level: its points, and every gate at it and below.
 *
 * Exact, no heuristic. Answers only rise: an answered criterion to an option of its own case
 * with more points, an unanswered one to any option. Least cost first; among equal costs the
 * fewest changes; among those the criteria that come first in rulebook order (at the first
 * difference the earlier criterion wins); among those the lower option at the first
 * criterion where they differ. Points gained are counted on the options' own points, whether
 * or not the criterion's condition holds. What a confirmed stop cut off gains nothing, and a
 * rejected dossier reaches no level.
 *
 * Throws `AnswersError` for answers, costs or a level that do not fit the set.
 */
export function advise(set: CompiledSet, answers: Answers, request: AdviceRequest): Advice {
  const { stars, rejected = false, stopAt } = request;
  const choices = readAnswers(set, answers);
  const costs = readCosts(set, request.costs ?? {});
  const level = levelOf(set, stars);
  const lastCounted = lastCountedLeaf(set, stopAt);
  const scale = weightScale(set);

  const open = set.leaves.map((leaf) => {
    const chosen = leaf.options[(choices[leaf.index] ?? 0) - 1];
    const weigh = (to: CompiledOption): bigint =>
      scale.ofChange(leaf.index, to.n, costOf(leaf, chosen, to, costs));
    const ways = waysOf(leaf, chosen, level, weigh);
    return leaf.index > lastCounted ? { counting: ways.idle, idle: ways.idle } : ways;
  });
  const weight = rejected ? null : leastWeight(set, open, set.levels[level]?.min ?? 0);
  if (weight === null) {
    return {
      reachable: false,
      stars,
      cost: null,
      total: score(set, answers, { stopAt }).total,
      changes: [],
    };
  }

  const raised = set.leaves.flatMap((leaf) => {
    const chosen = leaf.options[(choices[leaf.index] ?? 0) - 1];
    const to = leaf.options[scale.optionIn(weight, leaf.index) - 1];
    return to ? [{ leaf, chosen, to, units: costOf(leaf, chosen, to, costs) }] : [];
  });
  const changes = raised.map(({ leaf, chosen, to, units }) => ({
    criterion: leaf.code,
    from: chosen?.n ?? null,
    to: to.n,
    cost: toNumber(units, costs.places),
  }));
  const units = raised.reduce((sum, change) => sum + change.units, 0n);
  const { total } = score(set, applyChanges(answers, changes), { stopAt });
  return { reachable: true, stars, cost: toNumber(units, costs.places), total, changes };
}

/** The answers once the changes are made. */
export function applyChanges(
  answers: Answers,
  changes: readonly Pick<Change, "criterion" | "to">[],
): Answers {
  return { ...answers, ...Object.fromEntries(changes.map(({ criterion, to }) => [criterion, to])) };
}

function levelOf(set: CompiledSet, stars: number): number {
  const level = set.levels.findIndex((band) => band.stars === stars);
  if (level >= 0) return level;
  const known = set.levels.map((band) => band.stars).join(", ");
  throw new AnswersError("stars", {
    vi: `Không có mức ${stars} sao; các mức là ${known}.`,
    en: `${JSON.stringify(stars)} is no level; the levels are ${known}`,
  });
}

/** Own cost of the option if given, else the points it gains; in the costs' common unit. */
function costOf(
  leaf: CompiledLeaf,
  chosen: CompiledOption | undefined,
  to: CompiledOption,
  costs: ExactCosts,
): bigint {
  return (
    costs.units.get(costKey(leaf.code, to.n)) ??
    BigInt(to.points - (chosen?.points ?? 0)) * costs.one
  );
}

/** What a leaf may stay or become without breaking a gate at `level` or below. */
function waysOf(
  leaf: CompiledLeaf,
  chosen: CompiledOption | undefined,
  level: number,
  weigh: (to: CompiledOption) => bigint,
): LeafChoices {
  /** By case, the points that the gates ask for; `null` where the case has none. */
  const demands = leaf.cases.map((_, at) =>
    leaf.gateAt
      .slice(0, level + 1)
      .reduce<number | null>(
        (most, gates) => (gates[at] ? Math.max(most ?? 0, gates[at].points) : most),
        null,
      ),
  );
  const unansweredPasses = demands.every((points) => points === null);
  const rises = leaf.options.filter(
    (to) => !chosen || (to.caseIndex === chosen.caseIndex && to.points > chosen.points),
  );
  const waysCounting = (pointsOf: (option: CompiledOption) => number): LeafChoices["counting"] => {
    const passes = (option: CompiledOption): boolean =>
      pointsOf(option) >= (demands[option.caseIndex] ?? 0);
    const stays = chosen ? passes(chosen) : unansweredPasses;
    return worthwhile([
      ...(stays ? [{ points: chosen ? pointsOf(chosen) : 0, weight: 0n }] : []),
      ...rises.filter(passes).map((to) => ({ points: pointsOf(to), weight: weigh(to) })),
    ]);
  };
  return { counting: waysCounting(({ points }) => points), idle: waysCounting(() => 0) };
}
