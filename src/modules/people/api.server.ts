import { Hono } from "hono";
import { safeTarget } from "#core/session/session.ts";
import { type Ground, nationalPath, nationalProvider } from "./auth.server.ts";
import { returnFromNationalLogin, startNationalLogin } from "./service/sign-in.server.ts";

type Variables = { Variables: { requestId: string; ip: string } };

/**
 * The way to the national login and back. A link, not a form: the page's policy lets forms post
 * to this host only, and browsers apply that to redirects too.
 */
export function nationalLoginRoutes(ground: Ground): Hono<Variables> {
  return new Hono<Variables>()
    .get(nationalPath, async (c) => {
      const visitor = {
        headers: c.req.raw.headers,
        ip: c.get("ip"),
        requestId: c.get("requestId"),
      };
      const { url, headers } = await startNationalLogin(
        ground,
        visitor,
        safeTarget(c.req.query("tiep")),
      );
      headers.set("Location", url);
      headers.set("Cache-Control", "no-store");
      return new Response(null, { status: 302, headers });
    })
    .get(`${nationalPath}/callback/${nationalProvider}`, (c) =>
      returnFromNationalLogin(
        ground,
        { headers: c.req.raw.headers, ip: c.get("ip"), requestId: c.get("requestId") },
        c.req.raw,
      ),
    );
}
