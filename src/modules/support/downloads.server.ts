import { Hono } from "hono";
import { documentResponse } from "#core/documents/response.server.ts";
import { contentResponse } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { claimPaperFile } from "./service/describe.server.ts";
import { getAttendanceCertificate } from "./training/documents/certificate.server.ts";

/** Papers behind claims, and certificates of attendance. */
export function supportDownloads({ database, files }: Services): Hono<SignedInVariables> {
  const { db } = database;
  return new Hono<SignedInVariables>()
    .get("/ho-tro/de-nghi/:claim/giay-to/:key", signedIn, async (c) => {
      const { claim: claimId, key } = c.req.param();
      const file = await claimPaperFile(db, c.get("actor"), { claimId, key });
      return contentResponse(files, file, c.req.raw);
    })
    .get("/ho-tro/hoc-vien/:trainee/giay-xac-nhan.pdf", signedIn, async (c) =>
      documentResponse(await getAttendanceCertificate(db, c.get("actor"), c.req.param("trainee")), {
        name: "giay-xac-nhan-tap-huan",
        format: "pdf",
        isHead: c.req.method === "HEAD",
      }),
    );
}
