import { randomUUID } from "node:crypto";
import { mkdir, open, opendir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import {
  assertDigest,
  chunksOf,
  ContentMeter,
  FileStoreError,
  type FileStore,
  readWhole,
  type StoredContent,
  verifiedStream,
} from "./store.ts";

/** Unfinished uploads of a process that died are removed after a day, in milliseconds. */
const abandonedAfter = 86_400_000;

/**
 * Files under `folder`, two levels deep by the first digits of their digest. A content is
 * written beside its place, flushed, moved there in one step, and the move is flushed too: at
 * whatever instant the machine stops, a name has its whole content or none.
 */
export async function openDiskStore(folder: string): Promise<FileStore> {
  const incoming = join(folder, "incoming");
  await mkdir(incoming, { recursive: true });
  await removeAbandoned(incoming);
  const pathOf = (digest: string) => {
    assertDigest(digest);
    return join(folder, digest.slice(0, 2), digest.slice(2, 4), digest);
  };

  const get = async (digest: string): Promise<Readable> => {
    const file = await open(pathOf(digest), "r").catch((cause: unknown) => {
      throw isMissing(cause) ? new FileStoreError(digest, "missing", { cause }) : cause;
    });
    return verifiedStream(digest, file.createReadStream());
  };

  return {
    kind: "disk",
    get,
    read: async (digest) => readWhole(await get(digest)),
    async put(content, options) {
      const temporary = join(incoming, randomUUID());
      try {
        const stored = await writeFlushed(temporary, chunksOf(content), new ContentMeter(options));
        const path = pathOf(stored.digest);
        await makeFolders(folder, dirname(path));
        await rename(temporary, path);
        await flushFolder(dirname(path));
        return stored;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async find(digest) {
      const found = await stat(pathOf(digest)).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      return found && { digest, size: found.size };
    },
    async check() {
      const probe = join(incoming, randomUUID());
      try {
        await writeFlushed(probe, chunksOf(Buffer.from("probe")), new ContentMeter());
      } finally {
        await rm(probe, { force: true });
      }
    },
    async remove(digest, putBefore) {
      const path = pathOf(digest);
      const isOld = async (at: string): Promise<boolean> => (await stat(at)).mtime < putBefore;
      const aside = join(incoming, randomUUID());
      try {
        if (!(await isOld(path))) return false;
        await rename(path, aside);
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
      // Put again between the two: the same content, so it goes back to its place.
      if (await isOld(aside)) await rm(aside);
      else await rename(aside, path);
      return (await stat(path).catch(() => undefined)) === undefined;
    },
    async *list() {
      for await (const path of filesBelow(folder)) {
        const digest = path.slice(-64);
        if (/^[0-9a-f]{64}$/.test(digest) && path === pathOf(digest))
          yield { digest, size: (await stat(path)).size };
      }
    },
  };
}

async function writeFlushed(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  meter: ContentMeter,
): Promise<StoredContent> {
  const file = await open(path, "wx");
  try {
    for await (const chunk of chunks) {
      meter.add(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return meter.finish();
}

/** Makes the folders down to `path`, each flushed into the one above it. */
async function makeFolders(root: string, path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made !== root; made = dirname(made)) await flushFolder(dirname(made));
}

/** Flushes a folder's entries; Windows cannot open a folder, and journals them by itself. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function removeAbandoned(incoming: string): Promise<void> {
  for await (const entry of await opendir(incoming)) {
    const path = join(incoming, entry.name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandonedAfter) await rm(path, { force: true });
  }
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
