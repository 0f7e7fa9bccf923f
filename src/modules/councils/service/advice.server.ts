import { type Advice, advise } from "#modules/rulebooks/advise.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { middleAnswers } from "../results/consensus.ts";
import { countedMembers } from "../results/roll.server.ts";
import type { ResultRow } from "./current-result.server.ts";

/**
 * The least that would bring a product to a level of stars, from what the counted sheets have in
 * common; null where no sheet counts or the level is reached.
 */
export function adviceOf(
  set: CompiledSet,
  { basis, rejected, stars }: Pick<ResultRow, "basis" | "rejected" | "stars">,
  wanted: number,
): Advice | null {
  if (rejected || stars >= wanted) return null;
  const { case: decided } = basis;
  const counted = new Set(countedMembers(decided));
  const sheets = decided.sheets.flatMap(({ member, answers }) =>
    counted.has(member) && answers ? [answers] : [],
  );
  if (sheets.length === 0) return null;
  return advise(set, middleAnswers(set, sheets), { stars: wanted, stopAt: decided.stopAt ?? null });
}
