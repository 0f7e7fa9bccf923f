import { desc, eq, sql } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion } from "#modules/places/model.ts";
import {
  findRecognition,
  findRecognitionByNumber,
} from "#modules/recognition/service/found.server.ts";
import { announce } from "../../service/announce.server.ts";
import { openOne } from "../../service/schedule.server.ts";
import { openCase } from "../../cases/service/open.server.ts";
import { can, type ComplaintActivity, complaintPermissions } from "../access.ts";
import { complaintEvents } from "../events.server.ts";
import { EndComplaint, ToCase, ToInspection } from "../inputs.ts";
import { Id } from "../model.ts";
import { complaints } from "../schema.server.ts";

export type ComplaintRow = typeof complaints.$inferSelect;

const missing = { vi: "Không có phản ánh này." };

/** The complaint, if the actor may do this to it; one of another unit is not there. */
export async function authorisedComplaint(
  db: Db,
  actor: Actor,
  activity: ComplaintActivity,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<ComplaintRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(complaints).where(eq(complaints.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  if (can(actor, activity, row)) return row;
  const denied = `complaint.${activity}`;
  if (can(actor, "see", row))
    throw new AppError("forbidden", { denied, roles: complaintPermissions[activity].roles });
  throw new AppError("notFound", { ...missing, denied });
}

/** The complaints of the actor's area, those that wait first, without contacts. */
export async function listComplaints(db: Db, actor: UserActor) {
  const scope = scopeSql(actor, complaintPermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: complaints.unitPath,
  });
  return db
    .select({
      id: complaints.id,
      state: complaints.state,
      kind: complaints.kind,
      productName: complaints.productName,
      receivedAt: complaints.receivedAt,
      hasPhoto: sql<boolean>`${complaints.photoDigest} is not null`,
      isNamed: sql<boolean>`${complaints.recognitionId} is not null`,
    })
    .from(complaints)
    .where(scope)
    .orderBy(sql`${complaints.state} <> 'received'`, desc(complaints.receivedAt))
    .limit(500);
}

/** A complaint with the product it names; the contact only for the office. */
export async function describeComplaint(db: Db, actor: UserActor, id: string) {
  const { contact, ...row } = await authorisedComplaint(db, actor, "see", id);
  return {
    row,
    contact: can(actor, "contact", row) ? contact : null,
    hasContact: contact !== null,
    recognition:
      row.recognitionId === null ? undefined : await findRecognition(db, row.recognitionId),
    maySettle: can(actor, "settle", row) && row.state === "received",
  };
}

/** Opens a case from a complaint; its photo is the first evidence. Throws as `openCase`. */
export async function toCase(db: Db, actor: UserActor, input: ToCase): Promise<{ caseId: string }> {
  const { certificateNumber, ground, facts, ...on } = parseInput(ToCase, input);
  return db.transaction(async (tx) => {
    const row = await takeWaiting(tx, actor, on);
    const recognitionId = await namedBy(tx, row, certificateNumber);
    const { id: caseId } = await openCase(
      tx,
      actor,
      { recognitionId, origin: "complaint", ground, facts },
      row.photoDigest === null ? [] : [{ digest: row.photoDigest, title: "Ảnh kèm phản ánh" }],
    );
    await settle(tx, actor, row, { state: "inCase", caseId, recognitionId });
    return { caseId };
  });
}

/** Asks for an unannounced inspection because of a complaint. Throws as opening an inspection does. */
export async function toInspection(
  db: Db,
  actor: UserActor,
  input: ToInspection,
): Promise<{ inspectionId: string }> {
  const { certificateNumber, plannedOn, leadId, ...on } = parseInput(ToInspection, input);
  return db.transaction(async (tx) => {
    const row = await takeWaiting(tx, actor, on);
    const recognitionId = await namedBy(tx, row, certificateNumber);
    const inspection = await openOne(tx, actor, {
      recognitionId,
      kind: "complaint",
      plannedOn,
      leadId,
      note: row.text.slice(0, 2_000),
      plan: null,
    });
    await announce(tx, inspection);
    const inspectionId = inspection.id;
    await settle(tx, actor, row, { state: "inInspection", inspectionId, recognitionId });
    return { inspectionId };
  });
}

/** Ends a complaint with a reason that the person who told may read. */
export async function endComplaint(db: Db, actor: UserActor, input: EndComplaint): Promise<void> {
  const { answer, ...on } = parseInput(EndComplaint, input);
  await db.transaction(async (tx) => {
    const row = await takeWaiting(tx, actor, on);
    await settle(tx, actor, row, { state: "dismissed", answer });
  });
}

async function takeWaiting(
  tx: Db,
  actor: UserActor,
  { complaintId, expectedVersion }: { complaintId: string; expectedVersion: number },
): Promise<ComplaintRow> {
  const row = await authorisedComplaint(tx, actor, "settle", complaintId, { lock: true });
  if (row.version !== expectedVersion || row.state !== "received")
    throw new AppError("stale", {
      vi: "Người khác vừa xử lý phản ánh này. Hãy tải lại trang.",
    });
  return row;
}

/** The recognition that a complaint names, or that the office found by the certificate's number. */
async function namedBy(tx: Db, row: ComplaintRow, number: string | null): Promise<string> {
  if (row.recognitionId !== null) return row.recognitionId;
  const found =
    number === null ? undefined : await findRecognitionByNumber(tx, row.provinceCode, number);
  if (found) return found.id;
  const vi =
    number === null
      ? "Hãy nhập số giấy chứng nhận của sản phẩm bị phản ánh."
      : "Không có giấy chứng nhận nào mang số này trong tỉnh.";
  throw new AppError("unprocessable", { fields: { certificateNumber: vi } });
}

async function settle(
  tx: Db,
  actor: UserActor,
  row: ComplaintRow,
  change: Partial<ComplaintRow> & Pick<ComplaintRow, "state">,
): Promise<void> {
  await tx
    .update(complaints)
    .set({
      ...change,
      settledBy: actor.userId,
      settledAt: sql`now()`,
      version: row.version + 1,
    })
    .where(eq(complaints.id, row.id));
  await appendAudit(tx, complaintEvents.settled, {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
    details: {
      state: change.state,
      case: change.caseId ?? null,
      inspection: change.inspectionId ?? null,
    },
  });
}
