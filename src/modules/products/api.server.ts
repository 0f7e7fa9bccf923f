import { Hono } from "hono";
import { keptTypes } from "#core/files/intake/limits.ts";
import { contentResponse } from "#core/files/serve.ts";
import { thumbnailResponse } from "#core/files/thumbnails.ts";
import type { Services } from "#core/http/context.ts";
import { requireUser, type SessionVariables } from "#core/http/user.ts";
import { getPicture } from "./service/pictures.server.ts";

/**
 * `GET /products/{id}/pictures/{digest}`, for signed-in people who may see the product; `?nho=1`
 * small. Mounted under `/api/v1`.
 */
export function productsApi(services: Services): Hono<SessionVariables> {
  return new Hono<SessionVariables>().get("/products/:id/pictures/:digest", async (c) => {
    const actor = await requireUser(c);
    const { id, digest } = c.req.param();
    const picture = await getPicture(services.database.db, actor, id, digest);
    const { database, files } = services;
    if (c.req.query("nho") === "1")
      return thumbnailResponse({ db: database.db, files }, picture.digest, c.req.raw);
    const title = picture.caption ?? "Ảnh sản phẩm";
    const file = { digest: picture.digest, mediaType: keptTypes.image, size: null, title };
    return contentResponse(files, file, c.req.raw);
  });
}
