import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { AppError } from "../errors.ts";

/** A content in the store: its SHA-256 in lower-case hex is its name. */
export type StoredContent = { readonly digest: string; readonly size: number };

export type PutOptions = {
  /** More bytes than this and nothing is stored: `AppError` `tooLarge`. */
  maxBytes?: number;
};

/**
 * Where contents live, named by what they are: the same content has one name, and a name never
 * changes its content. A content is stored whole, and on stable storage, before `put` tells its
 * name; so a row written afterwards can never name a missing or short file.
 */
export type FileStore = {
  readonly kind: "disk" | "s3";
  put(
    content: Uint8Array | AsyncIterable<Uint8Array>,
    options?: PutOptions,
  ): Promise<StoredContent>;
  /**
   * The content as a stream, checked on the way: one that does not match its name fails with
   * `FileStoreError` before the stream ends, so nobody takes it for whole.
   */
  get(digest: string): Promise<Readable>;
  /** The whole content, checked before it is handed out; for what fits into memory. */
  read(digest: string): Promise<Buffer>;
  /** What is stored under a name, without reading it; undefined when nothing is. */
  find(digest: string): Promise<StoredContent | undefined>;
  /** Throws when nothing could be stored now: the place is gone, full, or out of reach. */
  check(): Promise<void>;
  /** Every content, in no order. */
  list(): AsyncIterable<StoredContent>;
  /**
   * Takes a content away that was last put before an instant; false when there is none, or it was
   * put since. For `sweepFiles` alone: whoever else removes a content may remove what a row names.
   */
  remove(digest: string, putBefore: Date): Promise<boolean>;
};

/** The store holds no such content, or one that is not what its name says. */
export class FileStoreError extends Error {
  readonly digest: string;
  readonly reason: "missing" | "damaged";

  constructor(digest: string, reason: "missing" | "damaged", options?: ErrorOptions) {
    super(`the content ${digest} is ${reason}`, options);
    this.name = "FileStoreError";
    this.digest = digest;
    this.reason = reason;
  }
}

/** Refuses what is no digest, before it becomes part of a path. */
export function assertDigest(digest: string): void {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new RangeError(`not a SHA-256 digest: ${digest}`);
}

/** Takes in what passes by: its digest and size, at most `maxBytes` of it. */
export class ContentMeter {
  readonly #hash = createHash("sha256");
  readonly #maxBytes: number;
  #size = 0;

  constructor(options: PutOptions = {}) {
    this.#maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY;
  }

  add(chunk: Uint8Array): void {
    this.#size += chunk.byteLength;
    if (this.#size > this.#maxBytes) throw new AppError("tooLarge");
    this.#hash.update(chunk);
  }

  finish(): StoredContent {
    return { digest: this.#hash.digest("hex"), size: this.#size };
  }
}

/** One or many chunks, as chunks. */
export async function* chunksOf(
  content: Uint8Array | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* content;
}

/** The source's bytes, held against the digest that they should have. */
export function verifiedStream(digest: string, source: Readable): Readable {
  const checked = Readable.from(verified(digest, source), { objectMode: false });
  // A reader that leaves before the first piece has started nothing that would close the source.
  checked.once("close", () => source.destroy());
  return checked;
}

async function* verified(digest: string, source: AsyncIterable<Uint8Array>) {
  const meter = new ContentMeter();
  for await (const chunk of source) {
    meter.add(chunk);
    yield chunk;
  }
  if (meter.finish().digest !== digest) throw new FileStoreError(digest, "damaged");
}

/** All of a stream that checks itself. */
export async function readWhole(stream: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
