import { type Context, Hono } from "hono";
import { documentResponse } from "#core/documents/response.server.ts";
import { contentResponse } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { getMinutes, getOwnMinutes } from "./documents/minutes.server.ts";
import { getInspectionFile } from "./service/describe.server.ts";
import { getOwnEvidence } from "./service/own.server.ts";

/** Minutes of inspections and the files of them, for officials and for the producer. */
export function inspectionDownloads({ database, files }: Services): Hono<SignedInVariables> {
  const { db } = database;
  const asked = (c: Context) => ({
    name: "bien-ban-kiem-tra",
    format: c.req.path.endsWith(".docx") ? "docx" : "pdf",
    download: c.req.query("tai") === "1",
    isHead: c.req.method === "HEAD",
  });
  return new Hono<SignedInVariables>()
    .get("/kiem-tra/:inspection/:file{bien-ban\\.(pdf|docx)}", signedIn, async (c) =>
      documentResponse(await getMinutes(db, c.get("actor"), c.req.param("inspection")), asked(c)),
    )
    .get("/khac-phuc/:inspection/:file{bien-ban\\.(pdf|docx)}", signedIn, async (c) =>
      documentResponse(
        await getOwnMinutes(db, c.get("actor"), c.req.param("inspection")),
        asked(c),
      ),
    )
    .get("/kiem-tra/:inspection/tep/:digest", signedIn, async (c) => {
      const { inspection: inspectionId, digest } = c.req.param();
      const file = await getInspectionFile(db, c.get("actor"), { inspectionId, digest });
      return contentResponse(files, file, c.req.raw);
    })
    .get("/khac-phuc/:inspection/tep/:digest", signedIn, async (c) => {
      const { inspection: inspectionId, digest } = c.req.param();
      const file = await getOwnEvidence(db, c.get("actor"), { inspectionId, digest });
      return contentResponse(files, file, c.req.raw);
    });
}
