import { asc, eq, inArray } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { can, type InspectionActivity, inspectionPermissions } from "../access.ts";
import { Id } from "../model.ts";
import {
  inspectionFindings,
  inspectionPlans,
  inspections,
  inspectionVisits,
} from "../schema.server.ts";
import { conflictedIn } from "./conflicts.server.ts";

export { auditFacts, requireVersion, wrongStep } from "#core/changing.ts";

export type PlanRow = typeof inspectionPlans.$inferSelect;
export type InspectionRow = typeof inspections.$inferSelect;
export type VisitRow = typeof inspectionVisits.$inferSelect;
export type FindingRow = typeof inspectionFindings.$inferSelect;

type Asked = { readonly lock?: boolean };

/** The plan, if the actor may do this to it; one of another unit is not there. */
export async function authorisedPlan(
  db: Db,
  actor: Actor,
  activity: InspectionActivity,
  id: string,
  { lock = false }: Asked = {},
): Promise<PlanRow> {
  const missing = { vi: "Không có kế hoạch này." };
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(inspectionPlans).where(eq(inspectionPlans.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, activity, row, missing);
  return row;
}

/**
 * The inspection, if the actor may do this to it; locked when asked. One of another unit is not
 * there, nor is one whose product the actor is in conflict with.
 */
export async function authorisedInspection(
  db: Db,
  actor: UserActor,
  activity: InspectionActivity,
  id: string,
  asked: Asked = {},
): Promise<InspectionRow> {
  const row = await findInspection(db, id, asked);
  const found = await conflictedIn(db, [row], [actor.userId]);
  const conflicted = [...(found.get(row.id)?.keys() ?? [])];
  refuseUnless(actor, activity, { ...row, producerId: null, conflicted }, missingInspection);
  return row;
}

const missingInspection = { vi: "Không có lần kiểm tra này." };

/** The inspection of an id; `notFound` where there is none. Rights are the caller's. */
export async function findInspection(
  db: Db,
  id: string,
  { lock = false }: Asked = {},
): Promise<InspectionRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missingInspection);
  const query = db.select().from(inspections).where(eq(inspections.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missingInspection);
  return row;
}

function refuseUnless(
  actor: Actor,
  activity: InspectionActivity,
  subject: Parameters<typeof can>[2],
  missing: { vi: string },
): void {
  if (can(actor, activity, subject)) return;
  const denied = `inspection.${activity}`;
  if (can(actor, "see", subject))
    throw new AppError("forbidden", { denied, roles: inspectionPermissions[activity].roles });
  throw new AppError("notFound", { ...missing, denied });
}

/** Refuses who does not lead the inspection: one person answers for what is written. */
export function requireLead(actor: UserActor, row: InspectionRow): void {
  if (row.leadId !== actor.userId)
    throw new AppError("forbidden", {
      denied: "inspection.lead",
      vi: "Chỉ người phụ trách lần kiểm tra này được ghi kết quả và kết luận.",
    });
}

/** The visit of an inspection; undefined before it. */
export async function visitOf(db: Db, inspectionId: string): Promise<VisitRow | undefined> {
  const [row] = await db
    .select()
    .from(inspectionVisits)
    .where(eq(inspectionVisits.inspectionId, inspectionId));
  return row;
}

/** The findings of inspections, in their order. */
export async function findingsOf(db: Db, inspectionIds: readonly string[]): Promise<FindingRow[]> {
  if (inspectionIds.length === 0) return [];
  return db
    .select()
    .from(inspectionFindings)
    .where(inArray(inspectionFindings.inspectionId, [...inspectionIds]))
    .orderBy(asc(inspectionFindings.inspectionId), asc(inspectionFindings.seq));
}
