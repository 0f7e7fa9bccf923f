import { Readable } from "node:stream";
import { makeZip, predictLength } from "client-zip";
import type { Day } from "#core/calendar/day.ts";
import type { FileStore } from "./store.ts";

/** One file of a zip: bytes that were made for it, or a content of the store by its digest. */
export type ZipEntry =
  | { readonly name: string; readonly size: number; readonly bytes: Uint8Array }
  | { readonly name: string; readonly size: number; readonly digest: string };

/** A zip that is made while it is taken. */
export type Zip = {
  /** Exact length of what `stream` gives, in bytes. */
  readonly size: bigint;
  /** The zip, read from the store as it is taken; each content is checked against its digest on the way. */
  stream(): ReadableStream<Uint8Array>;
};

/**
 * A zip of these entries, in their order, each dated `on`. Contents of the store are not packed
 * again and pass through piece by piece, so the memory that it takes does not grow with them. The
 * same entries give the same bytes.
 */
export function zipOf(store: FileStore, entries: readonly ZipEntry[], on: Day): Zip {
  const [year = "2000", month = "1", date = "1"] = on.split("-");
  // A zip holds local time: the parts are what counts, wherever the program runs.
  const lastModified = new Date(Number(year), Number(month) - 1, Number(date));
  return {
    size: predictLength(entries.map(({ name, size }) => ({ name, size }))),
    stream: () => makeZip(inputs(store, entries, lastModified)),
  };
}

/** A text as an entry. */
export function textEntry(name: string, text: string): ZipEntry & { readonly bytes: Uint8Array } {
  const bytes = Buffer.from(text, "utf8");
  return { name, size: bytes.byteLength, bytes };
}

/** One input after the other; a reader who goes away in the middle leaves no file open. */
async function* inputs(store: FileStore, entries: readonly ZipEntry[], lastModified: Date) {
  for (const entry of entries) {
    const { name, size } = entry;
    const source = "bytes" in entry ? entry.bytes : await store.get(entry.digest);
    try {
      yield { name, size, lastModified, input: source as Uint8Array<ArrayBuffer> | Readable };
    } catch {
      // Only a reader's leaving is thrown in here; what the store throws passes the other way.
      return;
    } finally {
      if (source instanceof Readable) source.destroy();
    }
  }
}

const lookups = 8;

/**
 * Which of these contents the store lacks, or holds in another size. Asked before a zip is begun:
 * better no zip than one that breaks off in the middle.
 */
export async function missingIn<File extends { readonly digest: string; readonly size: number }>(
  store: FileStore,
  files: readonly File[],
): Promise<File[]> {
  const waiting = [...files];
  const lost: File[] = [];
  const worker = async () => {
    for (let file = waiting.pop(); file; file = waiting.pop()) {
      const found = await store.find(file.digest);
      if (found?.size !== file.size) lost.push(file);
    }
  };
  await Promise.all(Array.from({ length: lookups }, worker));
  return lost;
}
