import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";

/** What was set aside: how many bytes, and the bytes as they are taken, once. */
export type Spooled = { readonly size: number; readonly body: ReadableStream<Uint8Array> };

/**
 * Takes bytes as fast as they come into a temporary file, so that whatever it is read from (a
 * cursor, a connection) is free before a slow client has the first byte, and memory holds neither.
 * The file has no name any more when it is written: it ends with the program, or with the body. A
 * source that fails, or a signal, ends the source and throws; the file is gone then.
 */
export async function spooled(
  source: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<Spooled> {
  const file = await nameless();
  try {
    let size = 0;
    // Leaving the loop in any way cancels the source.
    for await (const some of source) {
      signal?.throwIfAborted();
      await file.appendFile(some);
      size += some.length;
    }
    signal?.throwIfAborted();
    const body = Readable.toWeb(file.createReadStream({ start: 0 }));
    return { size, body: body as ReadableStream<Uint8Array> };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function nameless(): Promise<FileHandle> {
  const name = join(tmpdir(), `ocop-spool-${randomUUID()}`);
  const file = await open(name, "wx+", 0o600);
  await unlink(name);
  return file;
}
