import { and, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { choicesOf, listAnswers } from "#modules/dossiers/service/content.server.ts";
import { type DossierRow, factsOf, findDossier } from "#modules/dossiers/service/load.server.ts";
import { lastFilings } from "#modules/dossiers/service/council.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { digestOf } from "../sheets/seal.server.ts";
import { councilMembers } from "../schema.server.ts";
import { events } from "./events.server.ts";
import { SubmitReport } from "./inputs.ts";
import { testsOf } from "./lab.server.ts";
import { type AssignmentRow, assertUnderAdvice } from "./load.server.ts";
import type { ReportContent, ReportedReview } from "./model.ts";
import { partIn } from "./parties.server.ts";
import { hasReport, lastReport } from "./reports.server.ts";
import { findingsOf } from "./review.server.ts";
import { consultAssignments, consultReports } from "./schema.server.ts";
import { surveysOf } from "./survey.server.ts";

/** What stands against the team's report, one line each; empty: it may be handed in. */
export async function reportGaps(db: Db, row: DossierRow): Promise<readonly string[]> {
  const assignments = await assignmentsAt(db, row);
  const names = await namesOfAccounts(
    db,
    assignments.map(({ userId }) => userId),
  );
  const tests = (await testsOf(db, row.id)).filter(
    ({ stage, receivedOn }) => stage === row.stage && receivedOn === null,
  );
  return [
    ...(assignments.length === 0 ? ["Hồ sơ chưa giao cho ai trong tổ."] : []),
    ...assignments
      .filter(({ submittedAt }) => submittedAt === null)
      .map(({ userId }) => `${names.get(userId) ?? ""} chưa nộp bản thẩm tra.`),
    ...tests.map(({ indicators }) => `Chưa có kết quả kiểm nghiệm: ${indicators}.`),
  ];
}

/** The assignments in force of a dossier at the step where it lies. */
export function assignmentsAt(
  db: Db,
  row: Pick<DossierRow, "id" | "stage">,
): Promise<AssignmentRow[]> {
  return db
    .select()
    .from(consultAssignments)
    .where(
      and(
        eq(consultAssignments.dossierId, row.id),
        eq(consultAssignments.stage, row.stage ?? ""),
        isNull(consultAssignments.withdrawnAt),
      ),
    )
    .orderBy(consultAssignments.assignedAt, consultAssignments.id);
}

/** Whether the actor speaks for the team: its head or deputy, or who has the dossier alone. */
export async function speaksForTeam(
  db: Db,
  actor: UserActor,
  assignments: readonly AssignmentRow[],
): Promise<boolean> {
  const [first] = assignments;
  if (!first) return false;
  const [member] = await db
    .select({ duty: councilMembers.duty })
    .from(councilMembers)
    .where(
      and(
        eq(councilMembers.councilId, first.teamId),
        eq(councilMembers.userId, actor.userId),
        isNull(councilMembers.leftOn),
      ),
    );
  if (member?.duty === "chair" || member?.duty === "deputy" || member?.duty === "secretary")
    return true;
  return member !== undefined && assignments.every(({ userId }) => userId === actor.userId);
}

/**
 * Hands the team's report to the chair: what everyone found, the visits and the tests, frozen as
 * they stand, under one digest. By the team's head, deputy or secretary, or the only consultant
 * of the dossier. `unprocessable` with a line for everything that is not in yet; a dossier that
 * was filed anew is reported on anew.
 */
export async function submitReport(
  db: Db,
  actor: UserActor,
  input: SubmitReport,
): Promise<{ digest: string; seq: number }> {
  const { dossierId, summary, recommendation } = parseInput(SubmitReport, input);
  return db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const part = await partIn(tx, actor, row);
    const assignments = await assignmentsAt(tx, row);
    if (part !== "consultant" || !(await speaksForTeam(tx, actor, assignments)))
      throw new AppError("forbidden", {
        denied: "consult.report",
        vi: "Tổ trưởng, tổ phó hoặc thư ký tổ tư vấn mới được nộp báo cáo của tổ.",
      });
    assertUnderAdvice(row, row.stage ?? "");
    if (await hasReport(tx, row))
      throw new AppError("conflict", { vi: "Tổ đã nộp báo cáo về hồ sơ này." });
    const gaps = await reportGaps(tx, row);
    if (gaps.length > 0)
      throw new AppError("unprocessable", { vi: gaps.join(" "), fields: { form: gaps.join(" ") } });
    const [{ teamId } = { teamId: "" }] = assignments;
    const content = await contentOf(tx, row, { assignments, summary, recommendation });
    const digest = digestOf(content);
    const stage = row.stage ?? "";
    const seq = ((await lastReport(tx, row.id, stage))?.seq ?? 0) + 1;
    await tx.insert(consultReports).values({
      dossierId,
      stage,
      seq,
      filingDigest: content.filing,
      teamId,
      summary,
      recommendation,
      content,
      digest,
      submittedBy: actor.userId,
      submittedAt: sql`now()`,
    });
    await appendAudit(tx, events.reported, {
      ...factsOf(actor, row),
      details: { stage, seq, digest },
    });
    return { digest, seq };
  });
}

/** Everything that a report freezes. */
async function contentOf(
  tx: Db,
  row: DossierRow,
  said: { assignments: readonly AssignmentRow[]; summary: string; recommendation: string },
): Promise<ReportContent> {
  const { assignments, summary, recommendation } = said;
  const surveys = await surveysOf(tx, row.id);
  const mine = new Set(assignments.map(({ id }) => id));
  const names = await namesOfAccounts(tx, [
    ...assignments.map(({ userId }) => userId),
    ...surveys.map(({ createdBy }) => createdBy),
  ]);
  const reviews: ReportedReview[] = [];
  for (const { id, userId, submittedAt } of assignments) {
    const findings = await findingsOf(tx, id);
    reviews.push({
      userId,
      name: names.get(userId) ?? "",
      submittedAt: submittedAt?.toISOString() ?? "",
      findings: Object.fromEntries(
        Object.values(findings).map(({ criterion, option, reason, papers }) => [
          criterion,
          { option, reason, papers },
        ]),
      ),
    });
  }
  const tests = (await testsOf(tx, row.id)).filter(({ stage }) => stage === row.stage);
  return {
    form: "ocop-consult-report-1",
    dossier: row.id,
    stage: row.stage ?? "",
    team: assignments[0]?.teamId ?? "",
    filing: (await lastFilings(tx, [row.id])).get(row.id)?.digest ?? null,
    regime: row.regime,
    set: row.setCode,
    rulebook: row.rulebookDigest,
    claims: choicesOf(await listAnswers(tx, row.id)),
    reviews,
    surveys: surveys
      .filter(({ assignmentId }) => mine.has(assignmentId))
      .map(({ id, on, createdBy, people, findings, latitude, longitude, ...kept }) => ({
        id,
        on,
        by: names.get(createdBy) ?? "",
        people,
        findings,
        position: latitude === null || longitude === null ? null : { latitude, longitude },
        photos: kept.photos,
        signature: kept.signatureDigest,
        signedName: kept.signedName,
      })),
    tests: tests.map(({ id, indicators, lab, askedOn, receivedOn, verdict, ...kept }) => ({
      id,
      indicators,
      lab,
      askedOn,
      receivedOn,
      verdict,
      result: kept.resultDigest,
      note: kept.note,
    })),
    summary,
    recommendation,
  };
}

/** Whether a report is still what its digest says. */
export function isReportIntact({ content, digest }: { content: unknown; digest: string }): boolean {
  return digestOf(content) === digest;
}
