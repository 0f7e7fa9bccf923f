import { type Context, Hono } from "hono";
import { documentResponse } from "#core/documents/response.server.ts";
import { contentResponse, fileHeaders } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import {
  getArchive,
  getAttachment,
  getDocument,
  getPaperFile,
} from "./documents/documents.server.ts";

/**
 * Downloads of a dossier: its printed papers, the files behind it, and all of it as one zip
 * (addresses: `documents/paths.ts`). Files of people never share a policy with the pages.
 */
export function dossierDownloads({ database, env, files }: Services): Hono<SignedInVariables> {
  const { db } = database;
  const originOf = (c: Context) => env.PUBLIC_URL ?? new URL(c.req.url).origin;
  const isHead = (c: Context) => c.req.method === "HEAD";

  return new Hono<SignedInVariables>()
    .get("/ho-so/:id/tai-ve/ho-so.zip", signedIn, async (c) => {
      const archive = await getArchive(db, c.get("actor"), c.req.param("id"), {
        store: files,
        origin: originOf(c),
        draft: isDraft(c),
      });
      const headers = fileHeaders({
        title: archive.title,
        mediaType: "application/zip",
        size: archive.size,
      });
      return new Response(isHead(c) ? null : archive.stream(), { headers });
    })
    .get("/ho-so/:id/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}", signedIn, async (c) => {
      const file = c.req.param("file");
      const [name = "", format] = file.split(".");
      const document = await getDocument(
        db,
        c.get("actor"),
        { dossierId: c.req.param("id"), name },
        { origin: originOf(c), draft: isDraft(c) },
      );
      return documentResponse(document, {
        name,
        format,
        download: c.req.query("tai") === "1",
        isHead: isHead(c),
      });
    })
    .get("/ho-so/:id/giay-to/:paper", signedIn, async (c) => {
      const { id: dossierId, paper: paperId } = c.req.param();
      const file = await getPaperFile(db, c.get("actor"), { dossierId, paperId });
      const download = c.req.query("tai") === "1";
      return contentResponse(files, { ...file, download }, c.req.raw);
    })
    .get("/ho-so/:id/tep/:digest", signedIn, async (c) => {
      const { id: dossierId, digest } = c.req.param();
      const file = await getAttachment(db, c.get("actor"), { dossierId, digest });
      return contentResponse(files, file, c.req.raw);
    });
}

function isDraft(c: Context): boolean {
  return c.req.query("ban") === "nhap";
}
