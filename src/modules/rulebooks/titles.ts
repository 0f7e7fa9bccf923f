import type { Criterion, RuleSet } from "./model.ts";

/**
 * The set with a title on every criterion: a decision leaves out the title of a criterion that
 * stands alone in its group, where the group's title says it all.
 */
export function withTitles(set: RuleSet): RuleSet {
  return {
    ...set,
    parts: set.parts.map((part) => ({
      ...part,
      criteria: part.criteria.map((criterion) => titled(criterion, part.title)),
    })),
  };
}

function titled(criterion: Criterion, above: string): Criterion {
  const title = criterion.title.trim() === "" ? above : criterion.title;
  const criteria = criterion.criteria?.map((inner) => titled(inner, title));
  return { ...criterion, title, ...(criteria && { criteria }) };
}
