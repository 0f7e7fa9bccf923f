import { and, eq, isNull } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { can, type CouncilActivity, type CouncilSubject } from "../access.ts";
import { Id } from "../model.ts";
import { councilMembers, councils } from "../schema.server.ts";
import { conflictedAmong } from "./conflicted.server.ts";
import { consultAssignments } from "./schema.server.ts";

export type AssignmentRow = typeof consultAssignments.$inferSelect;
export type TeamRow = typeof councils.$inferSelect;
export type TeamMemberRow = typeof councilMembers.$inferSelect;

const missing = { vi: "Không có việc thẩm tra này." };

/** Refuses unless the actor may do this; what may not even be seen is not there. */
export function demand(
  actor: Actor,
  activity: CouncilActivity,
  subject: CouncilSubject,
): asserts actor is UserActor {
  if (can(actor, activity, subject)) return;
  const denied = `consult.${activity}`;
  throw new AppError(can(actor, "see", subject) ? "forbidden" : "notFound", {
    denied,
    ...(can(actor, "see", subject) ? {} : missing),
  });
}

/** The consult team of an id with those who sit in it now; `notFound` for others'. */
export async function loadTeam(
  db: Db,
  actor: UserActor,
  teamId: string,
): Promise<{ team: TeamRow; members: readonly TeamMemberRow[] }> {
  const [team] = Id.safeParse(teamId).success
    ? await db
        .select()
        .from(councils)
        .where(and(eq(councils.id, teamId), eq(councils.kind, "consultTeam")))
    : [];
  if (!team) throw new AppError("notFound", { vi: "Không có tổ tư vấn này." });
  const members = await db
    .select()
    .from(councilMembers)
    .where(and(eq(councilMembers.councilId, team.id), isNull(councilMembers.leftOn)))
    .orderBy(councilMembers.joinedOn, councilMembers.id);
  const assigned = members.map(({ userId }) => userId);
  if (!can(actor, "see", { unitPath: team.unitPath, assigned }))
    throw new AppError("notFound", { vi: "Không có tổ tư vấn này.", denied: "consult.see" });
  return { team, members };
}

/** A consultant's piece of work with its dossier. */
export type LoadedAssignment = { readonly assignment: AssignmentRow; readonly row: DossierRow };

/** The assignment of an id, locked when asked; `notFound` when there is none. Rights are the caller's. */
export async function findAssignment(
  db: Db,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<LoadedAssignment> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(consultAssignments).where(eq(consultAssignments.id, id));
  const [assignment] = lock ? await query.for("update") : await query;
  if (!assignment) throw new AppError("notFound", missing);
  return { assignment, row: await findDossier(db, assignment.dossierId) };
}

/**
 * The actor's own assignment, asked anew at every step: not taken out of their hands, and no
 * conflict with the dossier has come to light meanwhile. `notFound` for another's.
 */
export async function ownAssignment(
  db: Db,
  actor: UserActor,
  id: string,
  options: { lock?: boolean } = {},
): Promise<LoadedAssignment> {
  const loaded = await findAssignment(db, id, options);
  const { assignment, row } = loaded;
  const { unitPath, userId, withdrawnAt } = assignment;
  if (userId !== actor.userId || withdrawnAt !== null)
    throw new AppError("notFound", { ...missing, denied: "consult.advise" });
  const conflicts = await conflictedAmong(db, row, [userId]);
  if (conflicts.has(userId))
    throw new AppError("forbidden", {
      denied: "consult.advise",
      vi: "Bạn có xung đột lợi ích với hồ sơ này nên không được thẩm tra. Hãy báo văn phòng để giao người khác.",
    });
  demand(actor, "advise", { unitPath, assigned: [userId] });
  return loaded;
}

/**
 * As `ownAssignment`, while the dossier lies with the team and, unless `evenSubmitted`, the
 * review may still be written.
 */
export async function openAssignment(
  db: Db,
  actor: UserActor,
  id: string,
  { evenSubmitted = false, ...options }: { lock?: boolean; evenSubmitted?: boolean } = {},
): Promise<LoadedAssignment> {
  const loaded = await ownAssignment(db, actor, id, options);
  assertUnderAdvice(loaded.row, loaded.assignment.stage);
  if (!evenSubmitted && loaded.assignment.submittedAt !== null)
    throw new AppError("conflict", {
      vi: "Bản thẩm tra này đã nộp. Muốn sửa, hãy rút lại trước khi tổ báo cáo.",
    });
  return loaded;
}

/** Refuses what only makes sense while the dossier lies with the team at this stage. */
export function assertUnderAdvice(row: DossierRow, stage: string): void {
  if (row.state === "underAdvice" && row.stage === stage) return;
  throw new AppError("conflict", {
    vi: "Hồ sơ này không còn ở bước thẩm tra của tổ tư vấn. Hãy tải lại trang.",
  });
}
