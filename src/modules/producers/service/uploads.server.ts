import { and, asc, count, eq, isNull, lt, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { IntakeRefusal, mostBytes } from "#core/files/intake/limits.ts";
import { recordFile } from "#core/files/record.ts";
import { ContentMeter, type FileStore } from "#core/files/store.ts";
import { parseInput } from "#core/input/parse.ts";
import { optionalLine } from "#core/input/text.ts";
import { events } from "../events.server.ts";
import { uploadPieces, uploads } from "../schema.server.ts";
import { authorisedProducer, factsOf } from "./producers.server.ts";

/** What taking in files needs: the database, and the store that contents go to. */
export type FileGround = { readonly db: Db; readonly files: FileStore };

export type Upload = typeof uploads.$inferSelect;

/** Files that one person may have on their way at once. */
const mostUnderWay = 300;
/** Days after which a file that nothing was made of is forgotten. */
export const keepDays = 3;

/** What the sender says of a file before sending it. */
export const BeginUpload = z.strictObject({
  producerId: z.uuid({ error: "Hãy chọn chủ thể." }),
  fileName: optionalLine(255),
  length: z.number().int().min(0),
  /** SHA-256 in hex of the whole file, if the sender can tell. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type BeginUpload = z.input<typeof BeginUpload>;

/** Makes a place for a file of a producer; its pieces follow. Throws `tooLarge` before any is sent. */
export async function beginUpload(db: Db, actor: UserActor, input: BeginUpload): Promise<Upload> {
  const wanted = parseInput(BeginUpload, input);
  if (wanted.length > mostBytes) throw new IntakeRefusal("tooLarge");
  if (wanted.length === 0) throw new IntakeRefusal("empty");
  return db.transaction(async (tx) => {
    const producer = await authorisedProducer(tx, actor, "keepPapers", wanted.producerId);
    await tx
      .delete(uploads)
      .where(
        and(
          eq(uploads.producerId, producer.id),
          isNull(uploads.paperId),
          lt(uploads.updatedAt, sql`now() - make_interval(days => ${keepDays})`),
        ),
      );
    const [underWay] = await tx
      .select({ count: count() })
      .from(uploads)
      .where(and(eq(uploads.userId, actor.userId), eq(uploads.state, "receiving")));
    if ((underWay?.count ?? 0) >= mostUnderWay)
      throw new AppError("tooMany", {
        vi: `Đang có ${mostUnderWay} tệp gửi dở. Hãy đợi gửi xong rồi gửi tiếp.`,
      });
    const [upload] = await tx
      .insert(uploads)
      .values({
        provinceCode: producer.provinceCode,
        producerId: producer.id,
        userId: actor.userId,
        fileName: wanted.fileName ?? "",
        length: wanted.length,
        declaredDigest: wanted.digest,
      })
      .returning();
    if (!upload) throw new Error("the upload was not stored");
    return upload;
  });
}

/** The person's own upload; another's is not found. Locked when `lock`. */
export async function getUpload(
  db: Db,
  actor: UserActor,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Upload> {
  const missing = { vi: "Không có tệp đang gửi này." };
  if (!z.uuid().safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(uploads).where(eq(uploads.id, id));
  const [upload] = lock ? await query.for("update") : await query;
  if (!upload) throw new AppError("notFound", missing);
  if (upload.userId !== actor.userId)
    throw new AppError("notFound", { ...missing, denied: "upload.use" });
  return upload;
}

/**
 * Takes the next piece of a file. Throws `conflict` when it does not begin where the file stands:
 * two senders, or one that repeats itself. With the last piece the file is examined; one that is
 * refused throws its `IntakeRefusal` and is remembered as refused.
 */
export async function receivePiece(
  ground: FileGround,
  actor: UserActor,
  { id, start, bytes }: { id: string; start: number; bytes: Buffer },
): Promise<Upload> {
  const upload = await ground.db.transaction(async (tx) => {
    const found = await getUpload(tx, actor, id, { lock: true });
    if (start !== found.received)
      throw new AppError("conflict", {
        vi: "Phần tệp gửi lên không nối tiếp phần trước. Hãy gửi lại.",
        log: `piece at ${start}, file at ${found.received}`,
      });
    if (start + bytes.byteLength > found.length) throw new IntakeRefusal("changed");
    if (bytes.byteLength === 0) return found;
    await authorisedProducer(tx, actor, "keepPapers", found.producerId);
    await tx.insert(uploadPieces).values({ uploadId: id, start, bytes });
    const [grown] = await tx
      .update(uploads)
      .set({ received: start + bytes.byteLength, updatedAt: sql`now()` })
      .where(eq(uploads.id, id))
      .returning();
    return grown ?? found;
  });
  return upload.received === upload.length ? finishUpload(ground, actor, upload) : upload;
}

/**
 * Examines a file that is all there and puts it into the store. Does nothing for one that was
 * examined before; so it may be asked again when a process ended in between.
 */
export async function finishUpload(
  { db, files }: FileGround,
  actor: UserActor,
  upload: Upload,
): Promise<Upload> {
  if (upload.state === "ready" || upload.received < upload.length) return upload;
  if (upload.state === "refused")
    throw new AppError("unprocessable", { vi: upload.refusal ?? "Tệp đã bị từ chối." });
  try {
    const examined = await examineFile(await gather(db, upload));
    const stored = await files.put(examined.bytes);
    return await db.transaction(async (tx) => {
      await recordFile(tx, stored, examined.mediaType);
      await tx.delete(uploadPieces).where(eq(uploadPieces.uploadId, upload.id));
      const [ready] = await tx
        .update(uploads)
        .set({
          state: "ready",
          digest: stored.digest,
          mediaType: examined.mediaType,
          pageCount: examined.pages,
          updatedAt: sql`now()`,
        })
        .where(eq(uploads.id, upload.id))
        .returning();
      if (!ready) throw new AppError("notFound", { vi: "Tệp đã bị bỏ trong lúc kiểm tra." });
      return ready;
    });
  } catch (error) {
    if (error instanceof IntakeRefusal) await refuseUpload(db, actor, upload, error);
    throw error;
  }
}

async function gather(db: Db, upload: Upload): Promise<Buffer> {
  const pieces = await db
    .select({ bytes: uploadPieces.bytes })
    .from(uploadPieces)
    .where(eq(uploadPieces.uploadId, upload.id))
    .orderBy(asc(uploadPieces.start));
  const whole = Buffer.concat(pieces.map(({ bytes }) => bytes));
  const meter = new ContentMeter();
  meter.add(whole);
  const { digest, size } = meter.finish();
  if (size !== upload.length || (upload.declaredDigest && upload.declaredDigest !== digest))
    throw new IntakeRefusal("changed");
  return whole;
}

/** Remembers the refusal and lets go of the pieces, in a transaction of its own. */
async function refuseUpload(
  db: Db,
  actor: UserActor,
  upload: Upload,
  refusal: IntakeRefusal,
): Promise<void> {
  await db.transaction(async (tx) => {
    const producer = await authorisedProducer(tx, actor, "keepPapers", upload.producerId);
    const refused = await tx
      .update(uploads)
      .set({ state: "refused", refusal: refusal.vi, updatedAt: sql`now()` })
      .where(and(eq(uploads.id, upload.id), ne(uploads.state, "refused")))
      .returning({ id: uploads.id });
    if (refused.length === 0) return;
    await tx.delete(uploadPieces).where(eq(uploadPieces.uploadId, upload.id));
    await appendAudit(tx, events.uploadRefused, {
      ...factsOf(actor, producer),
      subjectId: upload.id,
      details: { producerId: producer.id, reason: refusal.reason },
    });
  });
}

/** Forgets a file on its way, or one that nothing was made of. */
export async function dropUpload(db: Db, actor: UserActor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const upload = await getUpload(tx, actor, id, { lock: true });
    if (upload.paperId === null) await tx.delete(uploads).where(eq(uploads.id, id));
  });
}
