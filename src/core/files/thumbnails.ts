import { eq } from "drizzle-orm";
import sharp from "sharp";
import type { Db } from "../database/connection.ts";
import { AppError } from "../errors.ts";
import { fileHeaders, namesTag } from "./serve.ts";
import { thumbnails } from "./schema.server.ts";
import type { FileStore } from "./store.ts";

/** Longest side of a small picture, in pixels: sharp on a telephone at a third of its width. */
const longestSide = 240;

/** What is being made in this process, so that a page of pictures asked for twice is made once. */
const underWay = new Map<string, Promise<Buffer | null>>();

/**
 * The small picture (WebP) of a stored one, made at the first asking and kept; null for a content
 * that is no readable picture. Rights are the caller's business.
 */
export async function thumbnailOf(
  db: Db,
  files: Pick<FileStore, "read">,
  digest: string,
): Promise<Buffer | null> {
  const [kept] = await db
    .select({ picture: thumbnails.picture })
    .from(thumbnails)
    .where(eq(thumbnails.digest, digest));
  if (kept) return kept.picture && Buffer.from(kept.picture);
  let making = underWay.get(digest);
  if (!making) {
    making = make(db, files, digest).finally(() => underWay.delete(digest));
    underWay.set(digest, making);
  }
  return making;
}

async function make(
  db: Db,
  files: Pick<FileStore, "read">,
  digest: string,
): Promise<Buffer | null> {
  const content = await files.read(digest);
  const picture = await sharp(content, { failOn: "error", limitInputPixels: 40_000_000 })
    .rotate()
    .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 70 })
    .toBuffer()
    // Only what the library cannot read: a store that fails has failed above.
    .catch(() => null);
  await db.insert(thumbnails).values({ digest, picture }).onConflictDoNothing();
  return picture;
}

/**
 * The small picture of a stored one as the answer to a request; `notFound` when there can be none.
 * It never changes, but the right to it may: a browser that has it asks again and loads nothing.
 */
export async function thumbnailResponse(
  { db, files }: { db: Db; files: FileStore },
  digest: string,
  request: Request,
): Promise<Response> {
  const etag = `"${digest}-${longestSide}"`;
  const about = { title: "anh-nho", mediaType: "image/webp" };
  const headers = fileHeaders({ ...about, size: null });
  headers.set("ETag", etag);
  headers.set("Cache-Control", "private, no-cache");
  if (namesTag(request.headers.get("If-None-Match"), etag))
    return new Response(null, { status: 304, headers });
  const picture = await thumbnailOf(db, files, digest);
  if (!picture) throw new AppError("notFound");
  headers.set("Content-Length", String(picture.length));
  return new Response(new Uint8Array(picture), { headers });
}
