import { cp, mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { appRole } from "../database/connection.ts";
import { embeddedFolder } from "../database/embedded-folder.ts";
import { lockFolder } from "../database/lock.ts";
import { openDiskStore } from "../files/disk.ts";
import type { BackupContext } from "./backup.ts";
import { ownerUrl } from "./backup.ts";
import { BackupError, type Manifest, verifyBackup } from "./manifest.ts";
import { runTool } from "./postgres-tools.ts";

/**
 * Puts a backup in the place of the database that the environment names. Reads the whole backup
 * first: when anything in it is missing or changed, `BackupError` names it and nothing has been
 * touched. Contents are put into the store before the database is replaced, and none is ever
 * removed. An existing database is replaced only with `force`; the embedded one is kept beside,
 * under the name that is told.
 */
export async function restoreBackup(
  context: BackupContext,
  folder: string,
  { force = false } = {},
): Promise<Manifest> {
  const { env, progress } = context;
  progress("Đang kiểm tra bản sao lưu…");
  const manifest = await verifyBackup(folder);
  const engine = env.DATABASE_URL ? "server" : "embedded";
  if (manifest.engine !== engine)
    throw new BackupError(
      engine === "server"
        ? "Bản sao lưu này là của cơ sở dữ liệu nhúng, không khôi phục vào máy chủ PostgreSQL được."
        : "Bản sao lưu này là của máy chủ PostgreSQL, không khôi phục vào cơ sở dữ liệu nhúng được.",
    );
  if (engine === "server") await restoreServer(context, folder, manifest, force);
  else await restoreEmbedded(context, folder, manifest, force);
  progress(`Đã khôi phục bản sao lưu ${manifest.createdAt}.`);
  return manifest;
}

async function restoreEmbedded(
  context: BackupContext,
  folder: string,
  manifest: Manifest,
  force: boolean,
): Promise<void> {
  const dataDir = context.env.OCOP_DATA_DIR;
  const target = join(dataDir, "database");
  const lock = lockFolder(dataDir);
  try {
    const existing = await stat(target).catch(() => undefined);
    if (existing && !force) throw refusal(`${target} đã có dữ liệu`);
    await putFiles(context, folder, manifest);
    const incoming = join(dataDir, "database.incoming");
    await rm(incoming, { recursive: true, force: true });
    await mkdir(dataDir, { recursive: true });
    await cp(join(folder, "database"), incoming, { recursive: true });
    if (existing) {
      const aside = `${target}.${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
      await rename(target, aside);
      context.progress(`Cơ sở dữ liệu cũ được giữ trong ${aside}.`);
    }
    await rename(incoming, target);
    embeddedFolder(dataDir).markServed();
  } finally {
    lock.release();
  }
}

async function restoreServer(
  context: BackupContext,
  folder: string,
  manifest: Manifest,
  force: boolean,
): Promise<void> {
  const url = ownerUrl(context.env);
  const place = { inherited: context.inherited, url };
  if ((await isInUse(url)) && !force) throw refusal("Cơ sở dữ liệu này đã có dữ liệu");
  await putFiles(context, folder, manifest);
  const target = runTool("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"], place);
  target.stdout.resume();
  // One transaction, ended only after the whole dump has been read: until then the old database
  // is there, and a tool that dies on the way leaves it there.
  target.stdin.write(`BEGIN;\n${clearing}`);
  const dump = join(folder, manifest.database[0]?.path ?? "");
  const source = runTool("pg_restore", ["--no-owner", "-f", "-", dump], place);
  source.stdin.end();
  const read = await Promise.allSettled([
    pipeline(source.stdout, target.stdin, { end: false }),
    source.ended,
  ]);
  const failed = read.find((end) => end.status === "rejected");
  target.stdin.end(failed ? "" : "\nCOMMIT;\n");
  await target.ended;
  if (failed) throw failed.reason;
}

/** Makes room: everything of ours goes; the role that the dump's grants name must be there. */
const clearing = `
DO $$ BEGIN CREATE ROLE ${appRole} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DROP SCHEMA IF EXISTS pgboss, drizzle, public CASCADE;
CREATE SCHEMA public;
`;

async function isInUse(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ tables: number }>(
      "select count(*)::int as tables from pg_tables where schemaname in ('public', 'drizzle', 'pgboss')",
    );
    return (rows[0]?.tables ?? 0) > 0;
  } finally {
    await client.end();
  }
}

async function putFiles(
  { files: target, progress }: BackupContext,
  folder: string,
  manifest: Manifest,
): Promise<void> {
  const source = await openDiskStore(join(folder, "files"));
  let put = 0;
  for (const { digest } of manifest.files) {
    // Put again even when it is there: the copy in the store may be the damaged one.
    await target.put(await source.get(digest));
    put += 1;
    if (put % 1_000 === 0) progress(`Đã đưa ${put}/${manifest.files.length} tệp vào kho…`);
  }
}

function refusal(what: string): BackupError {
  return new BackupError(`${what}. Thêm --force để thay bằng bản sao lưu.`);
}
