import { createWriteStream } from "node:fs";
import { cp, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { lockFolder } from "../database/lock.ts";
import type { Env } from "../env.ts";
import { openDiskStore } from "../files/disk.ts";
import type { FileStore } from "../files/store.ts";
import { BackupError, describeFile, type Manifest, writeManifest } from "./manifest.ts";
import { runToolInto } from "./postgres-tools.ts";

/** What a backup or a restore works on. */
export type BackupContext = {
  readonly env: Env;
  readonly files: FileStore;
  /** The environment that PostgreSQL's tools inherit. */
  readonly inherited: NodeJS.ProcessEnv;
  /** Told of each step, for people, in Vietnamese. */
  readonly progress: (line: string) => void;
};

/**
 * Writes a backup into `folder`: the database, then every stored content, then the manifest
 * with the digest of each. Contents come after the database, because they are stored before the
 * rows that name them and never removed: whatever the copied rows name is there. The embedded
 * database is copied at rest, under its lock; a server is dumped while it works.
 * Throws `BackupError` when the folder holds anything and `force` is not given. What is being
 * written has another name until it is whole.
 */
export async function backUp(
  context: BackupContext,
  folder: string,
  { force = false } = {},
): Promise<Manifest> {
  const taken = await readdir(folder).catch(() => []);
  if (taken.length > 0 && !force)
    throw new BackupError(
      `Thư mục ${folder} không trống. Hãy chọn thư mục khác, hoặc thêm --force.`,
    );
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(join(partial, "database"), { recursive: true });
  const { env, progress } = context;
  progress("Đang sao chép cơ sở dữ liệu…");
  const database = env.DATABASE_URL
    ? await dumpServer(context, partial)
    : await copyEmbedded(env.OCOP_DATA_DIR, partial);
  const files = await copyFiles(context, partial);
  const manifest: Manifest = {
    format: "ocop-backup-1",
    createdAt: new Date().toISOString(),
    engine: env.DATABASE_URL ? "server" : "embedded",
    database,
    files,
  };
  await writeManifest(partial, manifest);
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
  progress(`Đã sao lưu vào ${folder}: cơ sở dữ liệu và ${files.length} tệp.`);
  return manifest;
}

async function copyEmbedded(dataDir: string, partial: string): Promise<Manifest["database"]> {
  const source = join(dataDir, "database");
  if (!(await stat(source).catch(() => undefined)))
    throw new BackupError(`Không có cơ sở dữ liệu nhúng trong ${dataDir}.`);
  const lock = lockFolder(dataDir);
  try {
    await cp(source, join(partial, "database"), { recursive: true });
  } finally {
    lock.release();
  }
  const entries = await readdir(join(partial, "database"), {
    recursive: true,
    withFileTypes: true,
  });
  const described: Manifest["database"] = [];
  for (const entry of entries)
    if (entry.isFile())
      described.push(
        await describeFile(partial, relative(partial, join(entry.parentPath, entry.name))),
      );
  return described;
}

async function dumpServer(context: BackupContext, partial: string): Promise<Manifest["database"]> {
  const url = ownerUrl(context.env);
  const path = join("database", "dump");
  // Grants stay in; owners do not: the one who restores owns everything.
  await runToolInto(
    createWriteStream(join(partial, path)),
    "pg_dump",
    ["--format=custom", "--no-owner"],
    { inherited: context.inherited, url },
  );
  return [await describeFile(partial, path)];
}

async function copyFiles(
  { files: source, progress }: BackupContext,
  partial: string,
): Promise<Manifest["files"]> {
  const target = await openDiskStore(join(partial, "files"));
  const copied: Manifest["files"] = [];
  for await (const { digest } of source.list()) {
    // Reading checks the content against its name: a damaged one stops the backup.
    copied.push(await target.put(await source.get(digest)));
    if (copied.length % 1_000 === 0) progress(`Đã sao chép ${copied.length} tệp…`);
  }
  return copied;
}

/** Who may dump and replace the whole database. */
export function ownerUrl(env: Env): string {
  const url = env.DATABASE_OWNER_URL ?? env.DATABASE_URL;
  if (!url) throw new Error("no server is configured");
  return url;
}
