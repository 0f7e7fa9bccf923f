import { askedCriteria } from "#modules/dossiers/filing/criteria.ts";
import type { Criterion, RuleSet } from "#modules/rulebooks/model.ts";

/** An option as a page offers it. */
export type ShownOption = {
  readonly n: number;
  readonly label: string;
  readonly points: number;
  readonly minStar: number | null;
  /** Title of the case that it belongs to; null where the criterion has none. */
  readonly caseTitle: string | null;
};

/** A criterion that is answered, with the words that help to answer it. */
export type ShownCriterion = {
  readonly code: string;
  readonly title: string;
  readonly max: number;
  /** Titles of the groups around it, outermost first. */
  readonly groups: readonly string[];
  /** Notes of the criterion and of the groups around it. */
  readonly notes: readonly string[];
  readonly options: readonly ShownOption[];
};

export type ShownPart = {
  readonly code: string;
  readonly title: string;
  readonly max: number;
  readonly criteria: readonly ShownCriterion[];
};

/** A set as pages and papers show it: parts with the criteria that are answered. */
export function shownParts(set: RuleSet): readonly ShownPart[] {
  const asked = askedCriteria(set);
  return set.parts.map((part) => ({
    code: part.code,
    title: part.title,
    max: part.max,
    criteria: asked
      .filter((one) => one.part === part)
      .map(({ leaf, groups }) => ({
        code: leaf.code,
        title: leaf.title,
        max: leaf.max,
        groups: groups.map(({ title }) => title),
        notes: [...groups, leaf].flatMap(notesOf),
        options: leaf.options.map(({ n, label, points, minStar, case: inCase }) => ({
          n,
          label,
          points,
          minStar: minStar ?? null,
          caseTitle: leaf.cases?.find(({ id }) => id === inCase)?.title ?? null,
        })),
      })),
  }));
}

function notesOf({ notes = [] }: Criterion): string[] {
  return notes.map(({ text }) => text);
}
