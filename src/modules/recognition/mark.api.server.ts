import { Hono } from "hono";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { getMark } from "./service/mark.server.ts";

/** `GET /cong-nhan/{recognition}/nhan-sao.svg`: the star mark, for its producer while it is in force. */
export function markApi({ database, env }: Services): Hono<SignedInVariables> {
  return new Hono<SignedInVariables>().get(
    "/cong-nhan/:recognition/nhan-sao.svg",
    signedIn,
    async (c) => {
      const ground = { db: database.db, dataFolder: env.OCOP_DATA_DIR };
      const mark = await getMark(ground, c.get("actor"), c.req.param("recognition"));
      return c.body(mark, 200, {
        "Content-Type": "image/svg+xml; charset=utf-8",
        "Content-Disposition": 'attachment; filename="nhan-sao-ocop.svg"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
      });
    },
  );
}
