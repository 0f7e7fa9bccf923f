import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { type DossierRow, findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import type { ReviewStanding } from "./disagreement.ts";
import { type LabTestRow, testsOf } from "./lab.server.ts";
import type { AssignmentRow } from "./load.server.ts";
import { type PartIn, partIn } from "./parties.server.ts";
import { assignmentsAt, reportGaps, speaksForTeam } from "./report.server.ts";
import { hasReport, lastReport, type ReportRow } from "./reports.server.ts";
import { type Finding, findingsOf, reviewStanding } from "./review.server.ts";
import { type SurveyRow, surveysOf } from "./survey.server.ts";

/** One consultant's share in the review of a dossier. */
export type ReviewShare = {
  readonly assignment: AssignmentRow;
  readonly name: string;
  readonly isOwn: boolean;
  /** Null until it is handed in: nobody else reads a review that is being written. */
  readonly findings: Readonly<Record<string, Finding>> | null;
  readonly standing: ReviewStanding | null;
};

/** The whole review of a dossier as those who take part in it may see it. */
export type ConsultOverview = {
  readonly row: DossierRow;
  readonly setTitle: string;
  readonly part: PartIn;
  readonly today: string;
  readonly shares: readonly ReviewShare[];
  readonly surveys: readonly (SurveyRow & { readonly byName: string })[];
  readonly tests: readonly LabTestRow[];
  readonly report: ReportRow | null;
  /** The dossier lies with the team and has not been reported on. */
  readonly isOpen: boolean;
  readonly gaps: readonly string[];
  readonly maySubmit: boolean;
};

/** The review of a dossier; `notFound` for who has no part in it. */
export async function describeConsult(
  db: Db,
  actor: UserActor,
  dossierId: string,
): Promise<ConsultOverview> {
  const row = await findDossier(db, dossierId);
  const part = await partIn(db, actor, row);
  const assignments = await assignmentsAt(db, row);
  const surveys = await surveysOf(db, row.id);
  const names = await namesOfAccounts(db, [
    ...assignments.map(({ userId }) => userId),
    ...surveys.map(({ createdBy }) => createdBy),
  ]);
  const shares: ReviewShare[] = [];
  for (const assignment of assignments) {
    const { id, userId, submittedAt } = assignment;
    const findings = submittedAt === null ? null : await findingsOf(db, id);
    shares.push({
      assignment,
      name: names.get(userId) ?? "",
      isOwn: userId === actor.userId,
      findings,
      standing: findings && (await reviewStanding(db, row, findings)),
    });
  }
  const isOpen = row.state === "underAdvice" && !(await hasReport(db, row));
  return {
    row,
    setTitle: (await setOf(db, row)).set.title,
    part,
    today: await today(db),
    shares,
    surveys: surveys.map((survey) => ({ ...survey, byName: names.get(survey.createdBy) ?? "" })),
    tests: await testsOf(db, row.id),
    report: row.stage === null ? null : await lastReport(db, row.id, row.stage),
    isOpen,
    gaps: isOpen ? await reportGaps(db, row) : [],
    maySubmit: isOpen && part === "consultant" && (await speaksForTeam(db, actor, assignments)),
  };
}
