import type { MiddlewareHandler } from "hono";
import type { Db } from "#core/database/connection.ts";
import { namesTag } from "#core/files/serve.ts";
import type { PublicVersion } from "../model.ts";
import { publicVersion } from "../version.server.ts";

/** What the handlers of the open interface find beside the request. */
export type PublicVariables = {
  Variables: { requestId: string; ip: string; public: PublicVersion };
};

/**
 * For reads of the register by anybody. Every answer of an address changes
 * only with the data version or the day, so that they are its ETag: whoever has it is told so
 * before the register is read at all.
 */
export function conditionalReads(db: Db): MiddlewareHandler<PublicVariables> {
  return async (c, next) => {
    const version = await publicVersion(db);
    const tag = `"${version.version}.${version.day}"`;
    if (namesTag(c.req.header("If-None-Match") ?? null, tag)) {
      c.header("ETag", `W/${tag}`);
      c.header("Cache-Control", "public, max-age=30");
      return c.body(null, 304);
    }
    c.set("public", version);
    await next();
    if (c.res.status !== 200) return undefined;
    c.header("ETag", `W/${tag}`);
    c.header("Cache-Control", "public, max-age=30");
    return undefined;
  };
}
