import { findBook } from "../book.server.ts";
import { confirmablesOf, verdictOf } from "../self-score/confirmations.ts";
import { score } from "../score.ts";
import type { SelfAssessment } from "./self-assessments.server.ts";

/** What an older version's answers come to under the data of today; `set` false: the set is gone. */
export type PresentScore =
  | { readonly set: false }
  | { readonly set: true; readonly total: number; readonly stars: number };

/**
 * The same answers under the present data of the same decision. Null when the result was made
 * under that data. Answers that the present set does not know are left out.
 */
export function scoreUnderPresent(kept: SelfAssessment): PresentScore | null {
  const present = findBook(kept.book.rulebook.regime);
  if (present?.digest === kept.book.digest) return null;
  const compiled = present?.compiled.get(kept.set.code);
  const set = present?.sets.get(kept.set.code);
  if (!compiled || !set) return { set: false };
  const fitting = Object.entries(kept.answers).filter(
    ([code, n]) => compiled.leafByCode.get(code)?.options[n - 1] !== undefined,
  );
  const verdict = verdictOf(confirmablesOf(set), compiled, kept.confirmed);
  const { total, stars } = score(compiled, Object.fromEntries(fitting), verdict);
  return { set: true, total, stars };
}
