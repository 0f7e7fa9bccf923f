import { Hono } from "hono";
import { AppError } from "#core/errors.ts";
import { contentResponse } from "#core/files/serve.ts";
import { thumbnailResponse } from "#core/files/thumbnails.ts";
import type { Services } from "#core/http/context.ts";
import {
  requireUser,
  type SessionVariables,
  type SignedInVariables,
  signedIn,
} from "#core/http/user.ts";
import { type PictureFormat, type PictureWidth, pictureWidths } from "./model.ts";
import { profilePictureFile } from "./service/moderation.server.ts";
import { newsPictureFile } from "./service/news.server.ts";
import { publicPictureResponse } from "./service/pictures.server.ts";

/** `GET /anh/{digest}-{480|960}.{webp|jpg}`: pictures that stand in public, for everybody. */
export function publicPictures({ database, files }: Services): Hono {
  const ground = { db: database.db, files };
  return new Hono().get("/anh/:file{[0-9a-f]{64}-[0-9]{3}\\.(webp|jpg)}", (c) => {
    const [, digest = "", size, format] = /^(\w{64})-(\d+)\.(\w+)$/.exec(c.req.param("file")) ?? [];
    const width = pictureWidths.find((each) => each === Number(size));
    if (width === undefined) throw new AppError("notFound", { vi: "Không có ảnh cỡ này." });
    const wanted = { digest, width: width satisfies PictureWidth, format: format as PictureFormat };
    return publicPictureResponse(ground, wanted, c.req.raw);
  });
}

/** The picture of a piece of news in whatever state, for the office. */
export function newsPictures({ database, files }: Services): Hono<SignedInVariables> {
  return new Hono<SignedInVariables>().get("/quan-ly-tin/:news/anh", signedIn, async (c) => {
    const file = await newsPictureFile(database.db, c.get("actor"), c.req.param("news"));
    return contentResponse(files, file, c.req.raw);
  });
}

/**
 * `GET /profiles/{id}/pictures/{digest}`, mounted under `/api/v1`: a picture of any version of a
 * profile, for those who may see it; `?nho=1` small.
 */
export function profilesApi({ database, files }: Services): Hono<SessionVariables> {
  return new Hono<SessionVariables>().get("/profiles/:id/pictures/:digest", async (c) => {
    const actor = await requireUser(c);
    const { id: profileId, digest } = c.req.param();
    const file = await profilePictureFile(database.db, actor, { profileId, digest });
    return c.req.query("nho") === "1"
      ? thumbnailResponse({ db: database.db, files }, file.digest, c.req.raw)
      : contentResponse(files, file, c.req.raw);
  });
}
