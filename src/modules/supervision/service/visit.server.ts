import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { canonicalJson } from "#modules/dossiers/canonical.ts";
import { events } from "../events.server.ts";
import { SaveVisit } from "../inputs.ts";
import { inspectionPlans, inspections, inspectionVisits } from "../schema.server.ts";
import { inspectionSteps, next } from "../states.ts";
import { assertKept } from "./files.server.ts";
import {
  auditFacts,
  authorisedInspection,
  type InspectionRow,
  requireLead,
  visitOf,
  type VisitRow,
  wrongStep,
} from "./load.server.ts";

type Said = Omit<ReturnType<typeof SaveVisit.parse>, "inspectionId">;

/**
 * Keeps what a phone sends of a visit, perhaps hours after it was written. Sent twice it is one;
 * what was mended before it was sent again replaces it, until the conclusion. Throws `conflict`
 * for a second phone's visit, or one of a plan that is not approved; `invalid` for lines that the
 * checklist does not have, and for one that is not kept without a word or photo about it.
 */
export async function saveVisit(
  db: Db,
  actor: UserActor,
  input: SaveVisit,
): Promise<{ id: string; version: number }> {
  const { inspectionId, ...said } = parseInput(SaveVisit, input);
  return db.transaction(async (tx) => {
    const row = await authorisedInspection(tx, actor, "inspect", inspectionId, { lock: true });
    requireLead(actor, row);
    const state = next(inspectionSteps.visit, row.state);
    if (state === null) throw wrongStep();
    await requireApproved(tx, row);
    if (said.on > (await today(tx)))
      throw new AppError("invalid", { fields: { on: "Ngày kiểm tra không thể ở tương lai." } });
    requireAnswers(row, said);
    await assertKept(tx, row.id, "visitPhoto", [
      ...said.photos,
      ...Object.values(said.answers).flatMap((one) => one.photos),
    ]);
    await assertKept(tx, row.id, "signature", said.signatureDigest ? [said.signatureDigest] : []);
    const version = await writeVisit(tx, actor, row, said);
    if (!version.isNew) return { id: said.id, version: version.number };
    await tx
      .update(inspections)
      .set({ state, version: row.version + 1 })
      .where(eq(inspections.id, row.id));
    const answers = Object.values(said.answers);
    await appendAudit(tx, events.visited, {
      ...auditFacts(actor, row),
      details: {
        visit: said.id,
        version: version.number,
        on: said.on,
        notKept: answers.filter(({ mark }) => mark === "notKept").length,
        photos: said.photos.length + answers.flatMap((one) => one.photos).length,
      },
    });
    return { id: said.id, version: version.number };
  });
}

async function requireApproved(tx: Db, { planId }: InspectionRow): Promise<void> {
  if (planId === null) return;
  const [plan] = await tx.select().from(inspectionPlans).where(eq(inspectionPlans.id, planId));
  if (plan?.state !== "approved")
    throw new AppError("conflict", {
      vi: "Kế hoạch chưa được phê duyệt hoặc đã kết thúc; bản ghi vẫn còn trong máy này.",
    });
}

function requireAnswers({ checklist }: InspectionRow, { answers }: Said): void {
  const known = new Map(checklist.map((item) => [item.code, item]));
  const fields: Record<string, string> = {};
  for (const [code, { mark, note, photos }] of Object.entries(answers)) {
    const item = known.get(code);
    if (!item) fields[code] = "Có nội dung không thuộc danh mục của lần kiểm tra này.";
    else if (mark === "notKept" && note === null && photos.length === 0)
      fields[code] = `${item.title}: không đạt thì hãy ghi rõ hoặc chụp ảnh.`;
  }
  if (Object.keys(answers).length === 0)
    fields["answers"] = "Chưa đánh dấu nội dung nào trong danh mục kiểm tra.";
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}

async function writeVisit(
  tx: Db,
  actor: UserActor,
  row: InspectionRow,
  said: Said,
): Promise<{ number: number; isNew: boolean }> {
  const { deviceAt, ...words } = said;
  const kept = await visitOf(tx, row.id);
  const values = {
    ...words,
    deviceAt: deviceAt === null ? null : new Date(deviceAt),
    sentBy: actor.userId,
  };
  if (!kept) {
    const [stored] = await tx
      .insert(inspectionVisits)
      .values({ ...values, inspectionId: row.id })
      .onConflictDoNothing()
      .returning({ id: inspectionVisits.id });
    if (!stored) throw anotherVisit();
    return { number: 1, isNew: true };
  }
  if (kept.id !== said.id) throw anotherVisit();
  if (canonicalJson(wordsOf(kept)) === canonicalJson(words))
    return { number: kept.version, isNew: false };
  await tx
    .update(inspectionVisits)
    .set({ ...values, version: kept.version + 1, sentAt: sql`now()` })
    .where(eq(inspectionVisits.id, kept.id));
  return { number: kept.version + 1, isNew: true };
}

function wordsOf({
  inspectionId: _inspection,
  deviceAt: _device,
  version: _version,
  sentBy: _by,
  sentAt: _at,
  ...words
}: VisitRow) {
  return words;
}

function anotherVisit(): AppError {
  return new AppError("conflict", {
    vi: "Lần kiểm tra này đã có kết quả gửi từ một máy khác. Hãy mở trang của lần kiểm tra để xem.",
  });
}
