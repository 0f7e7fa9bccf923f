import { and, eq, isNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { can } from "../access.ts";
import { councilMembers } from "../schema.server.ts";
import { conflictedAmong } from "./conflicted.server.ts";
import { consultAssignments } from "./schema.server.ts";

/** In what capacity somebody deals with the review of a dossier. */
export type PartIn = "consultant" | "office" | "reader";

/** Accounts whose hands the review is in, at whatever stage: those who have it, and their teams' heads. */
async function peopleIn(db: Db, dossierId: string): Promise<readonly string[]> {
  const rows = await db
    .select({ userId: consultAssignments.userId, headId: councilMembers.userId })
    .from(consultAssignments)
    .leftJoin(
      councilMembers,
      and(
        eq(councilMembers.councilId, consultAssignments.teamId),
        eq(councilMembers.duty, "chair"),
        isNull(councilMembers.leftOn),
      ),
    )
    .where(
      and(eq(consultAssignments.dossierId, dossierId), isNull(consultAssignments.withdrawnAt)),
    );
  return [...new Set(rows.flatMap(({ userId, headId }) => [userId, headId ?? []].flat()))];
}

/**
 * In what capacity the actor deals with the review: a consultant who has it (or heads the team
 * that does), the office that gives it out, or who may only read. `notFound` for everybody else,
 * and for a consultant who is in conflict with the dossier.
 */
export async function partIn(db: Db, actor: UserActor, row: DossierRow): Promise<PartIn> {
  const { unitPath } = row;
  // The office that gives work out keeps its part, even where one of its people knows the producer.
  if (can(actor, "assign", { unitPath, assigned: [] })) return "office";
  const assigned = await peopleIn(db, row.id);
  const conflicts = await conflictedAmong(db, row, [actor.userId]);
  const subject = { unitPath, assigned, conflicted: [...conflicts.keys()] };
  if (can(actor, "advise", subject)) return "consultant";
  if (can(actor, "seeConsult", subject)) return "reader";
  throw new AppError("notFound", {
    vi: "Không có hồ sơ này trong việc thẩm tra của bạn.",
    denied: "consult.see",
  });
}
