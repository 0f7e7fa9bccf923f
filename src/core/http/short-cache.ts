import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import { namesTag } from "../files/serve.ts";

type Kept = {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly packed: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** As it is compared; sent as a weak one, since packed and plain bytes share it. */
  readonly tag: string;
  readonly until: number;
};

export type ShortCacheOptions = {
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
 * Answers strangers' reads of an address from memory for a few seconds, with an ETag. Only whole
 * 200s are kept, only by path, so it is for pages that look at nothing else of a request; a
 * request with a cookie is always answered anew and by no shared cache.
 */
export function shortCache(options: ShortCacheOptions): MiddlewareHandler {
  const kept = new Map<string, Kept>();
  return async (c, next) => {
    const { method, path } = c.req;
    const mayKeep = method === "GET" && !c.req.header("Cookie") && !c.req.url.includes("?");
    const found = mayKeep ? kept.get(path) : undefined;
    if (found && found.until > performance.now()) return answer(c.req.raw, found, options);
    await next();
    if (c.res.status !== 200 || method !== "GET") return undefined;
    if (!mayKeep) {
      c.header("Cache-Control", "private, no-cache");
      return undefined;
    }
    const fresh = await keep(c.res, options);
    kept.delete(path);
    if (fresh.plain.length <= options.maxBytes) {
      kept.set(path, fresh);
      const [oldest] = kept.keys();
      if (kept.size > options.entries && oldest !== undefined) kept.delete(oldest);
    }
    c.res = undefined;
    c.res = answer(c.req.raw, fresh, options);
    return undefined;
  };
}

async function keep(response: Response, { keepSeconds }: ShortCacheOptions): Promise<Kept> {
  const plain = new Uint8Array(await response.arrayBuffer());
  return {
    plain,
    packed: new Uint8Array(gzipSync(plain)),
    type: response.headers.get("Content-Type") ?? "application/octet-stream",
    tag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
    until: performance.now() + keepSeconds * 1000,
  };
}

function answer(request: Request, kept: Kept, { maxAgeSeconds }: ShortCacheOptions): Response {
  const headers: Record<string, string> = {
    "Cache-Control": `public, max-age=${maxAgeSeconds}`,
    ETag: `W/${kept.tag}`,
    Vary: "Cookie, Accept-Encoding",
  };
  if (namesTag(request.headers.get("If-None-Match"), kept.tag))
    return new Response(null, { status: 304, headers });
  headers["Content-Type"] = kept.type;
  const packs = /\bgzip\b/.test(request.headers.get("Accept-Encoding") ?? "");
  if (packs) headers["Content-Encoding"] = "gzip";
  const body = packs ? kept.packed : kept.plain;
  headers["Content-Length"] = String(body.length);
  return new Response(body, { headers });
}
