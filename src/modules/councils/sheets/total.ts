import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { Answers, Score } from "#modules/rulebooks/model.ts";
import { score } from "#modules/rulebooks/score.ts";

/** What a sheet's points depend on. */
export type ScoredSheet = {
  readonly answers: Answers;
  readonly proposesRejection: boolean;
  readonly stopAt: string | null;
};

/**
 * The points and stars of one sheet by itself: a stop that its member holds ends it, a rejection
 * that its member holds leaves no stars. What the council makes of them is decided by the
 * secretary's confirmation (`council`). The same in the browser, under the seal and in the tests.
 */
export function scoreSheet(set: CompiledSet, sheet: ScoredSheet): Score {
  return score(set, sheet.answers, { rejected: sheet.proposesRejection, stopAt: sheet.stopAt });
}
