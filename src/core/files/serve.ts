import { Readable } from "node:stream";
import { disposition } from "../file-names.ts";
import { rangeOf } from "./range.ts";
import type { FileStore } from "./store.ts";

/**
 * The largest content of which parts are sent, in bytes. A part can only be checked by reading
 * the whole; what is larger is sent whole.
 */
const mostParted = 32 * 1024 * 1024;

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
 * length that was announced tells the browser. A part (`Range`) is cut from the checked whole.
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
  const partly = file.size !== null && Number(file.size) <= mostParted;
  if (partly) headers.set("Accept-Ranges", "bytes");
  if (request.method === "HEAD") return new Response(null, { headers });
  if (partly && request.headers.has("Range") && isSame(request.headers.get("If-Range"), etag)) {
    const part = await partResponse(store, file, { headers, range: request.headers.get("Range") });
    if (part) return part;
  }
  const source = await store.get(file.digest);
  return new Response(Readable.toWeb(source) as ReadableStream<Uint8Array<ArrayBuffer>>, {
    headers,
  });
}

/** A part goes on from what a browser has only if that is of the same content. */
function isSame(ifRange: string | null, etag: string): boolean {
  return ifRange === null || ifRange.trim() === etag;
}

async function partResponse(
  store: FileStore,
  file: ServedFile & { readonly digest: string },
  { headers, range: header }: { headers: Headers; range: string | null },
): Promise<Response | null> {
  const size = Number(file.size);
  const range = rangeOf(header, size);
  if (range === "whole") return null;
  if (range === "outside") {
    headers.set("Content-Range", `bytes */${size}`);
    headers.delete("Content-Length");
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = range;
  const part = (await store.read(file.digest)).subarray(first, last + 1);
  headers.set("Content-Range", `bytes ${first}-${last}/${size}`);
  headers.set("Content-Length", String(part.length));
  return new Response(new Uint8Array(part), { status: 206, headers });
}

/** Whether `If-None-Match` names the tag (RFC 9110 §13.1.2): a list, compared weakly, since what packs an answer weakens its tag. */
export function namesTag(header: string | null, etag: string): boolean {
  return (header ?? "").split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
