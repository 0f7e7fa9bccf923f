import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { findOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { nameInSentence } from "#modules/places/rules.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { inspectionPermissions } from "../access.ts";
import { events } from "../events.server.ts";
import { ApprovePlan, ChangePlan, OnPlan, OpenPlan } from "../inputs.ts";
import { inspectionPlans, inspections } from "../schema.server.ts";
import { inspectionSteps, next, planSteps } from "../states.ts";
import {
  auditFacts,
  authorisedPlan,
  type PlanRow,
  requireVersion,
  wrongStep,
} from "./load.server.ts";
import { announce } from "./announce.server.ts";

/** The unit that the actor plans for: of the first role that may. Throws `forbidden` without one. */
export function planningUnit(actor: UserActor): string {
  const roles: readonly string[] = inspectionPermissions.plan.roles;
  for (const { role, jurisdiction: j } of actor.grants)
    if (roles.includes(role) && j.kind === "unit" && j.version === currentVersion) return j.path;
  throw new AppError("forbidden", { denied: "inspection.plan" });
}

/** The name of the agency that the actor inspects for, as papers state it. */
export async function agencyOf(db: Db, actor: UserActor, unitPath: string): Promise<string> {
  const official = (await findOfficials(db, [actor.userId])).get(actor.userId);
  if (official?.agencyName) return official.agencyName;
  const code = unitPath.split("/").at(-1) ?? "";
  const unit = code === "" ? undefined : await findUnit(db, { version: currentVersion, code });
  return unit ? `Cơ quan quản lý OCOP ${nameInSentence(unit)}` : "Cơ quan quản lý OCOP trung ương";
}

/** Opens a plan for the actor's unit, as a draft. Throws `invalid` for days in the wrong order. */
export async function openPlan(db: Db, actor: UserActor, input: OpenPlan): Promise<{ id: string }> {
  const wanted = parseInput(OpenPlan, input);
  const unitPath = planningUnit(actor);
  requireDays(wanted);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(inspectionPlans)
      .values({
        ...wanted,
        unitPath,
        provinceCode: provinceOf(unitPath),
        agency: await agencyOf(tx, actor, unitPath),
        createdBy: actor.userId,
      })
      .returning();
    if (!row) throw new Error("the plan was not stored");
    await appendAudit(tx, events.planOpened, {
      ...auditFacts(actor, row),
      details: { year: row.year },
    });
    return { id: row.id };
  });
}

function requireDays({ fromOn, toOn }: { fromOn: string; toOn: string }): void {
  if (toOn < fromOn)
    throw new AppError("invalid", { fields: { toOn: "Ngày cuối phải sau ngày đầu." } });
}

/**
 * Another name or other days for a draft. Throws `conflict` once it is approved, `invalid` where a
 * visit that is planned would lie outside.
 */
export async function changePlan(db: Db, actor: UserActor, input: ChangePlan): Promise<void> {
  const { title, fromOn, toOn, ...on } = parseInput(ChangePlan, input);
  requireDays({ fromOn, toOn });
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, on);
    const state = next(planSteps.change, row.state);
    if (state === null) throw wrongStep();
    const [outside] = await tx
      .select({ name: inspections.productName, on: inspections.plannedOn })
      .from(inspections)
      .where(
        sql`${inspections.planId} = ${row.id} and ${inspections.state} = 'planned' and (${inspections.plannedOn} < ${fromOn} or ${inspections.plannedOn} > ${toOn})`,
      )
      .limit(1);
    if (outside) {
      const vi = `${outside.name} dự kiến kiểm tra ngày ${formatDay(outside.on)}, ngoài thời gian này.`;
      throw new AppError("invalid", {
        fields: outside.on < fromOn ? { fromOn: vi } : { toOn: vi },
      });
    }
    await tx
      .update(inspectionPlans)
      .set({ state, title, fromOn, toOn, version: row.version + 1 })
      .where(eq(inspectionPlans.id, row.id));
    await appendAudit(tx, events.planChanged, {
      ...auditFacts(actor, row),
      details: { days: `${fromOn}/${toOn}` },
    });
  });
}

/** Drops a draft with its visits, of which nobody has been told. Throws `conflict` once it is approved. */
export async function dropPlan(db: Db, actor: UserActor, input: OnPlan): Promise<void> {
  const asked = parseInput(OnPlan, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, asked);
    const state = next(planSteps.drop, row.state);
    if (state === null) throw wrongStep();
    const ended = await tx
      .update(inspections)
      .set({
        state: inspectionSteps.cancel.to,
        cancelReason: "Kế hoạch được bỏ khi còn là dự thảo.",
        version: sql`${inspections.version} + 1`,
      })
      .where(
        and(
          eq(inspections.planId, row.id),
          inArray(inspections.state, [...inspectionSteps.cancel.from]),
        ),
      )
      .returning({ id: inspections.id });
    await tx
      .update(inspectionPlans)
      .set({ state, version: row.version + 1 })
      .where(eq(inspectionPlans.id, row.id));
    await appendAudit(tx, events.planDropped, {
      ...auditFacts(actor, row),
      details: { visits: ended.length },
    });
  });
}

/**
 * Enters the decision that approves a plan; producers of announced visits are told now. Throws
 * `unprocessable` for a plan with nobody in it, `invalid` for a decision of the future.
 */
export async function approvePlan(db: Db, actor: UserActor, input: ApprovePlan): Promise<void> {
  const { planId, expectedVersion, decisionNumber, decisionOn } = parseInput(ApprovePlan, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, { planId, expectedVersion });
    const state = next(planSteps.approve, row.state);
    if (state === null) throw wrongStep();
    if (decisionOn > (await today(tx)))
      throw new AppError("invalid", { fields: { decisionOn: "Ngày ký không thể ở tương lai." } });
    const chosen = await tx
      .select()
      .from(inspections)
      .where(eq(inspections.planId, row.id))
      .orderBy(inspections.id);
    if (chosen.every((one) => one.state === "cancelled"))
      throw new AppError("unprocessable", { vi: "Kế hoạch chưa có sản phẩm nào." });
    await tx
      .update(inspectionPlans)
      .set({ state, decisionNumber, decisionOn, version: row.version + 1 })
      .where(eq(inspectionPlans.id, row.id));
    for (const one of chosen) if (one.state === "planned") await announce(tx, one);
    await appendAudit(tx, events.planApproved, {
      ...auditFacts(actor, row),
      details: { number: decisionNumber, on: decisionOn },
    });
  });
}

/** Closes a plan. Throws `conflict` while a visit of it waits for its conclusion. */
export async function closePlan(db: Db, actor: UserActor, input: OnPlan): Promise<void> {
  const asked = parseInput(OnPlan, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, asked);
    const state = next(planSteps.close, row.state);
    if (state === null) throw wrongStep();
    const waiting = await tx
      .select({ id: inspections.id })
      .from(inspections)
      .where(
        sql`${inspections.planId} = ${row.id} and ${inspections.state} in ('planned', 'visited')`,
      );
    if (waiting.length > 0)
      throw new AppError("conflict", {
        vi: `Còn ${waiting.length} lần kiểm tra chưa kết luận. Hãy kết luận hoặc hủy trước.`,
      });
    await tx
      .update(inspectionPlans)
      .set({ state, version: row.version + 1 })
      .where(eq(inspectionPlans.id, row.id));
    await appendAudit(tx, events.planClosed, { ...auditFacts(actor, row), details: {} });
  });
}

async function takePlan(tx: Db, actor: UserActor, { planId, expectedVersion }: OnPlan) {
  const row = await authorisedPlan(tx, actor, "plan", planId, { lock: true });
  requireVersion(row, Number(expectedVersion));
  return row;
}

/** A plan with how many visits it has, and how many are concluded. */
export type PlanItem = PlanRow & { readonly visits: number; readonly concluded: number };

/** The plans that the actor may see and nobody has dropped, the newest first. */
export async function listPlans(db: Db, actor: UserActor): Promise<PlanItem[]> {
  const rows = await db
    .select()
    .from(inspectionPlans)
    .where(
      and(
        scopeSql(actor, inspectionPermissions.see, {
          placeVersion: sql`${currentVersion}::text`,
          placePath: inspectionPlans.unitPath,
        }),
        ne(inspectionPlans.state, "dropped"),
      ),
    )
    .orderBy(desc(inspectionPlans.year), desc(inspectionPlans.createdAt))
    .limit(200);
  if (rows.length === 0) return [];
  const counts = await db
    .select({
      planId: inspections.planId,
      visits: sql<number>`count(*) filter (where ${inspections.state} <> 'cancelled')::int`,
      concluded: sql<number>`count(*) filter (where ${inspections.state} = 'concluded')::int`,
    })
    .from(inspections)
    .where(
      inArray(
        inspections.planId,
        rows.map(({ id }) => id),
      ),
    )
    .groupBy(inspections.planId);
  const of = new Map(counts.map((one) => [one.planId, one]));
  return rows.map((row) => ({
    ...row,
    visits: of.get(row.id)?.visits ?? 0,
    concluded: of.get(row.id)?.concluded ?? 0,
  }));
}
