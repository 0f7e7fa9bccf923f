import type { ReviewView } from "../../consult/describe.server.ts";

/** A consultant's own review as its page shows it. */
export function presentReview(view: ReviewView) {
  const { assignment, filed, findings, standing, gaps, mayWrite, mayTakeBack } = view;
  const { row } = filed;
  return {
    head: {
      assignmentId: assignment.id,
      dossierId: row.id,
      product: row.productName,
      producer: row.producerName,
      setCode: row.setCode,
      setTitle: filed.setTitle,
      dueOn: assignment.dueOn,
      submittedAt: assignment.submittedAt,
      version: assignment.version,
      isDemo: row.isDemo,
    },
    parts: filed.parts,
    claims: filed.claims,
    notes: filed.notes,
    papers: filed.papers,
    findings: Object.fromEntries(
      Object.values(findings).map(({ criterion, option, reason, papers, version }) => [
        criterion,
        { option, reason: reason ?? "", papers, version },
      ]),
    ),
    standing,
    gaps,
    mayWrite,
    mayTakeBack,
  };
}
export type ReviewPageData = ReturnType<typeof presentReview>;
