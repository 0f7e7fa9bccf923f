import { and, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { isWithin } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import {
  findOfficials,
  type Official,
  searchOfficials,
} from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import {
  findStanding,
  listInForce,
  type Standing,
} from "#modules/recognition/service/standing.server.ts";
import { can, inspectionPermissions } from "../access.ts";
import { events } from "../events.server.ts";
import { AddToPlan, OpenInspection } from "../inputs.ts";
import type { ChecklistItem, InspectionKind } from "../model.ts";
import { drawn, type RiskReason, riskReasons, riskScore } from "../risk.ts";
import { inspections } from "../schema.server.ts";
import { announce } from "./announce.server.ts";
import { checklistFor } from "./checklist.server.ts";
import { conflictedIn } from "./conflicts.server.ts";
import { auditFacts, authorisedPlan, type InspectionRow, type PlanRow } from "./load.server.ts";
import { agencyOf, planningUnit } from "./plans.server.ts";
import { riskFacts } from "./targets.server.ts";

const notHere = () =>
  new AppError("notFound", {
    vi: "Không có sản phẩm này trong địa bàn của bạn.",
    denied: "inspection.plan",
  });

/**
 * Puts products into a plan, all or none; producers of announced visits are told once the plan is
 * approved. Throws `notFound` for a product outside the plan's unit, `invalid` for one that is in
 * the plan already, a day outside it, or a lead who may not inspect there or is in conflict.
 */
export async function addToPlan(
  db: Db,
  actor: UserActor,
  input: AddToPlan,
): Promise<{ ids: readonly string[] }> {
  const { planId, recognitionIds, ...visit } = parseInput(AddToPlan, input);
  return db.transaction(async (tx) => {
    const plan = await authorisedPlan(tx, actor, "plan", planId, { lock: true });
    if (plan.state === "closed" || plan.state === "dropped")
      throw new AppError("conflict", { vi: "Kế hoạch này đã kết thúc." });
    const wanted = [...new Set(recognitionIds)];
    for (const id of wanted) await standingHere(tx, actor, id, plan);
    if (visit.plannedOn < plan.fromOn || visit.plannedOn > plan.toOn)
      throw new AppError("invalid", {
        fields: { plannedOn: "Ngày kiểm tra phải trong thời gian của kế hoạch." },
      });
    const there = await tx
      .select({ name: inspections.productName, state: inspections.state })
      .from(inspections)
      .where(and(eq(inspections.planId, plan.id), inArray(inspections.recognitionId, wanted)));
    const again = there.find(({ state }) => state !== "cancelled");
    if (again)
      throw new AppError("invalid", {
        fields: { recognitionIds: `${again.name} đã có trong kế hoạch.` },
      });
    const lot = await lotOf(tx, plan);
    const ids: string[] = [];
    for (const recognitionId of wanted) {
      const row = await openOne(tx, actor, { ...visit, recognitionId, plan, lot });
      if (plan.state === "approved") await announce(tx, row);
      ids.push(row.id);
    }
    return { ids };
  });
}

/** Opens a visit outside any plan, with the reason for it. Throws as `addToPlan` does. */
export async function openInspection(
  db: Db,
  actor: UserActor,
  input: OpenInspection,
): Promise<{ id: string }> {
  const wanted = parseInput(OpenInspection, input);
  planningUnit(actor);
  return db.transaction(async (tx) => {
    const row = await openOne(tx, actor, { ...wanted, plan: null });
    await announce(tx, row);
    return { id: row.id };
  });
}

/** The recognition, where the actor plans and, with a plan, in that plan's unit; not there otherwise. */
async function standingHere(
  tx: Db,
  actor: UserActor,
  recognitionId: string,
  plan: PlanRow | null,
): Promise<Standing> {
  const standing = await findStanding(tx, recognitionId);
  if (!standing || !can(actor, "plan", standing)) throw notHere();
  const place = { version: currentVersion, path: standing.unitPath };
  if (plan && !isWithin(place, { version: currentVersion, path: plan.unitPath })) throw notHere();
  return standing;
}

/** What an inspection is opened with. */
export type Opening = {
  readonly recognitionId: string;
  readonly kind: InspectionKind;
  readonly plannedOn: string;
  readonly leadId: string;
  readonly note: string | null;
  readonly plan: PlanRow | null;
  /** The products that the plan's lot fell on. */
  readonly lot?: ReadonlySet<string>;
  /** The inspection whose findings are looked at again, and those lines. */
  readonly recheck?: { readonly followsId: string; readonly items: readonly ChecklistItem[] };
};

/** Opens one inspection, inside a transaction. `recheck`: the same product again, in force or not. */
export async function openOne(tx: Db, actor: UserActor, opening: Opening): Promise<InspectionRow> {
  const { plan, recheck, recognitionId, kind, plannedOn, note } = opening;
  const standing = await standingHere(tx, actor, recognitionId, plan);
  const on = await today(tx);
  if (plannedOn < on)
    throw new AppError("invalid", { fields: { plannedOn: "Ngày kiểm tra không thể đã qua." } });
  const leadId = await requireLeadFor(tx, actor, standing, opening.leadId);
  const known = (await riskFacts(tx, [standing], on)).get(standing.id);
  const reasons = known && !recheck ? riskReasons(known, on) : [];
  const [row] = await tx
    .insert(inspections)
    .values({
      provinceCode: standing.provinceCode,
      unitPath: standing.unitPath,
      planId: plan?.id ?? null,
      kind,
      recognitionId,
      productId: standing.productId,
      producerId: standing.producerId,
      dossierId: standing.dossierId,
      productName: standing.productName,
      producerName: standing.producerName,
      stars: standing.stars,
      agency: plan?.agency ?? (await agencyOf(tx, actor, planningUnit(actor))),
      plannedOn,
      leadId,
      reasons,
      wasDrawn: opening.lot?.has(recognitionId) === true,
      note,
      checklist: recheck?.items ?? (await checklistFor(tx, standing)),
      followsId: recheck?.followsId ?? null,
      isDemo: standing.isDemo,
      createdBy: actor.userId,
    })
    .returning();
  if (!row) throw new Error("the inspection was not stored");
  await auditPlanned(tx, actor, row, reasons);
  return row;
}

async function auditPlanned(
  tx: Db,
  actor: UserActor,
  row: InspectionRow,
  reasons: readonly RiskReason[],
): Promise<void> {
  await appendAudit(tx, events.planned, {
    ...auditFacts(actor, row),
    details: {
      kind: row.kind,
      recognition: row.recognitionId,
      plan: row.planId,
      lead: row.leadId,
      plannedOn: row.plannedOn,
      score: riskScore(reasons),
      drawn: row.wasDrawn,
    },
  });
}

/** The products that a plan's lot falls on, among all that are in force in its unit now. */
async function lotOf(tx: Db, plan: PlanRow): Promise<ReadonlySet<string>> {
  const all = await listInForce(tx, plan.unitPath);
  return drawn(
    all.map(({ id }) => id),
    plan.seed,
  );
}

/** Accounts that may lead an inspection in a province, by name. */
export function possibleLeads(db: Db, provinceCode: string): Promise<readonly Official[]> {
  const roles = inspectionPermissions.inspect.roles;
  return searchOfficials(db, { roles, provinceCode: provinceCode || null, text: "" });
}

/** The lead, if they may inspect at this place and are in no conflict; `invalid` beside the field otherwise. */
export async function requireLeadFor(
  tx: Db,
  actor: UserActor,
  ground: Pick<
    Standing,
    "id" | "unitPath" | "provinceCode" | "producerId" | "producerName" | "dossierId"
  >,
  leadId: string,
): Promise<string> {
  const lead = (await findOfficials(tx, [leadId])).get(leadId);
  const roles: readonly string[] = inspectionPermissions.inspect.roles;
  const place = { version: currentVersion, path: ground.unitPath };
  const mayThere = lead?.roles.some(
    ({ role, placePath }) =>
      roles.includes(role) && isWithin(place, { version: currentVersion, path: placePath }),
  );
  if (!lead || lead.isDisabled || !mayThere)
    throw new AppError("invalid", {
      fields: { leadId: "Người này không được giao kiểm tra ở địa bàn này." },
    });
  const found = (await conflictedIn(tx, [ground], [leadId, actor.userId])).get(ground.id);
  if (found?.has(actor.userId)) throw notHere();
  const why = found?.get(leadId);
  if (why !== undefined)
    throw new AppError("invalid", {
      fields: {
        leadId: `${lead.name} có xung đột lợi ích với ${ground.producerName}: ${why}. Hãy chọn người khác.`,
      },
    });
  return leadId;
}
