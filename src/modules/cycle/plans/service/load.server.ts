import { asc, eq } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { RuleSet } from "#modules/rulebooks/model.ts";
import { getBookSet } from "#modules/rulebooks/service/self-assessments.server.ts";
import { getVersion } from "#modules/rulebooks/service/versions.server.ts";
import { consultantsOf } from "../../service/consultants.server.ts";
import { can, type PlanActivity, planPermissions, type PlanSubject } from "../access.ts";
import { Id } from "../model.ts";
import { contentOf, type PlanContent } from "../parts.ts";
import { businessPlanAnswers, businessPlanParts, businessPlans } from "../schema.server.ts";
import { next, type PlanStep } from "../states.ts";

export type PlanRow = typeof businessPlans.$inferSelect;

/** A plan as an actor was let at it, with what further rights on it depend on. */
export type AuthorisedPlan = PlanRow & Required<Pick<PlanSubject, "consultants">>;

const missing = { vi: "Không có phương án này." };

/** The plan, if the actor may do this to it; one of others is not there. */
export async function authorisedPlan(
  db: Db,
  actor: Actor,
  activity: PlanActivity,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<AuthorisedPlan> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(businessPlans).where(eq(businessPlans.id, id));
  const [found] = lock ? await query.for("update") : await query;
  if (!found) throw new AppError("notFound", missing);
  const consultants = actor.kind === "user" ? await consultantsOf(db, actor, found.producerId) : [];
  const row = { ...found, consultants };
  const denied = `businessPlan.${activity}`;
  if (!can(actor, "see", row)) throw new AppError("notFound", { ...missing, denied });
  if (!can(actor, activity, row))
    throw new AppError("forbidden", { denied, roles: planPermissions[activity].roles });
  return row;
}

/**
 * The plan for a step, locked. Throws `stale` when it was changed since it was shown (where a
 * version is told), `conflict` when its state does not allow the step.
 */
export async function takePlan(
  tx: Db,
  actor: UserActor,
  how: { readonly activity: PlanActivity; readonly step: PlanStep },
  { planId, expectedVersion }: { readonly planId: string; readonly expectedVersion?: number },
): Promise<AuthorisedPlan> {
  const row = await authorisedPlan(tx, actor, how.activity, planId, { lock: true });
  if (next(how.step, row.state) === null)
    throw new AppError("conflict", {
      vi: "Việc này không còn làm được ở bước hiện tại của phương án. Hãy tải lại trang.",
    });
  if (expectedVersion !== undefined && row.version !== expectedVersion) throw staleWrite();
  return row;
}

/** What was typed on a version that is no longer the newest. */
export function staleWrite(): AppError {
  return new AppError("stale", {
    vi: "Người khác vừa sửa phần này. Nội dung bạn nhập vẫn còn ở đây; hãy mở trang này ở thẻ khác để so sánh, rồi gửi lại.",
  });
}

/** What an audit row says of where an act on a plan belongs. */
export function auditFacts(actor: UserActor, row: PlanRow) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
  };
}

/** The set that a plan is reckoned by, titles on every criterion. */
export async function setOfPlan(
  db: Db,
  row: Pick<PlanRow, "rulebookDigest" | "setCode">,
): Promise<{ set: RuleSet; compiled: CompiledSet }> {
  return getBookSet(await getVersion(db, row.rulebookDigest), row.setCode);
}

/** Where the product stands, option numbers by criterion. Rights are the caller's business. */
export async function answersOf(db: Db, planId: string): Promise<Record<string, number>> {
  const rows = await db
    .select()
    .from(businessPlanAnswers)
    .where(eq(businessPlanAnswers.planId, planId))
    .orderBy(asc(businessPlanAnswers.criterion));
  return Object.fromEntries(rows.map(({ criterion, option }) => [criterion, option]));
}

/** What has been written, with the version of each part. Rights are the caller's business. */
export async function writtenOf(
  db: Db,
  planId: string,
): Promise<{ content: PlanContent; versions: Readonly<Record<string, number>> }> {
  const rows = await db
    .select()
    .from(businessPlanParts)
    .where(eq(businessPlanParts.planId, planId));
  return {
    content: contentOf(rows),
    versions: Object.fromEntries(rows.map(({ part, version }) => [part, version])),
  };
}
