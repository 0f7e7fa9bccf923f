import { Hono } from "hono";
import { documentResponse } from "#core/documents/response.server.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { getUpwardLetter } from "./documents/upward-letter.server.ts";

/** The letter that proposes to the Ministry, for the offices. */
export function caseDownloads({ database }: Services): Hono<SignedInVariables> {
  return new Hono<SignedInVariables>().get(
    "/thu-hoi/:case/:file{van-ban-de-nghi\\.(pdf|docx)}",
    signedIn,
    async (c) =>
      documentResponse(await getUpwardLetter(database.db, c.get("actor"), c.req.param("case")), {
        name: "van-ban-de-nghi",
        format: c.req.path.endsWith(".docx") ? "docx" : "pdf",
        download: c.req.query("tai") === "1",
        isHead: c.req.method === "HEAD",
      }),
  );
}
