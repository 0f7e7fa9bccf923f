import { and, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { type DossierRow, setOf } from "#modules/dossiers/service/load.server.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { consultAssignments, consultFindings } from "./schema.server.ts";

/** A consultant's own piece of work in their list. */
export type OwnWork = {
  readonly id: string;
  readonly row: DossierRow;
  readonly dueOn: string | null;
  readonly isLate: boolean;
  readonly submittedAt: Date | null;
  readonly found: number;
  readonly of: number;
};

/** What lies in the actor's hands as a consultant, what is due first; what is handed in comes last. */
export async function listOwnWork(db: Db, actor: UserActor): Promise<readonly OwnWork[]> {
  const on = await today(db);
  const assignments = await db
    .select({
      assignment: consultAssignments,
      found: sql<number>`(select count(*)::int from ${consultFindings}
        where ${consultFindings.assignmentId} = ${consultAssignments.id}
          and ${consultFindings.option} is not null)`,
    })
    .from(consultAssignments)
    .where(and(eq(consultAssignments.userId, actor.userId), isNull(consultAssignments.withdrawnAt)))
    .orderBy(
      sql`${consultAssignments.submittedAt} desc nulls first`,
      sql`${consultAssignments.dueOn} asc nulls last`,
      consultAssignments.assignedAt,
    )
    .limit(300);
  const rows = await findDossiers(
    db,
    assignments.map(({ assignment }) => assignment.dossierId),
  );
  const work: OwnWork[] = [];
  for (const { assignment, found } of assignments) {
    const row = rows.get(assignment.dossierId);
    if (!row) continue;
    const { id, dueOn, submittedAt } = assignment;
    const { compiled } = await setOf(db, row);
    const isLate = submittedAt === null && dueOn !== null && dueOn < on;
    work.push({ id, row, dueOn, isLate, submittedAt, found, of: compiled.leaves.length });
  }
  return work;
}
