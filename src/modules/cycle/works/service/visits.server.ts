import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import type { FileStore } from "#core/files/store.ts";
import { parseInput } from "#core/input/parse.ts";
import { noticeOfVisit } from "../../plans/notices.ts";
import { auditFacts, authorisedPlan, takePlan } from "../../plans/service/load.server.ts";
import { tell } from "../../plans/service/tell.server.ts";
import { workEvents } from "../events.server.ts";
import { AddVisit } from "../inputs.ts";
import { mostPhotos } from "../model.ts";
import { businessPlanPhotos, businessPlanVisits } from "../schema.server.ts";

type Ground = { readonly db: Db; readonly files: FileStore };
type Photo = { readonly digest: string; readonly size: number; readonly mediaType: string };

const visiting = { activity: "visit", step: "work" } as const;

/**
 * Writes down a visit with its photos; the producer is told. The same form sent twice is one visit.
 * Throws `invalid` for a day to come or what is no picture, `conflict` for a plan that is not being
 * carried out.
 */
export async function addVisit(
  { db, files }: Ground,
  actor: UserActor,
  input: AddVisit,
  photos: readonly Blob[] = [],
): Promise<{ id: string }> {
  const { planId, ...visit } = parseInput(AddVisit, input);
  // Asked before the pictures are examined, which is work, and again with the row locked.
  await authorisedPlan(db, actor, "visit", planId);
  if (photos.length > mostPhotos)
    throw new AppError("invalid", { fields: { photos: `Nhiều nhất ${mostPhotos} ảnh.` } });
  const taken: Photo[] = [];
  for (const photo of photos) taken.push(await takeIn(files, photo));
  return db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, visiting, { planId });
    if (visit.on > (await today(tx)))
      throw new AppError("invalid", { fields: { on: "Ngày đến còn ở tương lai." } });
    const values = { ...visit, planId, provinceCode: row.provinceCode, writtenBy: actor.userId };
    const [made] = await tx
      .insert(businessPlanVisits)
      .values(values)
      .onConflictDoNothing()
      .returning({ id: businessPlanVisits.id });
    if (!made) return visitOf(tx, planId, visit.formKey);
    await keepPhotos(tx, made.id, taken);
    await tell(tx, row, noticeOfVisit(row, visit.nextSteps));
    await appendAudit(tx, workEvents.visited, {
      ...auditFacts(actor, row),
      details: { visit: made.id, photos: taken.length },
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

async function takeIn(files: FileStore, photo: Blob): Promise<Photo> {
  const examined = await examineFile(new Uint8Array(await photo.arrayBuffer()));
  if (examined.kind !== "image")
    throw new AppError("invalid", { fields: { photos: "Chỉ nhận ảnh." } });
  return { ...(await files.put(examined.bytes)), mediaType: examined.mediaType };
}

async function keepPhotos(tx: Db, visitId: string, taken: readonly Photo[]): Promise<void> {
  for (const [position, { mediaType, ...stored }] of taken.entries()) {
    await recordFile(tx, stored, mediaType);
    await tx
      .insert(businessPlanPhotos)
      .values({ visitId, digest: stored.digest, position })
      .onConflictDoNothing();
  }
}

/** A photo of a visit of this plan, for whoever may see the plan; `notFound` for any other. */
export async function findPhoto(
  db: Db,
  actor: UserActor,
  { planId, digest }: { readonly planId: string; readonly digest: string },
): Promise<Photo & { readonly title: string }> {
  await authorisedPlan(db, actor, "see", planId);
  const [photo] = await db
    .select({
      digest: businessPlanPhotos.digest,
      size: storedFiles.size,
      mediaType: storedFiles.mediaType,
    })
    .from(businessPlanPhotos)
    .innerJoin(businessPlanVisits, eq(businessPlanVisits.id, businessPlanPhotos.visitId))
    .innerJoin(storedFiles, eq(storedFiles.digest, businessPlanPhotos.digest))
    .where(and(eq(businessPlanVisits.planId, planId), eq(businessPlanPhotos.digest, digest)))
    .limit(1);
  if (!photo) throw new AppError("notFound", { vi: "Không có ảnh này." });
  return { ...photo, title: "Ảnh đến cơ sở" };
}
