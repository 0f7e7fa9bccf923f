import { type Context, Hono } from "hono";
import { documentResponse } from "#core/documents/response.server.ts";
import { contentResponse } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { getConsultPaper } from "./consult/describe.server.ts";
import { getConsultFile } from "./consult/files.server.ts";
import { getConsultDocument } from "./documents/consult.server.ts";
import { getSessionDocument } from "./documents/session-documents.server.ts";

/** Downloads of reviews and sessions: printed papers, and the files behind them. */
export function councilDownloads({ database, files }: Services): Hono<SignedInVariables> {
  const { db } = database;
  const asked = (c: Context, file: string) => {
    const [name = "", format] = file.split(".");
    const download = c.req.query("tai") === "1";
    return { name, format, download, isHead: c.req.method === "HEAD" };
  };
  return new Hono<SignedInVariables>()
    .get("/tu-van/ho-so/:dossier/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}", signedIn, async (c) => {
      const wanted = asked(c, c.req.param("file"));
      const { name } = wanted;
      const dossierId = c.req.param("dossier");
      const document = await getConsultDocument(db, c.get("actor"), { dossierId, name });
      return documentResponse(document, wanted);
    })
    .get("/phien/:session/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}", signedIn, async (c) => {
      const wanted = asked(c, c.req.param("file"));
      const { name } = wanted;
      const sessionId = c.req.param("session");
      const document = await getSessionDocument(db, c.get("actor"), { sessionId, name });
      return documentResponse(document, wanted);
    })
    .get("/tu-van/ho-so/:dossier/tep/:digest", signedIn, async (c) => {
      const { dossier: dossierId, digest } = c.req.param();
      const file = await getConsultFile(db, c.get("actor"), { dossierId, digest });
      return contentResponse(files, file, c.req.raw);
    })
    .get("/tu-van/ho-so/:dossier/giay-to/:paper", signedIn, async (c) => {
      const { dossier: dossierId, paper: paperId } = c.req.param();
      const file = await getConsultPaper(db, c.get("actor"), { dossierId, paperId });
      return contentResponse(files, file, c.req.raw);
    });
}
