import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MemoryFS } from "@electric-sql/pglite";

/**
 * The embedded engine's data folder as one file that is quick to lay out again: read once, and its
 * files are parts of what was read. Postgres's own two templates of databases stay behind, of which
 * nothing here makes any, and so do the zeros at the end of a file (the log is 16 MB of them).
 */
const root = "/pglite/data";
const leftBehind = /^base\/[14]\//;

type Entry = { name: string; size: number; stored: number };

/** What is used of the engine's own file system. */
type Files = {
  readdir(path: string): string[];
  stat(path: string): { mode: number };
  isDir(mode: number): boolean;
  readFile(path: string): Uint8Array;
  mkdirTree(path: string): void;
  writeFile(path: string, content: Uint8Array, options: { canOwn: boolean }): void;
};

function namesBelow(files: Files, folder: string): string[] {
  return files
    .readdir(`${root}/${folder}`)
    .filter((name) => name !== "." && name !== "..")
    .flatMap((name) => {
      const path = `${folder}${name}`;
      const isFolder = files.isDir(files.stat(`${root}/${path}`).mode);
      return isFolder ? [`${path}/`, ...namesBelow(files, `${path}/`)] : [path];
    });
}

function withoutZeros(content: Uint8Array): Uint8Array {
  let end = content.length;
  while (end > 0 && content[end - 1] === 0) end -= 1;
  return content.subarray(0, end);
}

function pack(files: Files): Uint8Array {
  const entries: Entry[] = [];
  const parts: Uint8Array[] = [];
  for (const name of namesBelow(files, "")) {
    if (leftBehind.test(name) && !name.endsWith("/")) continue;
    const content = name.endsWith("/") ? new Uint8Array() : files.readFile(`${root}/${name}`);
    const kept = withoutZeros(content);
    entries.push({ name, size: content.length, stored: kept.length });
    parts.push(kept);
  }
  const index = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(index.length);
  return Buffer.concat([length, index, ...parts]);
}

/** Calls back with each folder (a name that ends in a slash) and file; contents are the caller's. */
function unpack(packed: Buffer, lay: (name: string, content: Uint8Array) => void): void {
  const start = 4 + packed.readUInt32LE();
  const entries = JSON.parse(packed.toString("utf8", 4, start)) as Entry[];
  let at = start;
  for (const { name, size, stored } of entries) {
    const kept = packed.subarray(at, at + stored);
    at += stored;
    if (stored === size) lay(name, kept);
    else {
      const content = new Uint8Array(size);
      content.set(kept);
      lay(name, content);
    }
  }
}

/** Writes a packed data folder to the disk. */
export function layFolder(packed: Buffer, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  unpack(packed, (name, content) => {
    const path = join(folder, name);
    if (name.endsWith("/")) mkdirSync(path, { mode: 0o700 });
    else writeFileSync(path, content, { mode: 0o600 });
  });
}

/** A file system in memory, laid out from a packed data folder, which it takes for its own. */
export class LaidFiles extends MemoryFS {
  readonly #packed: Buffer;

  constructor(packed: Buffer) {
    super();
    this.#packed = packed;
  }

  override async initialSyncFs(): Promise<void> {
    const files: Files | undefined = this.pg?.Module.FS;
    if (!files) throw new Error("no engine to lay files out for");
    unpack(this.#packed, (name, content) => {
      if (name.endsWith("/")) files.mkdirTree(`${root}/${name.slice(0, -1)}`);
      else files.writeFile(`${root}/${name}`, content, { canOwn: true });
    });
  }
}

/** A file system in memory that is packed when its engine has been closed, with nothing to replay. */
export class PackingFiles extends MemoryFS {
  packed: Uint8Array = new Uint8Array();

  override async closeFs(): Promise<void> {
    if (this.pg) this.packed = pack(this.pg.Module.FS);
    await super.closeFs();
  }
}
