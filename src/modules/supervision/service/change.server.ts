import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { events } from "../events.server.ts";
import { CancelInspection, ChangeInspection } from "../inputs.ts";
import { visitCancelled, visitMoved } from "../notices.ts";
import { inspections } from "../schema.server.ts";
import { inspectionSteps, next } from "../states.ts";
import { tellProducer } from "./announce.server.ts";
import { auditFacts, authorisedInspection, requireVersion, wrongStep } from "./load.server.ts";
import { requireLeadFor } from "./schedule.server.ts";

/** Another day or another lead, before the visit; a producer who was told hears of the new day. */
export async function changeInspection(
  db: Db,
  actor: UserActor,
  input: ChangeInspection,
): Promise<void> {
  const { inspectionId, expectedVersion, plannedOn, leadId } = parseInput(ChangeInspection, input);
  await db.transaction(async (tx) => {
    const row = await authorisedInspection(tx, actor, "plan", inspectionId, { lock: true });
    requireVersion(row, expectedVersion);
    if (next(inspectionSteps.change, row.state) === null) throw wrongStep();
    if (plannedOn !== row.plannedOn && plannedOn < (await today(tx)))
      throw new AppError("invalid", { fields: { plannedOn: "Ngày kiểm tra không thể đã qua." } });
    if (leadId !== row.leadId) await requireLeadFor(tx, actor, row, leadId);
    await tx
      .update(inspections)
      .set({ plannedOn, leadId, version: row.version + 1 })
      .where(eq(inspections.id, row.id));
    if (row.toldAt !== null && plannedOn !== row.plannedOn)
      await tellProducer(tx, row, visitMoved({ ...row, plannedOn }));
    await appendAudit(tx, events.changed, {
      ...auditFacts(actor, row),
      details: { lead: leadId, plannedOn },
    });
  });
}

/** Nobody goes; a producer who was told hears of it. Throws `conflict` after the visit. */
export async function cancelInspection(
  db: Db,
  actor: UserActor,
  input: CancelInspection,
): Promise<void> {
  const { inspectionId, expectedVersion, reason } = parseInput(CancelInspection, input);
  await db.transaction(async (tx) => {
    const row = await authorisedInspection(tx, actor, "plan", inspectionId, { lock: true });
    requireVersion(row, expectedVersion);
    const state = next(inspectionSteps.cancel, row.state);
    if (state === null) throw wrongStep();
    await tx
      .update(inspections)
      .set({ state, cancelReason: reason, version: row.version + 1 })
      .where(eq(inspections.id, row.id));
    if (row.toldAt !== null) await tellProducer(tx, row, visitCancelled(row));
    await appendAudit(tx, events.cancelled, { ...auditFacts(actor, row), details: {} });
  });
}
