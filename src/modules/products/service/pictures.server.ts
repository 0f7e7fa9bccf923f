import { and, count, eq } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { keptTypes } from "#core/files/intake/limits.ts";
import { parseInput } from "#core/input/parse.ts";
import { factsOf } from "#modules/producers/service/producers.server.ts";
import {
  dropUpload,
  type FileGround,
  finishUpload,
  getUpload,
} from "#modules/producers/service/uploads.server.ts";
import { events } from "../events.server.ts";
import { AddPicture } from "../model.ts";
import { productPictures } from "../schema.server.ts";
import { authorisedProduct, type Picture } from "./products.server.ts";

/** Pictures that one product may have. */
const mostPictures = 40;

/** Adds a picture that has come in; the same picture of a kind is there once. Pictures only. */
export async function addPicture(
  ground: FileGround,
  actor: UserActor,
  productId: string,
  input: AddPicture,
): Promise<void> {
  const { uploadId, kind, caption } = parseInput(AddPicture, input);
  const upload = await finishUpload(ground, actor, await getUpload(ground.db, actor, uploadId));
  await ground.db.transaction(async (tx) => {
    const { product, producer } = await authorisedProduct(tx, actor, "update", productId);
    if (upload.producerId !== product.producerId)
      throw new AppError("notFound", { denied: "upload.use" });
    if (upload.state !== "ready" || upload.digest === null || upload.mediaType !== keptTypes.image)
      throw new AppError("invalid", { fields: { uploadId: "Hãy chọn một ảnh đã gửi xong." } });
    const [held] = await tx
      .select({ count: count() })
      .from(productPictures)
      .where(eq(productPictures.productId, productId));
    if ((held?.count ?? 0) >= mostPictures)
      throw new AppError("unprocessable", {
        vi: `Mỗi sản phẩm có nhiều nhất ${mostPictures} ảnh. Hãy bỏ bớt ảnh cũ.`,
      });
    const added = await tx
      .insert(productPictures)
      .values({ productId, digest: upload.digest, kind, caption, position: held?.count ?? 0 })
      .onConflictDoNothing()
      .returning({ digest: productPictures.digest });
    await dropUpload(tx, actor, uploadId);
    if (added.length > 0)
      await appendAudit(tx, events.pictureAdded, {
        ...factsOf(actor, producer),
        subjectId: productId,
        details: { kind, digest: upload.digest },
      });
  });
}

/** Takes a picture off a product; its content stays in the store for what was filed with it. */
export async function removePicture(
  db: Db,
  actor: UserActor,
  productId: string,
  { kind, digest }: { kind: Picture["kind"]; digest: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { producer } = await authorisedProduct(tx, actor, "update", productId);
    const removed = await tx
      .delete(productPictures)
      .where(
        and(
          eq(productPictures.productId, productId),
          eq(productPictures.kind, kind),
          eq(productPictures.digest, digest),
        ),
      )
      .returning({ digest: productPictures.digest });
    if (removed.length === 0) throw new AppError("notFound", { vi: "Không có ảnh này." });
    await appendAudit(tx, events.pictureRemoved, {
      ...factsOf(actor, producer),
      subjectId: productId,
      details: { kind, digest },
    });
  });
}

/** A picture of a product, for those who may see the product; `notFound` otherwise. */
export async function getPicture(
  db: Db,
  actor: Actor,
  productId: string,
  digest: string,
): Promise<Picture> {
  await authorisedProduct(db, actor, "see", productId);
  const [picture] = await db
    .select()
    .from(productPictures)
    .where(and(eq(productPictures.productId, productId), eq(productPictures.digest, digest)))
    .limit(1);
  if (!picture) throw new AppError("notFound", { vi: "Không có ảnh này.", denied: "picture.see" });
  return picture;
}
