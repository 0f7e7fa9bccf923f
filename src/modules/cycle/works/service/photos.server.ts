import { and, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import type { FileStore } from "#core/files/store.ts";
import { auditFacts, authorisedPlan, takePlan } from "../../plans/service/load.server.ts";
import { workEvents } from "../events.server.ts";
import { businessPlanFiles, businessPlanPhotos, businessPlanVisits } from "../schema.server.ts";

/** What photos of visits stand on. */
export type PhotoGround = { readonly db: Db; readonly files: FileStore };

/** A photo in the store. */
export type Photo = {
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
};

/** The step of a plan in which visits are written down. */
export const visiting = { activity: "visit", step: "work" } as const;

/**
 * Examines a photo of a visit and keeps it for the plan, ahead of the words. The same photo sent
 * again is the same. Throws `invalid` for what is no picture, `conflict` for a plan that is not
 * being carried out.
 */
export async function keepPlanPhoto(
  { db, files }: PhotoGround,
  actor: UserActor,
  { planId, content }: { readonly planId: string; readonly content: Blob },
): Promise<{ digest: string }> {
  // Asked before the picture is examined, which is work, and again with the row locked.
  await authorisedPlan(db, actor, "visit", planId);
  const { mediaType, ...stored } = await takeIn(files, content);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, visiting, { planId });
    await recordFile(tx, stored, mediaType);
    const { provinceCode } = row;
    const kept = await tx
      .insert(businessPlanFiles)
      .values({ planId, provinceCode, digest: stored.digest, storedBy: actor.userId })
      .onConflictDoNothing()
      .returning({ digest: businessPlanFiles.digest });
    if (kept.length > 0)
      await appendAudit(tx, workEvents.photoKept, {
        ...auditFacts(actor, row),
        details: { digest: stored.digest },
      });
  });
  return { digest: stored.digest };
}

/** Examines a photo and puts it into the store; `invalid` for what is no picture. */
export async function takeIn(files: FileStore, photo: Blob): Promise<Photo> {
  const examined = await examineFile(new Uint8Array(await photo.arrayBuffer()));
  if (examined.kind !== "image")
    throw new AppError("invalid", { fields: { photos: "Chỉ nhận ảnh." } });
  return { ...(await files.put(examined.bytes)), mediaType: examined.mediaType };
}

/** Refuses photos that were not sent for this plan: a digest alone opens nothing. */
export async function assertSent(
  tx: Db,
  planId: string,
  digests: readonly string[],
): Promise<void> {
  const wanted = [...new Set(digests)];
  if (wanted.length === 0) return;
  const found = await tx.$count(
    businessPlanFiles,
    and(eq(businessPlanFiles.planId, planId), inArray(businessPlanFiles.digest, wanted)),
  );
  if (found !== wanted.length)
    throw new AppError("invalid", {
      fields: { photos: "Có ảnh chưa được gửi lên. Hãy bấm gửi lại." },
    });
}

/** Names stored photos as the visit's, in their order. */
export async function namePhotos(
  tx: Db,
  visitId: string,
  digests: readonly string[],
): Promise<void> {
  for (const [position, digest] of [...new Set(digests)].entries())
    await tx.insert(businessPlanPhotos).values({ visitId, digest, position });
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
