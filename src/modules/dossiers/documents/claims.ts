import { readAnswers } from "#modules/rulebooks/answers.ts";
import { isLeaf } from "#modules/rulebooks/model.ts";
import type { Criterion, LeafCriterion, Score } from "#modules/rulebooks/model.ts";
import { effectivePoints, score } from "#modules/rulebooks/score.ts";
import type { DossierFacts, Evidence } from "./facts.ts";

/** A criterion as claimed. */
export type Claim = {
  readonly code: string;
  readonly title: string;
  readonly max: number;
  /** Words of the option; null where none was chosen. */
  readonly option: string | null;
  readonly points: number;
  readonly note: string | null;
  readonly evidence: readonly Evidence[];
  /** Position among all criteria of the set, from 1. */
  readonly position: number;
};

/** A part of the set with its groups and criteria in order. */
export type ClaimedPart = {
  readonly code: string;
  readonly title: string;
  readonly max: number;
  readonly points: number;
  readonly rows: readonly (
    | { readonly group: { code: string; title: string; max: number } }
    | { readonly claim: Claim }
  )[];
};

/** The self-score of a dossier in criterion order. */
export function claimsOf(facts: DossierFacts): { parts: readonly ClaimedPart[]; result: Score } {
  const { compiled, set } = facts;
  const chosen = Object.fromEntries(
    Object.entries(facts.answers).flatMap(([code, { option }]) =>
      option === null || !compiled.leafByCode.has(code) ? [] : [[code, option]],
    ),
  );
  const result = score(compiled, chosen);
  const points = effectivePoints(compiled, readAnswers(compiled, chosen));
  const claimOf = (leaf: LeafCriterion): Claim => {
    const at = compiled.leafByCode.get(leaf.code)?.index ?? 0;
    const option = leaf.options[(chosen[leaf.code] ?? 0) - 1];
    return {
      code: leaf.code,
      title: leaf.title,
      max: leaf.max,
      option: option?.label ?? null,
      points: points[at] ?? 0,
      note: facts.answers[leaf.code]?.note ?? null,
      evidence: facts.evidence.filter(({ criterion }) => criterion === leaf.code),
      position: at + 1,
    };
  };
  const rowsOf = (criterion: Criterion): ClaimedPart["rows"] =>
    isLeaf(criterion)
      ? [{ claim: claimOf(criterion) }]
      : [
          { group: { code: criterion.code, title: criterion.title, max: criterion.max } },
          ...(criterion.criteria ?? []).flatMap(rowsOf),
        ];
  return {
    result,
    parts: set.parts.map((part) => ({
      code: part.code,
      title: part.title,
      max: part.max,
      points: result.parts[part.code] ?? 0,
      rows: part.criteria.flatMap(rowsOf),
    })),
  };
}

/** Papers in the order of the criteria that they back first, numbered from 1 by paper id. */
export function paperNumbers(
  facts: Pick<DossierFacts, "compiled" | "evidence">,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { code } of facts.compiled.leaves)
    for (const { criterion, paperId } of facts.evidence)
      if (criterion === code && !numbers.has(paperId)) numbers.set(paperId, numbers.size + 1);
  return numbers;
}
