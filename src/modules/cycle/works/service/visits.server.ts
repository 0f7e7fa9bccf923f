import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { recordFile } from "#core/files/record.ts";
import { parseInput } from "#core/input/parse.ts";
import { mayVisitAs } from "../../plans/access.ts";
import { noticeOfVisit } from "../../plans/notices.ts";
import { auditFacts, authorisedPlan, takePlan } from "../../plans/service/load.server.ts";
import { tell } from "../../plans/service/tell.server.ts";
import { workEvents } from "../events.server.ts";
import { AddVisit } from "../inputs.ts";
import { mostPhotos } from "../model.ts";
import { businessPlanVisits } from "../schema.server.ts";
import {
  assertSent,
  namePhotos,
  type Photo,
  type PhotoGround,
  takeIn,
  visiting,
} from "./photos.server.ts";

/**
 * Writes down a visit with its photos: those that come with it, and those that a phone sent
 * before. The producer is told. The same form sent twice is one visit. Throws `invalid` for a day
 * to come, what is no picture or a photo that was never sent, `conflict` for a plan that is not
 * being carried out.
 */
export async function addVisit(
  { db, files }: PhotoGround,
  actor: UserActor,
  input: AddVisit,
  photos: readonly Blob[] = [],
): Promise<{ id: string }> {
  const { planId, photos: sent, deviceAt, ...visit } = parseInput(AddVisit, input);
  // Asked before the pictures are examined, which is work, and again with the row locked.
  await authorisedPlan(db, actor, "visit", planId);
  if (!mayVisitAs(actor, visit.visitor))
    throw new AppError("invalid", {
      fields: { visitor: "Tài khoản tư vấn chỉ ghi lần đến của tư vấn. Hãy chọn “Tư vấn”." },
    });
  if (photos.length > mostPhotos)
    throw new AppError("invalid", { fields: { photos: `Nhiều nhất ${mostPhotos} ảnh.` } });
  const taken: Photo[] = [];
  for (const photo of photos) taken.push(await takeIn(files, photo));
  return db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, visiting, { planId });
    if (visit.on > (await today(tx)))
      throw new AppError("invalid", { fields: { on: "Ngày đến còn ở tương lai." } });
    await assertSent(tx, planId, sent);
    const [made] = await tx
      .insert(businessPlanVisits)
      .values({
        ...visit,
        planId,
        provinceCode: row.provinceCode,
        deviceAt: deviceAt === null ? null : new Date(deviceAt),
        writtenBy: actor.userId,
      })
      .onConflictDoNothing()
      .returning({ id: businessPlanVisits.id });
    if (!made) return visitOf(tx, planId, visit.formKey);
    for (const { mediaType, ...stored } of taken) await recordFile(tx, stored, mediaType);
    const shown = [...sent, ...taken.map(({ digest }) => digest)];
    await namePhotos(tx, made.id, shown);
    await tell(tx, row, noticeOfVisit(row, visit.nextSteps));
    await appendAudit(tx, workEvents.visited, {
      ...auditFacts(actor, row),
      details: { visit: made.id, photos: shown.length },
    });
    return made;
  });
}

async function visitOf(tx: Db, planId: string, formKey: string): Promise<{ id: string }> {
  const [kept] = await tx
    .select({ id: businessPlanVisits.id })
    .from(businessPlanVisits)
    .where(and(eq(businessPlanVisits.planId, planId), eq(businessPlanVisits.formKey, formKey)));
  if (!kept) throw new Error("the visit was neither stored nor there");
  return kept;
}
