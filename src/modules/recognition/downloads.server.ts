import { eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import { documentResponse } from "#core/documents/response.server.ts";
import { AppError } from "#core/errors.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { contentResponse } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { getDecisionPaper } from "./documents/decision-papers.server.ts";
import { findCertificate } from "./service/describe.server.ts";
import { getLetterDocument } from "./service/letters.server.ts";
import { authorisedDecision } from "./service/load.server.ts";

/** Papers of decisions, their signed copies, and the PDFs of certificates, for the offices. */
export function recognitionDownloads({ database, files }: Services): Hono<SignedInVariables> {
  const { db } = database;
  const asked = (c: Context, file: string) => {
    const [name = "", format] = file.split(".");
    const download = c.req.query("tai") === "1";
    return { name, format, download, isHead: c.req.method === "HEAD" };
  };
  const stored = async (c: Context, digest: string | null | undefined, title: string) => {
    const [file] = digest
      ? await db.select().from(storedFiles).where(eq(storedFiles.digest, digest))
      : [];
    if (!file) throw new AppError("notFound", { vi: "Không có tệp này." });
    return contentResponse(files, { ...file, title }, c.req.raw);
  };
  return new Hono<SignedInVariables>()
    .get(
      "/quyet-dinh/ho-so/:dossier/:file{thong-bao-ket-qua\\.(pdf|docx)}",
      signedIn,
      async (c) => {
        const letter = await getLetterDocument(db, c.get("actor"), {
          dossierId: c.req.param("dossier"),
        });
        return documentResponse(letter, asked(c, c.req.param("file")));
      },
    )
    .get("/quyet-dinh/:decision/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}", signedIn, async (c) => {
      const wanted = asked(c, c.req.param("file"));
      const decisionId = c.req.param("decision");
      const { name } = wanted;
      return documentResponse(
        await getDecisionPaper(db, c.get("actor"), { decisionId, name }),
        wanted,
      );
    })
    .get("/quyet-dinh/:decision/ban-ky", signedIn, async (c) => {
      const row = await authorisedDecision(db, c.get("actor"), "see", c.req.param("decision"));
      return stored(c, row.signedDigest, `Quyết định ${row.numberText ?? ""}`);
    })
    .get("/quyet-dinh/:decision/giay/:certificate", signedIn, async (c) => {
      const { decision: decisionId, certificate: certificateId } = c.req.param();
      const found = await findCertificate(db, c.get("actor"), { decisionId, certificateId });
      return stored(c, found?.pdfDigest, `Giấy chứng nhận ${found?.numberText ?? ""}`);
    });
}
