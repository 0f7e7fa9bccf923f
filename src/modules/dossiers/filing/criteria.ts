import {
  type Criterion,
  isLeaf,
  type LeafCriterion,
  type Part,
  type RuleSet,
} from "#modules/rulebooks/model.ts";

/** A criterion that is answered, with the part and the groups that it stands in. */
export type AskedCriterion = {
  readonly leaf: LeafCriterion;
  readonly part: Part;
  /** Outermost first; their notes hold for the criterion too. */
  readonly groups: readonly Criterion[];
};

/** Every criterion that is answered, in rulebook order. */
export function askedCriteria(set: RuleSet): readonly AskedCriterion[] {
  return set.parts.flatMap((part) =>
    part.criteria.flatMap((criterion) => within(criterion, part, [])),
  );
}

function within(
  criterion: Criterion,
  part: Part,
  groups: readonly Criterion[],
): readonly AskedCriterion[] {
  if (isLeaf(criterion)) return [{ leaf: criterion, part, groups }];
  return (criterion.criteria ?? []).flatMap((inner) => within(inner, part, [...groups, criterion]));
}

/** The highest star level that a set speaks of, for drawing stars. */
export function highestStars(set: RuleSet): number {
  const named = askedCriteria(set).flatMap(({ leaf }) =>
    leaf.options.map(({ minStar }) => minStar ?? 0),
  );
  return Math.max(5, ...named);
}

/** The words of an option; null where none is chosen. */
export function optionLabel(set: RuleSet, code: string, n: number | null): string | null {
  const leaf = askedCriteria(set).find((asked) => asked.leaf.code === code)?.leaf;
  return n === null ? null : (leaf?.options[n - 1]?.label ?? null);
}

/** The lowest level is reached by 0 points; before the first point a star would only puzzle. */
export function shownStars({ total, stars }: { total: number; stars: number }): number {
  return total === 0 ? 0 : stars;
}
