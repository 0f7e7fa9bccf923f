import type { MiddlewareHandler } from "hono";

const reading = new Set(["GET", "HEAD"]);

/** Fields of an answer that a script of another site may read. */
const shown = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After";

/**
 * Lets pages of other sites read what is open to everybody, refusals included, with a key in
 * `Authorization` if they have one. A browser asks beforehand (OPTIONS, Fetch 3.2) and is answered here;
 * cookies never come along, since no origin is named. Writes are not allowed to anybody else's page.
 */
export function openReads(isOpen: (path: string) => boolean): MiddlewareHandler {
  return async (c, next) => {
    if (!isOpen(c.req.path)) return next();
    const asked = c.req.header("Access-Control-Request-Method");
    if (c.req.method === "OPTIONS" && asked !== undefined) {
      if (!reading.has(asked)) return c.body(null, 403);
      return c.body(null, 204, {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": "Authorization, If-None-Match",
        "Access-Control-Max-Age": "86400",
      });
    }
    await next();
    if (!reading.has(c.req.method)) return undefined;
    c.res.headers.set("Access-Control-Allow-Origin", "*");
    c.res.headers.set("Access-Control-Expose-Headers", shown);
    return undefined;
  };
}
