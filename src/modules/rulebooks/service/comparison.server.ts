import type { Db } from "#core/database/connection.ts";
import { compareRegimes, type RegimeComparison } from "../compare.ts";
import { type ComparisonView, comparisonView } from "../self-score/comparison.ts";
import { findCandidates } from "../set-mapping.ts";
import { getSetMapping } from "../set-mapping.server.ts";
import { type BookSet, getBookSet, getSelfAssessment } from "./self-assessments.server.ts";
import { getBook } from "./shelf.server.ts";

/** A set that the product may be scored by, and our reasons (Vietnamese). */
export type Candidate = {
  readonly code: string;
  readonly title: string;
  readonly reasons: readonly string[];
};

/** A set named with its decision. */
export type NamedSet = { readonly decision: string; readonly code: string; readonly title: string };

export type UnderOther = {
  readonly decision: string;
  readonly mine: NamedSet;
  /** Empty where the other decision has no such kind of product. */
  readonly candidates: readonly Candidate[];
  /** Null exactly where there are no candidates; so are the three below. */
  readonly chosen: (Candidate & NamedSet) | null;
  readonly comparison: RegimeComparison | null;
  readonly view: ComparisonView | null;
  readonly target: BookSet | null;
};

/**
 * A kept self-assessment under another decision: the sets it may belong to there, and the
 * comparison with the asked one, or the first. Throws `notFound` for an unknown link or decision.
 */
export async function compareUnder(
  db: Db,
  { token, regime }: { token: string; regime: string },
  asked: string | null,
): Promise<UnderOther> {
  const kept = await getSelfAssessment(db, token);
  const other = getBook(regime);
  const { decision } = other.rulebook;
  const from = { regime: kept.book.rulebook.regime, set: kept.set.code };
  const candidates = findCandidates(getSetMapping(), from, regime).map(({ set, reasons }) => ({
    code: set,
    title: getBookSet(other, set).set.title,
    reasons,
  }));
  const chosen = candidates.find(({ code }) => code === asked) ?? candidates[0] ?? null;
  const target = chosen && getBookSet(other, chosen.code);
  const comparison =
    target &&
    compareRegimes(
      { text: kept.set, set: kept.compiled },
      { text: target.set, set: target.compiled },
      kept.answers,
    );
  return {
    decision,
    mine: { decision: kept.book.rulebook.decision, code: kept.set.code, title: kept.set.title },
    candidates,
    chosen: chosen && { ...chosen, decision },
    comparison,
    view: target && comparison && comparisonView(comparison, kept.set, target.set),
    target,
  };
}
