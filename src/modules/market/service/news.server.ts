import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { keptTypes } from "#core/files/intake/limits.ts";
import { recordFile } from "#core/files/record.ts";
import type { ServedFile } from "#core/files/serve.ts";
import type { FileStore, StoredContent } from "#core/files/store.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion } from "#modules/places/model.ts";
import { authorisedProducer } from "#modules/producers/service/producers.server.ts";
import { authorisedProduct } from "#modules/products/service/products.server.ts";
import { can, newsPermissions } from "../access.ts";
import { events } from "../events.server.ts";
import { MoveNews, NewsSubject, SaveNews } from "../office-inputs.ts";
import { news, newsSubjects } from "../schema.server.ts";
import { newsSteps, next } from "../states.ts";
import {
  auditFacts,
  authorisedNews,
  type NewsRow,
  requireVersion,
  writingUnit,
  wrongStep,
} from "./load.server.ts";
import { subjectsOf } from "./published.server.ts";

/** How many pieces a page of the office's list has. */
export const newsPerPage = 50;

/** The news of the actor's offices, the latest changed first. */
export async function listNews(
  db: Db,
  actor: UserActor,
  { page = 1 }: { page?: number } = {},
): Promise<{ news: NewsRow[]; total: number }> {
  const where = scopeSql(actor, newsPermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: news.unitPath,
  });
  const rows = await db
    .select()
    .from(news)
    .where(where)
    .orderBy(desc(news.updatedAt), desc(news.id))
    .limit(newsPerPage)
    .offset((page - 1) * newsPerPage);
  return { news: rows, total: await db.$count(news, where) };
}

/** One piece with what it is about, and whether the actor may change it. */
export async function describeNews(db: Db, actor: UserActor, id: string) {
  const row = await authorisedNews(db, actor, "see", id);
  return {
    news: row,
    ...(await subjectsOf(db, row.id)),
    mayWrite: can(actor, "news", "write", row),
  };
}

type Form = z.output<typeof SaveNews>;

/**
 * Writes a draft, or mends a piece in whatever state; a picture that comes along takes the place
 * of the one before. The same new form sent twice is one piece. Throws the refusal of the intake,
 * and `stale` when somebody else has changed it.
 */
export async function saveNews(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  input: SaveNews,
  sent: Blob | null = null,
): Promise<{ id: string }> {
  const form = parseInput(SaveNews, input);
  const isNew = form.expectedVersion === 0;
  // Asked before the examination, which is work, and again with the row locked.
  if (isNew) writingUnit(actor, "news");
  else await authorisedNews(db, actor, "write", form.newsId);
  const picture = sent === null ? null : await takePicture(files, sent);
  return db.transaction(async (tx) => {
    if (picture) await recordFile(tx, picture, keptTypes.image);
    return isNew ? insert(tx, actor, form, picture) : update(tx, actor, form, picture);
  });
}

async function takePicture(files: FileStore, sent: Blob): Promise<StoredContent> {
  const examined = await examineFile(new Uint8Array(await sent.arrayBuffer()));
  if (examined.kind !== "image") throw new AppError("unsupportedType", { vi: "Chỉ nhận ảnh." });
  return files.put(examined.bytes);
}

/** The texts, with the picture that the piece has from now on. */
function toStore(form: Form, pictureDigest: string | null) {
  const { kind, title, lead, body, titleEn, leadEn, bodyEn, pictureAlt, pictureAltEn } = form;
  if (pictureDigest !== null && pictureAlt === null)
    throw new AppError("invalid", {
      fields: { pictureAlt: "Hãy ghi trong ảnh có gì, cho người không nhìn được ảnh." },
    });
  const texts = { kind, title, lead, body, titleEn, leadEn, bodyEn };
  return pictureDigest === null
    ? { ...texts, pictureDigest, pictureAlt: null, pictureAltEn: null }
    : { ...texts, pictureDigest, pictureAlt, pictureAltEn };
}

async function insert(
  tx: Db,
  actor: UserActor,
  form: Form,
  picture: StoredContent | null,
): Promise<{ id: string }> {
  const unitPath = writingUnit(actor, "news");
  const wanted = toStore(form, picture?.digest ?? null);
  const [row] = await tx
    .insert(news)
    .values({
      ...wanted,
      id: form.newsId,
      unitPath,
      provinceCode: provinceOf(unitPath),
      createdBy: actor.userId,
    })
    .onConflictDoNothing()
    .returning();
  // Sent twice; or an id of somebody else's, which is not told apart.
  if (!row) return { id: (await authorisedNews(tx, actor, "write", form.newsId)).id };
  await appendAudit(tx, events.newsSaved, {
    ...auditFacts(actor, row),
    details: { version: 1, fields: [] },
  });
  return { id: row.id };
}

async function update(
  tx: Db,
  actor: UserActor,
  form: Form,
  picture: StoredContent | null,
): Promise<{ id: string }> {
  const row = await authorisedNews(tx, actor, "write", form.newsId, { lock: true });
  requireVersion(row, form.expectedVersion);
  const kept = form.dropPicture === null ? row.pictureDigest : null;
  const wanted = toStore(form, picture?.digest ?? kept);
  const fields = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (field) => row[field] !== wanted[field],
  );
  if (fields.length === 0) return { id: row.id };
  const version = row.version + 1;
  await tx
    .update(news)
    .set({ ...wanted, version, updatedAt: sql`now()` })
    .where(eq(news.id, row.id));
  await appendAudit(tx, events.newsSaved, {
    ...auditFacts(actor, row),
    details: { version, fields },
  });
  return { id: row.id };
}

/** Publishes a piece, or takes it down with a reason; it keeps the day when it was first published. */
export async function moveNews(db: Db, actor: UserActor, input: MoveNews): Promise<void> {
  const { newsId, expectedVersion, step, reason } = parseInput(MoveNews, input);
  await db.transaction(async (tx) => {
    const row = await authorisedNews(tx, actor, "write", newsId, { lock: true });
    requireVersion(row, expectedVersion);
    const state = next(newsSteps[step], row.state);
    if (state === null) throw wrongStep();
    await tx
      .update(news)
      .set({
        state,
        reason: step === "withdraw" ? reason : null,
        publishedAt: sql`coalesce(${news.publishedAt}, now())`,
        version: row.version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(news.id, row.id));
    await appendAudit(tx, events.newsMoved, { ...auditFacts(actor, row), details: { state } });
  });
}

/** Says what a piece is about: a product or a producer that the actor may see. Twice is once. */
export async function linkNews(db: Db, actor: UserActor, input: NewsSubject): Promise<void> {
  const { newsId, productId, producerId } = parseInput(NewsSubject, input);
  await db.transaction(async (tx) => {
    const row = await authorisedNews(tx, actor, "write", newsId, { lock: true });
    if (productId !== null) await authorisedProduct(tx, actor, "see", productId);
    if (producerId !== null) await authorisedProducer(tx, actor, "see", producerId);
    if ((await tx.$count(newsSubjects, sameSubject({ newsId, productId, producerId }))) > 0) return;
    await tx.insert(newsSubjects).values({ newsId, productId, producerId });
    await appendAudit(tx, events.newsLinked, {
      ...auditFacts(actor, row),
      details: { subject: productId ?? producerId ?? "", linked: true },
    });
  });
}

/** Says that a piece is not about it. */
export async function unlinkNews(db: Db, actor: UserActor, input: NewsSubject): Promise<void> {
  const { newsId, productId, producerId } = parseInput(NewsSubject, input);
  await db.transaction(async (tx) => {
    const row = await authorisedNews(tx, actor, "write", newsId, { lock: true });
    const removed = await tx
      .delete(newsSubjects)
      .where(sameSubject({ newsId, productId, producerId }))
      .returning({ id: newsSubjects.id });
    if (removed.length === 0) throw new AppError("notFound", { vi: "Bài không gắn với mục này." });
    await appendAudit(tx, events.newsLinked, {
      ...auditFacts(actor, row),
      details: { subject: productId ?? producerId ?? "", linked: false },
    });
  });
}

function sameSubject(of: { newsId: string; productId: string | null; producerId: string | null }) {
  return and(
    eq(newsSubjects.newsId, of.newsId),
    of.productId === null
      ? isNull(newsSubjects.productId)
      : eq(newsSubjects.productId, of.productId),
    of.producerId === null
      ? isNull(newsSubjects.producerId)
      : eq(newsSubjects.producerId, of.producerId),
  );
}

/** The picture of a piece, for those who may see it in the office. */
export async function newsPictureFile(
  db: Db,
  actor: UserActor,
  id: string,
): Promise<ServedFile & { readonly digest: string }> {
  const { pictureDigest, pictureAlt } = await authorisedNews(db, actor, "see", id);
  if (pictureDigest === null) throw new AppError("notFound", { vi: "Bài không có ảnh." });
  return {
    digest: pictureDigest,
    mediaType: keptTypes.image,
    size: null,
    title: pictureAlt ?? "anh",
  };
}
