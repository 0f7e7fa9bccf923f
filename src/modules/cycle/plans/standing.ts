import { advise } from "#modules/rulebooks/advise.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { Answers, RuleSet } from "#modules/rulebooks/model.ts";
import { score } from "#modules/rulebooks/score.ts";
import { leavesOf } from "#modules/rulebooks/self-score/result.ts";

/** One rise on the way to the target, in words. */
export type ToDo = {
  readonly criterion: string;
  readonly title: string;
  readonly fromOption: number | null;
  readonly toOption: number;
  /** Words of the options; null where nothing is answered. */
  readonly from: string | null;
  readonly to: string;
  readonly points: number;
  /** The star level, up to the target, that this option is the least for; null where it only adds points. */
  readonly gateStars: number | null;
};

/** Where a product stands, and what brings it to its target. */
export type Standing = {
  readonly total: number;
  /** By points and gates; 0 before the first point, when the lowest level would only puzzle. */
  readonly stars: number;
  readonly answered: number;
  readonly asked: number;
  readonly reachable: boolean;
  /** The total once everything below is done. */
  readonly targetTotal: number;
  readonly toDo: readonly ToDo[];
};

/** Total and stars as people are shown them. */
export function shownStanding(
  compiled: CompiledSet,
  answers: Answers,
): { readonly total: number; readonly stars: number } {
  const { total, stars } = score(compiled, answers);
  return { total, stars: total === 0 ? 0 : stars };
}

/** What the scoring engine says of a product: its score, and the least rises to the target. */
export function standingOf(
  { set, compiled }: { readonly set: RuleSet; readonly compiled: CompiledSet },
  answers: Answers,
  target: number,
): Standing {
  const now = score(compiled, answers);
  const advice = advise(compiled, answers, { stars: target });
  const leaves = leavesOf(set);
  return {
    total: now.total,
    stars: now.total === 0 ? 0 : now.stars,
    answered: compiled.leaves.length - now.unanswered.length,
    asked: compiled.leaves.length,
    reachable: advice.reachable,
    targetTotal: advice.total,
    toDo: advice.changes.map(({ criterion, from, to }) => {
      const leaf = leaves.get(criterion);
      const [before, after] = [leaf?.options[(from ?? 0) - 1], leaf?.options[to - 1]];
      return {
        criterion,
        title: leaf?.title ?? "",
        fromOption: from,
        toOption: to,
        from: before?.label ?? null,
        to: after?.label ?? "",
        points: (after?.points ?? 0) - (before?.points ?? 0),
        gateStars: (after?.minStar ?? Infinity) <= target ? (after?.minStar ?? null) : null,
      };
    }),
  };
}

/** The criteria of a part as a short form asks for them. */
export type AskedPart = {
  readonly code: string;
  readonly title: string;
  readonly criteria: readonly {
    readonly code: string;
    readonly title: string;
    readonly options: readonly {
      readonly n: number;
      readonly label: string;
      readonly points: number;
    }[];
  }[];
};

/** Every criterion of a set that is answered, by part, in rulebook order. */
export function criteriaOf(set: RuleSet): readonly AskedPart[] {
  return set.parts.map((part) => ({
    code: part.code,
    title: part.title,
    criteria: [...leavesOf({ ...set, parts: [part] }).values()].map((leaf) => ({
      code: leaf.code,
      title: leaf.title,
      options: leaf.options.map(({ n, label, points }) => ({ n, label, points })),
    })),
  }));
}
