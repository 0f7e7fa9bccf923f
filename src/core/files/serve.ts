import { Readable } from "node:stream";
import type { FileStore } from "./store.ts";

/** What a browser may show by itself: nothing that can act within a page. */
const shown = new Set(["application/pdf", "image/jpeg", "image/png", "image/webp"]);

/**
 * Headers of a file that somebody handed in. Whatever it holds, it can run nothing, reach
 * nothing, and stays in nobody's cache; what is no picture and no PDF is only downloaded.
 */
export function fileHeaders(file: {
  /** Safe letters only: it stands in a header. */
  readonly name: string;
  readonly mediaType: string;
  readonly size: number | bigint;
  readonly download?: boolean;
}): Headers {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(file.name))
    throw new RangeError(`not a name for a header: ${file.name}`);
  const inline = shown.has(file.mediaType) && file.download !== true;
  return new Headers({
    "Content-Type": file.mediaType,
    "Content-Length": String(file.size),
    "Content-Disposition": `${inline ? "inline" : "attachment"}; filename="${file.name}"`,
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "none",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
}

/** Browsers run their own PDF reader apart from the page, so the sandbox does not stop it. */
const policy =
  "sandbox; default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/**
 * A content of the store as the answer to a request. It is checked against its digest on the way:
 * a damaged one breaks off before its end, and the length that was announced tells the browser.
 */
export async function contentResponse(
  store: FileStore,
  file: Parameters<typeof fileHeaders>[0] & { readonly digest: string },
  { bodyless }: { bodyless: boolean },
): Promise<Response> {
  const headers = fileHeaders(file);
  if (bodyless) return new Response(null, { headers });
  const source = await store.get(file.digest);
  return new Response(Readable.toWeb(source) as ReadableStream<Uint8Array>, { headers });
}
