import { and, eq, sql } from "drizzle-orm";
import sharp from "sharp";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { mostPixels } from "#core/files/intake/limits.ts";
import { inTurn } from "#core/files/intake/turns.ts";
import { recordFile } from "#core/files/record.ts";
import { contentResponse } from "#core/files/serve.ts";
import type { FileStore } from "#core/files/store.ts";
import { type PictureFormat, pictureFormats, type PictureWidth } from "../model.ts";
import { news, pictureVariants, profiles, versionPictures } from "../schema.server.ts";

type Ground = { readonly db: Db; readonly files: FileStore };
type Wanted = {
  readonly digest: string;
  readonly width: PictureWidth;
  readonly format: PictureFormat;
};

/** Whether a picture stands in public now: in an accepted profile, or in published news. */
export async function isPublicPicture(db: Db, digest: string): Promise<boolean> {
  const { rows } = await db.execute<{ found: boolean }>(sql`
    select exists (
      select from ${versionPictures} picture
      join ${profiles} profile on profile.accepted_version_id = picture.version_id
      where picture.digest = ${digest}
    ) or exists (
      select from ${news} piece
      where piece.picture_digest = ${digest} and piece.state = 'published'
    ) as found`);
  return rows[0]?.found === true;
}

/**
 * A public picture in one of its sizes, as the answer to a request; `notFound` for one that is not
 * public now. A browser keeps what it has for good, since an address never changes its content;
 * what many share asks again within a minute, so that a picture taken down is gone there too.
 */
export async function publicPictureResponse(
  ground: Ground,
  wanted: Wanted,
  request: Request,
): Promise<Response> {
  if (!(await isPublicPicture(ground.db, wanted.digest)))
    throw new AppError("notFound", { vi: "Không có ảnh này." });
  const variant = await variantOf(ground, wanted);
  const file = { ...variant, mediaType: pictureFormats[wanted.format], title: "anh-ocop" };
  const response = await contentResponse(ground.files, file, request);
  response.headers.set("Cache-Control", "public, max-age=31536000, s-maxage=60, immutable");
  response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  return response;
}

/** A public picture in one of its sizes, as bytes; null for one that is not public now. */
export async function publicPictureBytes(ground: Ground, wanted: Wanted): Promise<Buffer | null> {
  if (!(await isPublicPicture(ground.db, wanted.digest))) return null;
  return ground.files.read((await variantOf(ground, wanted)).digest);
}

/** What is being made in this process, so that a picture asked for twice is made once. */
const underWay = new Map<string, Promise<Variant>>();

type Variant = { readonly digest: string; readonly size: number };

/** The picture in a size: the kept one, else made now and kept. */
async function variantOf(ground: Ground, wanted: Wanted): Promise<Variant> {
  const { digest, width, format } = wanted;
  const [kept] = await ground.db
    .select({ digest: pictureVariants.variantDigest, size: pictureVariants.size })
    .from(pictureVariants)
    .where(
      and(
        eq(pictureVariants.digest, digest),
        eq(pictureVariants.width, width),
        eq(pictureVariants.format, format),
      ),
    );
  if (kept) return kept;
  const key = `${digest} ${width} ${format}`;
  let making = underWay.get(key);
  if (!making) {
    making = inTurn(() => make(ground, wanted)).finally(() => underWay.delete(key));
    underWay.set(key, making);
  }
  return making;
}

async function make({ db, files }: Ground, { digest, width, format }: Wanted): Promise<Variant> {
  const content = await files.read(digest);
  const sized = sharp(content, { failOn: "error", limitInputPixels: mostPixels })
    .rotate()
    .resize({ width, withoutEnlargement: true });
  const picture = await (
    format === "webp" ? sized.webp({ quality: 74 }) : sized.jpeg({ quality: 78, mozjpeg: true })
  )
    .toBuffer()
    // Only what the library cannot read: a store that fails has failed above.
    .catch((cause: unknown) => {
      throw new AppError("notFound", { vi: "Không có ảnh này.", cause });
    });
  const stored = await files.put(picture);
  await db.transaction(async (tx) => {
    await recordFile(tx, stored, pictureFormats[format]);
    await tx
      .insert(pictureVariants)
      .values({ digest, width, format, variantDigest: stored.digest, size: stored.size })
      .onConflictDoNothing();
  });
  return stored;
}
