import { Readable } from "node:stream";
import { disposition } from "../file-names.ts";
import type { FileStore } from "./store.ts";

/** What a browser may show by itself: nothing that can act within a page. */
const shown = new Set(["application/pdf", "image/jpeg", "image/png", "image/webp"]);

/** A file as it leaves the program. */
export type ServedFile = {
  /** As people wrote it; the ending of the file's name follows from the media type. */
  readonly title: string;
  readonly mediaType: string;
  /** In bytes; null where it is not known beforehand. */
  readonly size: number | bigint | null;
  /** Save it even where the browser could show it. */
  readonly download?: boolean;
};

/**
 * Headers of a file that somebody handed in. Whatever it holds, it can run nothing and reach
 * nothing; what is no picture and no PDF is only downloaded. Shared caches keep none.
 */
export function fileHeaders(file: ServedFile): Headers {
  const inline = shown.has(file.mediaType) && file.download !== true;
  const headers = new Headers({
    "Content-Type": file.mediaType,
    "Content-Disposition": disposition(inline ? "inline" : "attachment", file),
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "none",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
  if (file.size !== null) headers.set("Content-Length", String(file.size));
  return headers;
}

/** Browsers run their own PDF reader apart from the page, so the sandbox does not stop it. */
const policy =
  "sandbox; default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/**
 * A content of the store as the answer to a request; rights are the caller's business. Named by
 * its digest, so a browser that has it asks again, for the right, but need not load it again.
 * It is checked against its digest on the way: a damaged one breaks off before its end, and the
 * length that was announced tells the browser.
 */
export async function contentResponse(
  store: FileStore,
  file: ServedFile & { readonly digest: string },
  request: Request,
): Promise<Response> {
  const headers = fileHeaders(file);
  const etag = `"${file.digest}"`;
  headers.set("ETag", etag);
  headers.set("Cache-Control", "private, no-cache");
  if (namesTag(request.headers.get("If-None-Match"), etag)) {
    headers.delete("Content-Length");
    return new Response(null, { status: 304, headers });
  }
  if (request.method === "HEAD") return new Response(null, { headers });
  const source = await store.get(file.digest);
  return new Response(Readable.toWeb(source) as ReadableStream<Uint8Array<ArrayBuffer>>, {
    headers,
  });
}

/** RFC 9110 §13.1.2: a list, compared weakly, since what packs an answer weakens its tag. */
function namesTag(header: string | null, etag: string): boolean {
  return (header ?? "").split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
