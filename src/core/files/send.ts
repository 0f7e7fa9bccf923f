import { Readable } from "node:stream";
import { keptTypes } from "./intake/limits.ts";
import type { FileStore } from "./store.ts";

/**
 * A stored content as a response: shown where browsers may show it, else loaded down, under its
 * title. Named by its digest, so a browser asks again but need not load again. Rights are the
 * caller's business.
 */
export async function sendContent(
  files: FileStore,
  digest: string,
  about: { mediaType: string; size: number | null; name: string; request: Request },
): Promise<Response> {
  const etag = `"${digest}"`;
  const headers = new Headers({
    ETag: etag,
    // Personal: no shared cache; the right is asked again each time.
    "Cache-Control": "private, no-cache",
    "Content-Type": about.mediaType,
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": disposition(about.mediaType, about.name),
  });
  if (about.request.headers.get("If-None-Match") === etag)
    return new Response(null, { status: 304, headers });
  if (about.size !== null) headers.set("Content-Length", String(about.size));
  const stream = await files.get(digest);
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>, {
    headers,
  });
}

const shownInBrowser = new Set<string>([keptTypes.pdf, keptTypes.image]);
const extensions: Readonly<Record<string, string>> = {
  [keptTypes.pdf]: "pdf",
  [keptTypes.image]: "jpg",
  [keptTypes.docx]: "docx",
  [keptTypes.xlsx]: "xlsx",
};

function disposition(mediaType: string, name: string): string {
  const kind = shownInBrowser.has(mediaType) ? "inline" : "attachment";
  const file = `${name.replace(/[/\\]/g, "-")}.${extensions[mediaType] ?? "bin"}`;
  return `${kind}; filename*=UTF-8''${encodeURIComponent(file).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
