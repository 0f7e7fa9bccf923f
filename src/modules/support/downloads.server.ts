import { Hono } from "hono";
import { documentResponse } from "#core/documents/response.server.ts";
import { contentResponse } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { workbookResponse } from "#core/sheets/response.server.ts";
import { requireOffice } from "./access.ts";
import { claimsAsked } from "./inputs.ts";
import { claimBook } from "./service/claim-book.server.ts";
import { claimPaperFile } from "./service/describe.server.ts";
import { getAttendanceCertificate } from "./training/documents/certificate.server.ts";
import { courseSheets } from "./training/sheets.server.ts";

/** Claims and trainees as workbooks, papers behind claims, and certificates of attendance. */
export function supportDownloads({ database, files }: Services): Hono<SignedInVariables> {
  const { db } = database;
  return new Hono<SignedInVariables>()
    .get("/ho-tro/de-nghi.xlsx", signedIn, async (c) => {
      const actor = c.get("actor");
      requireOffice(actor, "claim");
      const asked = claimsAsked(new URL(c.req.url).searchParams);
      return workbookResponse(c.req.raw, "Đề nghị hỗ trợ OCOP", (spool) =>
        db.transaction(async (tx) => spool(await claimBook(tx, actor, asked)), {
          isolationLevel: "repeatable read",
        }),
      );
    })
    .get("/ho-tro/dao-tao/:course/hoc-vien.xlsx", signedIn, async (c) => {
      const { title, sheets } = await courseSheets(db, c.get("actor"), c.req.param("course"));
      return workbookResponse(c.req.raw, title, (spool) => spool(sheets));
    })
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
