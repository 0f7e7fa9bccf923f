import { createHash, randomUUID } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import { namesTag } from "../files/serve.ts";

type Kept = {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly packed: Uint8Array<ArrayBuffer>;
  /** What is sent with either, a 304 included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly type: string;
  /** As it is compared; sent as a weak one, since packed and plain bytes share it. */
  readonly tag: string;
  readonly until: number;
};

export type ShortCacheOptions = {
  /** The addresses whose answers may be kept: pages that look at nothing of a request but its path. */
  readonly keeps: (path: string) => boolean;
  /** How long this process answers from memory, in seconds. */
  readonly keepSeconds: number;
  /** How long a browser or proxy may, in seconds; together they bound how old an answer can be. */
  readonly maxAgeSeconds: number;
  /** How many answers are kept; the oldest goes first. */
  readonly entries: number;
  /** Largest answer that is kept, in bytes. */
  readonly maxBytes: number;
};

/**
 * Answers strangers' reads of an address from memory for a few seconds, with an ETag. It stands
 * before everything else and keeps whole 200s as they leave the program, with the headers that
 * protect them; a request with a cookie or a query is always answered anew and by no shared cache.
 * What was one request's own is not kept: its number, and the nonce for inline scripts, so that a
 * page which needs one does not work from here instead of working with a shared one.
 */
export function shortCache(options: ShortCacheOptions): MiddlewareHandler {
  const kept = new Map<string, Kept>();
  return async (c, next) => {
    const { method, path } = c.req;
    if (method !== "GET" || !options.keeps(path)) return next();
    const mayKeep = !c.req.header("Cookie") && !c.req.url.includes("?");
    const found = mayKeep ? kept.get(path) : undefined;
    if (found && found.until > performance.now()) return answer(c.req.raw, found);
    await next();
    if (c.res.status !== 200) return undefined;
    if (!mayKeep || !isForAll(c.res)) {
      c.header("Cache-Control", "private, no-cache");
      return undefined;
    }
    const requestId = c.res.headers.get("X-Request-Id") ?? undefined;
    const fresh = await keep(c.res, options);
    kept.delete(path);
    if (fresh.plain.length <= options.maxBytes) {
      kept.set(path, fresh);
      const [oldest] = kept.keys();
      if (kept.size > options.entries && oldest !== undefined) kept.delete(oldest);
    }
    c.res = undefined;
    c.res = answer(c.req.raw, fresh, requestId);
    return undefined;
  };
}

/** Not made for one browser, and in bytes that can be read here. */
function isForAll({ headers }: Response): boolean {
  return !headers.has("Set-Cookie") && /^(gzip)?$/.test(headers.get("Content-Encoding") ?? "");
}

/** Headers that each answer gets of its own. */
const own = new Set([
  "cache-control",
  "content-encoding",
  "content-length",
  "content-type",
  "etag",
  "transfer-encoding",
  "vary",
  "x-request-id",
]);

async function keep(
  response: Response,
  { keepSeconds, maxAgeSeconds }: ShortCacheOptions,
): Promise<Kept> {
  const sent = new Uint8Array(await response.arrayBuffer());
  const isPacked = response.headers.get("Content-Encoding") === "gzip";
  const plain = isPacked ? new Uint8Array(gunzipSync(sent)) : sent;
  const tag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  const headers: Record<string, string> = {
    "Cache-Control": `public, max-age=${maxAgeSeconds}`,
    ETag: `W/${tag}`,
    Vary: "Cookie, Accept-Encoding",
  };
  for (const [name, value] of response.headers)
    if (!own.has(name)) headers[name] = value.replaceAll(/ 'nonce-[^']*'/g, "");
  return {
    plain,
    packed: isPacked ? sent : new Uint8Array(gzipSync(plain)),
    headers,
    type: response.headers.get("Content-Type") ?? "application/octet-stream",
    tag,
    until: performance.now() + keepSeconds * 1000,
  };
}

function answer(request: Request, kept: Kept, requestId: string = randomUUID()): Response {
  const headers: Record<string, string> = { ...kept.headers, "X-Request-Id": requestId };
  if (namesTag(request.headers.get("If-None-Match"), kept.tag))
    return new Response(null, { status: 304, headers });
  headers["Content-Type"] = kept.type;
  const packs = /\bgzip\b/.test(request.headers.get("Accept-Encoding") ?? "");
  if (packs) headers["Content-Encoding"] = "gzip";
  const body = packs ? kept.packed : kept.plain;
  headers["Content-Length"] = String(body.length);
  return new Response(body, { headers });
}
