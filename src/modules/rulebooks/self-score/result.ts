import { advise } from "../advise.ts";
import type { CompiledSet } from "../compiled.ts";
import type { Costs } from "../costs.ts";
import { explainAdvice } from "../explain.ts";
import {
  type Answers,
  type Criterion,
  isLeaf,
  type LeafCriterion,
  type RuleSet,
  type Score,
  type UnmetGate,
} from "../model.ts";
import { score } from "../score.ts";
import { confirmablesOf, verdictOf } from "./confirmations.ts";

/** A gate that holds a product back, in words. */
export type GateLine = {
  readonly criterion: string;
  readonly title: string;
  readonly stars: number;
  readonly needs: string;
  /** Null where unanswered. */
  readonly has: string | null;
};

/** One thing to raise. */
export type Step = {
  readonly criterion: string;
  readonly title: string;
  readonly from: string | null;
  readonly to: string;
  /** Option number to reach; with the criterion it names the step's own cost. */
  readonly n: number;
  readonly gain: number;
  readonly cost: number;
  /** Star levels whose minimum asks for this step; empty: it only adds points. */
  readonly forcedFor: readonly number[];
  /** Criteria that only count once this step is made. */
  readonly brings: readonly string[];
};

/** The cheapest way to a level. */
export type Way = {
  readonly stars: number;
  readonly reachable: boolean;
  readonly total: number;
  readonly cost: number | null;
  /** Points above the level's minimum. */
  readonly slack: number;
  readonly steps: readonly Step[];
};

/** A step that may be given a cost of its own. */
export type Priceable = Pick<Step, "criterion" | "title" | "to" | "n">;

export type ResultView = {
  readonly score: Score;
  readonly parts: readonly { code: string; title: string; max: number; points: number }[];
  readonly maximum: number;
  readonly highest: number;
  /** Gates between the product and the next level. */
  readonly holding: readonly GateLine[];
  readonly unanswered: readonly { code: string; title: string }[];
  readonly ways: readonly Way[];
  /** Every step of any way, and every other one that has been given a cost. */
  readonly priceable: readonly Priceable[];
  readonly stopAt: string | null;
};

/** How many of the highest levels the advice speaks of: in every decision so far, 3, 4 and 5 stars. */
const advisedLevels = 3;

/** Everything that the result page says, from one set's answers. Throws `AnswersError`. */
export function resultView(
  set: RuleSet,
  compiled: CompiledSet,
  given: { answers: Answers; confirmed: readonly string[]; costs?: Costs },
): ResultView {
  const verdict = verdictOf(confirmablesOf(set), compiled, given.confirmed);
  const result = score(compiled, given.answers, verdict);
  const leaves = leavesOf(set);
  const named = (code: string): { code: string; title: string } => ({
    code,
    title: leaves.get(code)?.title ?? "",
  });
  const ways = compiled.levels
    .slice(-advisedLevels)
    .filter(({ stars }) => stars > result.stars && !result.rejected)
    .map(({ stars }) => wayTo(stars, compiled, leaves, given, verdict.stopAt));
  return {
    score: result,
    parts: set.parts.map(({ code, title, max }) => ({
      code,
      title,
      max,
      points: result.parts[code] ?? 0,
    })),
    maximum: set.parts.reduce((sum, part) => sum + part.max, 0),
    highest: compiled.levels.at(-1)?.stars ?? 0,
    holding: (result.next?.gates ?? []).map((gate) => gateLine(gate, leaves)),
    unanswered: result.unanswered.map(named),
    ways,
    priceable: priceableSteps(ways, given.costs ?? {}, leaves),
    stopAt: verdict.stopAt ?? null,
  };
}

function priceableSteps(
  ways: readonly Way[],
  costs: Costs,
  leaves: ReadonlyMap<string, LeafCriterion>,
): readonly Priceable[] {
  const keys = ways.flatMap(({ steps }) => steps.map(({ criterion, n }) => `${criterion}#${n}`));
  return [...new Set([...keys, ...Object.keys(costs)])].flatMap((key) => {
    const [criterion = "", n = ""] = key.split("#");
    const leaf = leaves.get(criterion);
    const option = leaf?.options[Number(n) - 1];
    return leaf && option ? [{ criterion, title: leaf.title, to: option.label, n: option.n }] : [];
  });
}

function wayTo(
  stars: number,
  compiled: CompiledSet,
  leaves: ReadonlyMap<string, LeafCriterion>,
  given: { answers: Answers; costs?: Costs },
  stopAt: string | null | undefined,
): Way {
  const advice = advise(compiled, given.answers, { stars, stopAt, costs: given.costs });
  const { reasons, slack } = explainAdvice(compiled, given.answers, advice, { stopAt });
  return {
    stars,
    reachable: advice.reachable,
    total: advice.total,
    cost: advice.cost,
    slack,
    steps: advice.changes.map((change, at) => {
      const leaf = leaves.get(change.criterion);
      const reason = reasons[at];
      return {
        criterion: change.criterion,
        title: leaf?.title ?? "",
        from: labelOf(leaf, change.from),
        to: labelOf(leaf, change.to) ?? "",
        n: change.to,
        gain: pointsOf(leaf, change.to) - pointsOf(leaf, change.from),
        cost: change.cost,
        forcedFor: [...new Set(reason?.forcedBy.map((gate) => gate.stars))].sort((a, b) => a - b),
        brings: reason?.brings ?? [],
      };
    }),
  };
}

/** A gate in words, from the labels of its criterion. */
export function gateLine(gate: UnmetGate, leaves: ReadonlyMap<string, LeafCriterion>): GateLine {
  const leaf = leaves.get(gate.criterion);
  return {
    criterion: gate.criterion,
    title: leaf?.title ?? "",
    stars: gate.stars,
    needs: labelOf(leaf, gate.needs) ?? "",
    has: labelOf(leaf, gate.chosen),
  };
}

/** The answered criteria of a set by code, in rulebook order. */
export function leavesOf(set: RuleSet): ReadonlyMap<string, LeafCriterion> {
  const within = (criterion: Criterion): readonly LeafCriterion[] =>
    isLeaf(criterion) ? [criterion] : (criterion.criteria ?? []).flatMap(within);
  const leaves = set.parts.flatMap((part) => part.criteria.flatMap(within));
  return new Map(leaves.map((leaf) => [leaf.code, leaf]));
}

function labelOf(leaf: LeafCriterion | undefined, n: number | null): string | null {
  return n === null ? null : (leaf?.options[n - 1]?.label ?? null);
}

function pointsOf(leaf: LeafCriterion | undefined, n: number | null): number {
  return n === null ? 0 : (leaf?.options[n - 1]?.points ?? 0);
}
