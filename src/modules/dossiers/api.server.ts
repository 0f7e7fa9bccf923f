import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { UserActor } from "#core/access/actor.ts";
import { renderBlocks } from "#core/documents/blocks.server.ts";
import { renderDocx } from "#core/documents/docx.server.ts";
import { AppError } from "#core/errors.ts";
import { contentResponse, fileHeaders } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { pendingPath, type Session, signInPath, withTarget } from "#core/session/session.ts";
import {
  getArchive,
  getAttachment,
  getDocument,
  getPaperFile,
} from "./documents/documents.server.ts";

type Variables = { Variables: { session: () => Promise<Session | null>; actor: UserActor } };

const mediaTypes = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;

/**
 * Downloads of a dossier: its printed papers, the files behind it, and all of it as one zip
 * (addresses: `documents/paths.ts`). Files of people never share a policy with the pages.
 */
export function dossierDownloads({ database, env, files }: Services): Hono<Variables> {
  const { db } = database;
  const originOf = (c: Context) => env.PUBLIC_URL ?? new URL(c.req.url).origin;
  const isHead = (c: Context) => c.req.method === "HEAD";

  return new Hono<Variables>()
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
      const bytes = format === "docx" ? await renderDocx(document) : await renderBlocks(document);
      const mediaType = format === "docx" ? mediaTypes.docx : mediaTypes.pdf;
      const headers = fileHeaders({
        title: name,
        mediaType,
        size: bytes.byteLength,
        download: c.req.query("tai") === "1",
      });
      return new Response(isHead(c) ? null : Buffer.from(bytes), { headers });
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

/** Lets the signed in through. A browser is sent to the page for it; a program gets `unauthenticated`. */
const signedIn: MiddlewareHandler<Variables> = async (c, next) => {
  const session = await c.get("session")();
  if (session && session.pending === null) {
    c.set("actor", session.actor);
    return next();
  }
  if (!c.req.header("Accept")?.includes("text/html")) throw new AppError("unauthenticated");
  const page = session?.pending ? pendingPath[session.pending] : signInPath;
  c.header("Cache-Control", "no-store");
  return c.redirect(withTarget(page, `${c.req.path}${new URL(c.req.url).search}`));
};
