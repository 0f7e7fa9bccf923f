import { and, asc, desc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import type { Recommendation } from "../model.ts";
import { consultAssignments, consultFindings, consultReports } from "./schema.server.ts";

/** What one consultant found for one criterion. */
export type ConsultOpinion = {
  readonly by: string;
  /** Option number, from 1; null: the consultant only remarked. */
  readonly option: number | null;
  readonly reason: string | null;
  /** Ids of papers of the filing. */
  readonly papers: readonly string[];
};

/** What the consult team hands to whoever scores: opinions by criterion, and its report. */
export type ConsultView = {
  readonly opinions: Readonly<Record<string, readonly ConsultOpinion[]>>;
  readonly report: { readonly summary: string; readonly recommendation: Recommendation } | null;
};

/**
 * The opinions on a dossier at a stage that were handed in; reviews still written and those
 * taken out of a consultant's hands are left out. Rights are the caller's business.
 */
export async function consultViewOf(
  db: Db,
  dossierId: string,
  stage: string,
): Promise<ConsultView> {
  const rows = await db
    .select({ finding: consultFindings, userId: consultAssignments.userId })
    .from(consultFindings)
    .innerJoin(consultAssignments, eq(consultAssignments.id, consultFindings.assignmentId))
    .where(
      and(
        eq(consultAssignments.dossierId, dossierId),
        eq(consultAssignments.stage, stage),
        isNotNull(consultAssignments.submittedAt),
        isNull(consultAssignments.withdrawnAt),
      ),
    )
    .orderBy(asc(consultAssignments.assignedAt), asc(consultAssignments.id));
  const names = await namesOfAccounts(
    db,
    rows.map(({ userId }) => userId),
  );
  const opinions: Record<string, ConsultOpinion[]> = {};
  for (const { finding, userId } of rows) {
    const { criterion, option, reason, papers } = finding;
    if (option === null && reason === null) continue;
    (opinions[criterion] ??= []).push({ by: names.get(userId) ?? "", option, reason, papers });
  }
  const [report] = await db
    .select({ summary: consultReports.summary, recommendation: consultReports.recommendation })
    .from(consultReports)
    .where(and(eq(consultReports.dossierId, dossierId), eq(consultReports.stage, stage)))
    .orderBy(desc(consultReports.seq))
    .limit(1);
  return { opinions, report: report ?? null };
}
