import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { can } from "../access.ts";
import { events } from "../events.server.ts";
import {
  auditFacts,
  authorisedPoint,
  type PointRow,
  requireVersion,
  wrongStep,
} from "../service/load.server.ts";
import { pointChecklist } from "./checklist.server.ts";
import { isPointMet } from "./checklist.ts";
import {
  AssessPoint,
  CloseInspection,
  InspectPoint,
  StrikeSupport,
  SupportPoint,
} from "./inputs.ts";
import { assessments, pointInspections, supports } from "./schema.server.ts";

export type Assessment = typeof assessments.$inferSelect;
export type Support = typeof supports.$inferSelect;
export type PointInspection = typeof pointInspections.$inferSelect;

/** Everything kept of a point beside its facts, the newest first. */
export type Keeping = {
  readonly point: PointRow;
  readonly assessments: readonly Assessment[];
  readonly supports: readonly Support[];
  readonly inspections: readonly PointInspection[];
  readonly mayInspect: boolean;
  /** Money is the office's business. */
  readonly mayKeep: boolean;
};

/** How a point was judged, helped and inspected; `notFound` for another office's. */
export async function describeKeeping(db: Db, actor: UserActor, id: string): Promise<Keeping> {
  const point = await authorisedPoint(db, actor, "see", id);
  return {
    point,
    assessments: await db
      .select()
      .from(assessments)
      .where(eq(assessments.pointId, id))
      .orderBy(desc(assessments.assessedOn), desc(assessments.recordedAt)),
    supports: await db
      .select()
      .from(supports)
      .where(eq(supports.pointId, id))
      .orderBy(desc(supports.year), desc(supports.recordedAt)),
    inspections: await db
      .select()
      .from(pointInspections)
      .where(eq(pointInspections.pointId, id))
      .orderBy(desc(pointInspections.inspectedOn), desc(pointInspections.recordedAt)),
    mayInspect: can(actor, "point", "inspect", point),
    mayKeep: can(actor, "point", "keep", point),
  };
}

/** Judges a point by today's checklist; the result is computed. Earlier ones stay. */
export async function assessPoint(db: Db, actor: UserActor, input: AssessPoint): Promise<void> {
  const { pointId, answers, ...form } = parseInput(AssessPoint, input);
  const checklist = pointChecklist();
  const known = new Set(checklist.parts.flatMap(({ items }) => items.map(({ code }) => code)));
  if (Object.keys(answers).some((code) => !known.has(code)))
    throw new AppError("invalid", {
      fields: { form: "Danh mục tiêu chí đã đổi. Hãy tải lại trang rồi đánh giá lại." },
    });
  const isMet = isPointMet(checklist, answers);
  await db.transaction(async (tx) => {
    const point = await authorisedPoint(tx, actor, "inspect", pointId, { lock: true });
    await refuseFuture(tx, "assessedOn", form.assessedOn);
    const { provinceCode } = point;
    const more = { provinceCode, checklist: checklist.id, recordedBy: actor.userId };
    await tx.insert(assessments).values({ ...form, ...more, pointId, answers, isMet });
    await appendAudit(tx, events.pointAssessed, {
      ...auditFacts(actor, point),
      details: { checklist: checklist.id, isMet },
    });
  });
}

async function refuseFuture(tx: Db, field: string, on: string): Promise<void> {
  if (on > (await today(tx)))
    throw new AppError("invalid", { fields: { [field]: "Ngày này chưa tới." } });
}

/** Notes help that a point had. */
export async function supportPoint(db: Db, actor: UserActor, input: SupportPoint): Promise<void> {
  const { pointId, ...form } = parseInput(SupportPoint, input);
  if (form.amount === 0n)
    throw new AppError("invalid", { fields: { amount: "Số tiền phải lớn hơn 0." } });
  await db.transaction(async (tx) => {
    const point = await authorisedPoint(tx, actor, "keep", pointId, { lock: true });
    if (form.year > Number((await today(tx)).slice(0, 4)))
      throw new AppError("invalid", { fields: { year: "Năm này chưa tới." } });
    const { provinceCode } = point;
    const [row] = await tx
      .insert(supports)
      .values({ ...form, pointId, provinceCode, recordedBy: actor.userId })
      .returning();
    if (!row) throw new Error("the support was not stored");
    await auditSupport(tx, actor, point, row, false);
  });
}

/** Strikes out help that was entered by mistake; it stays to be read and counts no more. */
export async function strikeSupport(db: Db, actor: UserActor, input: StrikeSupport): Promise<void> {
  const { pointId, supportId, reason } = parseInput(StrikeSupport, input);
  await db.transaction(async (tx) => {
    const point = await authorisedPoint(tx, actor, "keep", pointId, { lock: true });
    const isIt = and(eq(supports.id, supportId), eq(supports.pointId, pointId));
    const [row] = await tx
      .update(supports)
      .set({ struckAt: sql`now()`, struckReason: reason })
      .where(and(isIt, isNull(supports.struckAt)))
      .returning();
    if (!row)
      throw new AppError("notFound", { vi: "Không có khoản hỗ trợ này.", denied: "point.support" });
    await auditSupport(tx, actor, point, row, true);
  });
}

async function auditSupport(
  tx: Db,
  actor: UserActor,
  point: PointRow,
  { id, year, amount }: Support,
  struck: boolean,
): Promise<void> {
  await appendAudit(tx, events.pointSupported, {
    ...auditFacts(actor, point),
    details: { support: id, year, amount: String(amount), struck },
  });
}

/** Notes an inspection; one with a day to mend by stays open until it is looked at again. */
export async function inspectPoint(db: Db, actor: UserActor, input: InspectPoint): Promise<void> {
  const { pointId, ...form } = parseInput(InspectPoint, input);
  const result = form.remedyBy === null ? "passed" : "toRemedy";
  await db.transaction(async (tx) => {
    const point = await authorisedPoint(tx, actor, "inspect", pointId, { lock: true });
    await refuseFuture(tx, "inspectedOn", form.inspectedOn);
    const { provinceCode } = point;
    const [row] = await tx
      .insert(pointInspections)
      .values({ ...form, pointId, provinceCode, result, recordedBy: actor.userId })
      .returning({ id: pointInspections.id });
    await appendAudit(tx, events.pointInspected, {
      ...auditFacts(actor, point),
      details: { inspection: row?.id ?? "", result },
    });
  });
}

/** Says what was seen when a point was looked at again; once. */
export async function closeInspection(
  db: Db,
  actor: UserActor,
  input: CloseInspection,
): Promise<void> {
  const { pointId, inspectionId, expectedVersion, ...form } = parseInput(CloseInspection, input);
  await db.transaction(async (tx) => {
    const point = await authorisedPoint(tx, actor, "inspect", pointId, { lock: true });
    const isIt = and(eq(pointInspections.id, inspectionId), eq(pointInspections.pointId, pointId));
    const [row] = await tx.select().from(pointInspections).where(isIt);
    if (!row)
      throw new AppError("notFound", {
        vi: "Không có lần kiểm tra này.",
        denied: "point.inspection",
      });
    requireVersion(row, expectedVersion);
    if (row.result !== "toRemedy") throw wrongStep();
    await refuseFuture(tx, "closedOn", form.closedOn);
    if (form.closedOn < row.inspectedOn)
      throw new AppError("invalid", {
        fields: { closedOn: "Ngày kiểm tra lại không thể trước ngày kiểm tra." },
      });
    await tx
      .update(pointInspections)
      .set({ ...form, version: row.version + 1 })
      .where(isIt);
    await appendAudit(tx, events.pointInspected, {
      ...auditFacts(actor, point),
      details: { inspection: row.id, result: form.result },
    });
  });
}
