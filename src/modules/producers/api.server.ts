import { type Context, Hono } from "hono";
import { AppError } from "#core/errors.ts";
import { keptTypes, mostBytes } from "#core/files/intake/limits.ts";
import { contentResponse } from "#core/files/serve.ts";
import { thumbnailResponse } from "#core/files/thumbnails.ts";
import type { Services } from "#core/http/context.ts";
import { requireUser, type SessionVariables } from "#core/http/user.ts";
import { getPaper } from "./service/papers.server.ts";
import {
  beginUpload,
  dropUpload,
  finishUpload,
  getUpload,
  receivePiece,
  type Upload,
} from "./service/uploads.server.ts";

/** The part of tus 1.0.0 that is spoken: https://tus.io/protocols/resumable-upload */
const tus = { "Tus-Resumable": "1.0.0", "Cache-Control": "no-store" };

/** The largest piece taken at once, in bytes: below what any request may hold. */
export const mostPieceBytes = 512 * 1024;

/**
 * Resumable uploads (`/uploads`) and the content of papers (`/papers/{id}/file`, pictures also as `/thumbnail`), for signed-in
 * people; mounted under `/api/v1`.
 */
export function producersApi(services: Services): Hono<SessionVariables> {
  const { db } = services.database;
  const ground = { db, files: services.files };
  return (
    new Hono<SessionVariables>()
      .options("/uploads", (c) =>
        c.body(null, 204, {
          ...tus,
          "Tus-Version": "1.0.0",
          "Tus-Extension": "creation,termination",
          "Tus-Max-Size": String(mostBytes),
        }),
      )
      .post("/uploads", async (c) => {
        const actor = await requireUser(c);
        const told = metadata(c.req.header("Upload-Metadata"));
        const upload = await beginUpload(db, actor, {
          producerId: told["producer"] ?? "",
          fileName: told["filename"] ?? "",
          length: wholeHeader(c, "Upload-Length"),
          digest: told["sha256"] ?? null,
        });
        return c.body(null, 201, { ...tus, Location: `/api/v1/uploads/${upload.id}` });
      })
      // Also answers HEAD, with the same headers and no body.
      .get("/uploads/:id", async (c) => {
        const upload = await getUpload(db, await requireUser(c), c.req.param("id"));
        return c.json(presentUpload(upload), 200, standing(upload));
      })
      .patch("/uploads/:id", async (c) => {
        const actor = await requireUser(c);
        if (c.req.header("Content-Type") !== "application/offset+octet-stream")
          throw new AppError("unsupportedType");
        const upload = await receivePiece(ground, actor, {
          id: c.req.param("id"),
          start: wholeHeader(c, "Upload-Offset"),
          bytes: await readPiece(c.req.raw),
        });
        return c.body(null, 204, standing(upload));
      })
      .post("/uploads/:id/finish", async (c) => {
        const actor = await requireUser(c);
        const upload = await getUpload(db, actor, c.req.param("id"));
        return c.json(presentUpload(await finishUpload(ground, actor, upload)), 200, tus);
      })
      .delete("/uploads/:id", async (c) => {
        await dropUpload(db, await requireUser(c), c.req.param("id"));
        return c.body(null, 204, tus);
      })
      .get("/papers/:id/file", async (c) => {
        const paper = await getPaper(db, await requireUser(c), c.req.param("id"));
        if (paper.digest === null || paper.mediaType === null) throw new AppError("notFound");
        const { digest, mediaType, size, title } = paper;
        return contentResponse(services.files, { digest, mediaType, size, title }, c.req.raw);
      })
      .get("/papers/:id/thumbnail", async (c) => {
        const { digest, mediaType } = await getPaper(db, await requireUser(c), c.req.param("id"));
        if (digest === null || mediaType !== keptTypes.image) throw new AppError("notFound");
        return thumbnailResponse({ db, files: services.files }, digest, c.req.raw);
      })
  );
}

function wholeHeader(c: Context, name: string): number {
  const value = c.req.header(name) ?? "";
  if (!/^\d{1,12}$/.test(value))
    throw new AppError("invalid", { vi: `Thiếu hoặc sai tiêu đề ${name}.`, log: `bad ${name}` });
  return Number(value);
}

/** `filename dGVu,producer YWJj`: names with their values in base64. */
function metadata(header: string | undefined): Record<string, string> {
  return Object.fromEntries(
    (header ?? "").split(",").flatMap((pair) => {
      const [name, value] = pair.trim().split(" ");
      return name ? [[name, Buffer.from(value ?? "", "base64").toString("utf8")]] : [];
    }),
  );
}

function standing(upload: Upload): Record<string, string> {
  return {
    ...tus,
    "Upload-Offset": String(upload.received),
    "Upload-Length": String(upload.length),
  };
}

function presentUpload({ id, state, refusal, mediaType, pageCount, received, length }: Upload) {
  return { id, state, refusal, mediaType, pages: pageCount, received, length };
}

/**
 * One piece of a file. When the network ends in the middle, what came until then is kept: the
 * sender asks where the file stands and goes on from there. Throws `tooLarge` for too long a piece.
 */
async function readPiece(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  for (;;) {
    const next = await reader.read().catch(() => ({ done: true, value: undefined }) as const);
    if (next.done) return Buffer.concat(chunks);
    size += next.value.byteLength;
    if (size > mostPieceBytes) throw new AppError("tooLarge");
    chunks.push(next.value);
  }
}
