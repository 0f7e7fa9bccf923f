import type { ConsultOverview } from "../../consult/overview.server.ts";

/** The review of a dossier as its page shows it. */
export function presentConsult(view: ConsultOverview) {
  const { row, part, shares, surveys, tests, report, isOpen, gaps, maySubmit } = view;
  return {
    head: {
      id: row.id,
      product: row.productName,
      producer: row.producerName,
      setCode: row.setCode,
      setTitle: view.setTitle,
      isDemo: row.isDemo,
    },
    today: view.today,
    part,
    isOpen,
    gaps,
    maySubmit,
    shares: shares.map(({ assignment, name, isOwn, standing, findings }) => ({
      id: assignment.id,
      name,
      isOwn,
      dueOn: assignment.dueOn,
      isIn: assignment.submittedAt !== null,
      found: standing?.found ?? null,
      claimed: standing?.claimed ?? null,
      disagreements: (standing?.disagreements ?? []).map(({ criterion, points }) => ({
        criterion,
        points,
        reason: findings?.[criterion]?.reason ?? null,
      })),
    })),
    surveys: surveys.map(({ id, on, byName, people, findings, photos, ...rest }) => ({
      id,
      on,
      byName,
      people,
      findings,
      photos,
      signature: rest.signatureDigest,
      signedName: rest.signedName,
      position:
        rest.latitude === null || rest.longitude === null
          ? null
          : `${rest.latitude.toFixed(5)}, ${rest.longitude.toFixed(5)}`,
    })),
    tests: tests.map(
      ({ id, indicators, reason, lab, askedOn, dueOn, receivedOn, verdict, note, ...rest }) => ({
        id,
        indicators,
        reason,
        lab,
        askedOn,
        dueOn,
        receivedOn,
        verdict,
        note,
        result: rest.resultDigest,
        version: rest.version,
        isOverdue: receivedOn === null && dueOn !== null && dueOn < view.today,
      }),
    ),
    report: report && {
      seq: report.seq,
      summary: report.summary,
      recommendation: report.recommendation,
      digest: report.digest,
      submittedAt: report.submittedAt,
    },
  };
}
export type ConsultPageData = ReturnType<typeof presentConsult>;
