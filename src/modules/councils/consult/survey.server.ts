import { asc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { canonicalJson } from "#modules/dossiers/canonical.ts";
import { factsOf } from "#modules/dossiers/service/load.server.ts";
import { events } from "./events.server.ts";
import { assertKept } from "./files.server.ts";
import { SaveSurvey } from "./inputs.ts";
import { assertUnderAdvice, ownAssignment } from "./load.server.ts";
import { hasReport } from "./reports.server.ts";
import { consultSurveys } from "./schema.server.ts";

export type SurveyRow = typeof consultSurveys.$inferSelect;

/**
 * Keeps a visit that a phone sends, perhaps hours after it was written. The id is the phone's:
 * a visit sent twice is one, and what was mended before it was sent again replaces it, until the
 * team has reported. Throws `conflict` for an id that another visit has.
 */
export async function saveSurvey(
  db: Db,
  actor: UserActor,
  input: SaveSurvey,
): Promise<{ id: string; version: number }> {
  const wanted = parseInput(SaveSurvey, input);
  return db.transaction(async (tx) => {
    const { assignment, row } = await ownAssignment(tx, actor, wanted.assignmentId, { lock: true });
    assertUnderAdvice(row, assignment.stage);
    if (await hasReport(tx, row))
      throw new AppError("conflict", { vi: "Tổ đã báo cáo, không ghi thêm khảo sát được nữa." });
    if (wanted.on > (await today(tx)))
      throw new AppError("invalid", { fields: { on: "Ngày khảo sát không thể ở tương lai." } });
    await assertKept(tx, row.id, "surveyPhoto", wanted.photos);
    await assertKept(
      tx,
      row.id,
      "signature",
      wanted.signatureDigest ? [wanted.signatureDigest] : [],
    );
    const version = await writeSurvey(tx, wanted, { dossierId: row.id, createdBy: actor.userId });
    if (version.isNew)
      await appendAudit(tx, events.surveyed, {
        ...factsOf(actor, row),
        details: { survey: wanted.id, version: version.number, photos: wanted.photos.length },
      });
    return { id: wanted.id, version: version.number };
  });
}

/** Writes a visit under its id; exactly the same again is no new version. */
async function writeSurvey(
  tx: Db,
  wanted: ReturnType<typeof SaveSurvey.parse>,
  of: { dossierId: string; createdBy: string },
): Promise<{ number: number; isNew: boolean }> {
  const { assignmentId, deviceAt, id, ...said } = wanted;
  const values = { ...said, deviceAt: deviceAt === null ? null : new Date(deviceAt) };
  const [kept] = await tx.select().from(consultSurveys).where(eq(consultSurveys.id, id));
  if (!kept) {
    await tx.insert(consultSurveys).values({ id, assignmentId, ...of, ...values });
    return { number: 1, isNew: true };
  }
  if (kept.assignmentId !== assignmentId)
    throw new AppError("conflict", { vi: "Bản ghi này trùng mã với một lần khảo sát khác." });
  const { on, latitude, longitude, accuracy, people, findings, ...rest } = kept;
  const { photos, signatureDigest, signedName } = rest;
  const before = { on, latitude, longitude, accuracy, people, findings };
  if (canonicalJson({ ...before, photos, signatureDigest, signedName }) === canonicalJson(said))
    return { number: kept.version, isNew: false };
  await tx
    .update(consultSurveys)
    .set({ ...values, version: kept.version + 1 })
    .where(eq(consultSurveys.id, id));
  return { number: kept.version + 1, isNew: true };
}

/** The visits for a dossier, oldest first; rights are the caller's business. */
export function surveysOf(db: Db, dossierId: string): Promise<SurveyRow[]> {
  return db
    .select()
    .from(consultSurveys)
    .where(eq(consultSurveys.dossierId, dossierId))
    .orderBy(asc(consultSurveys.on), asc(consultSurveys.createdAt));
}
