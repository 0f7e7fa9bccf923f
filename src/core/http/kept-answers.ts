import { createHash, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { namesTag } from "../files/serve.ts";

/** One answer as it left the program, for everybody who asks. */
export type Kept = {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly packed: Uint8Array<ArrayBuffer>;
  /** What is sent with either, a 304 included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly type: string;
  /** As it is compared; sent as a weak one, since packed and plain bytes share it. */
  readonly tag: string;
};

export type Limits = {
  /** How many answers are kept. */
  readonly entries: number;
  /** Largest answer that is kept, in bytes before packing. */
  readonly maxBytes: number;
  /** All answers together, packed and not, in bytes. */
  readonly totalBytes: number;
};

/** Whether an answer was not made for one browser, and is in bytes that can be read here. */
export function isForAll(headers: Headers): boolean {
  return !headers.has("Set-Cookie") && !headers.has("Content-Encoding") && !isPrivate(headers);
}

/** Whether it says itself that no cache may have it. */
export function isPrivate(headers: Headers): boolean {
  return /\b(private|no-store)\b/.test(headers.get("Cache-Control") ?? "");
}

/** Headers that each answer gets of its own. */
const own = new Set([
  "cache-control",
  "content-length",
  "content-type",
  "etag",
  "transfer-encoding",
  "vary",
  "x-request-id",
]);

/** Reads an answer for keeping, without the nonce that was one request's own. */
export async function takeAnswer(response: Response, maxAgeSeconds: number): Promise<Kept> {
  const plain = new Uint8Array(await response.arrayBuffer());
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
    packed: new Uint8Array(gzipSync(plain)),
    headers,
    type: response.headers.get("Content-Type") ?? "application/octet-stream",
    tag,
  };
}

/** The answer to one request: a 304 to whoever has it, packed for whoever can unpack. */
export function tell(kept: Kept, asked: Headers, requestId: string = randomUUID()): Response {
  const headers: Record<string, string> = { ...kept.headers, "X-Request-Id": requestId };
  const has = asked.get("If-None-Match");
  if (has !== null && namesTag(has, kept.tag)) return new Response(null, { status: 304, headers });
  headers["Content-Type"] = kept.type;
  const packs = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(asked.get("Accept-Encoding") ?? "");
  if (packs) headers["Content-Encoding"] = "gzip";
  const body = packs ? kept.packed : kept.plain;
  headers["Content-Length"] = String(body.length);
  return new Response(body, { headers });
}

/** Answers by address, within limits: what nobody asked for longest goes first. */
export class Shelf<Answer extends Kept> {
  readonly #kept = new Map<string, Answer>();
  readonly #limits: Limits;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get(address: string): Answer | undefined {
    return this.#kept.get(address);
  }

  /** Counts as asked for. */
  touch(address: string, answer: Answer): void {
    this.#kept.delete(address);
    this.#kept.set(address, answer);
  }

  put(address: string, answer: Answer): void {
    this.#drop(address);
    if (answer.plain.length > this.#limits.maxBytes) return;
    this.#kept.set(address, answer);
    this.#bytes += sizeOf(answer);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limits.entries && this.#bytes <= this.#limits.totalBytes) break;
      this.#drop(oldest);
    }
  }

  #drop(address: string): void {
    const answer = this.#kept.get(address);
    if (!answer) return;
    this.#kept.delete(address);
    this.#bytes -= sizeOf(answer);
  }
}

function sizeOf({ plain, packed }: Kept): number {
  return plain.length + packed.length;
}
