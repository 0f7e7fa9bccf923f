import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { sql } from "drizzle-orm";
import pg from "pg";
import { z } from "zod";
import { appendAudit } from "#core/audit/append.ts";
import { defineAuditEvent } from "#core/audit/event.ts";
import { verifyAudit } from "#core/audit/verify.ts";
import { openDatabase } from "#core/database/connection.ts";
import { FolderLockedError, lockFolder } from "#core/database/lock.ts";
import { type Env, parseEnv } from "#core/env.ts";
import { openFileStore } from "#core/files/open.ts";
import { recordFile } from "#core/files/record.ts";
import { backUp, type BackupContext } from "./backup.ts";
import { BackupError } from "./manifest.ts";
import { restoreBackup } from "./restore.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-backup-"));
const serverUrl = process.env["TEST_DATABASE_URL"];
const made: string[] = [];
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const name of made) await onServer(`drop database ${name} with (force)`);
});

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A new installation's environment: a folder, and on a server a database of its own. */
async function install(name: string): Promise<Env> {
  const dataDir = join(folder, name);
  if (!serverUrl) return parseEnv({ OCOP_DATA_DIR: dataDir });
  const database = `ocop_backup_${name}_${randomBytes(4).toString("hex")}`;
  await onServer(`create database ${database}`);
  made.push(database);
  const url = Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;
  return parseEnv({ OCOP_DATA_DIR: dataDir, DATABASE_URL: url });
}

async function contextOf(env: Env): Promise<BackupContext> {
  const files = await openFileStore(env);
  return { env, files, inherited: process.env, progress: () => undefined };
}

const kept = defineAuditEvent("test.kept", "thing", z.strictObject({}));

/** Opens the installation, writes an act and a content, and tells what it then holds. */
async function work(env: Env, subjectId: string): Promise<void> {
  const database = await openDatabase(env);
  const store = await openFileStore(env);
  const content = await store.put(Buffer.from(`nội dung ${subjectId}`));
  await database.db.transaction(async (tx) => {
    await recordFile(tx, content, "text/plain");
    await appendAudit(tx, kept, { actorId: null, subjectId, provinceCode: "24", details: {} });
  });
  await database.close();
}

async function look(env: Env): Promise<{ acts: string[]; faults: number; contents: string[] }> {
  const database = await openDatabase(env);
  const store = await openFileStore(env);
  const acts = await database.db.execute<{ id: string }>(
    sql`select subject_id as id from audit_log order by seq`,
  );
  const files = await database.db.execute<{ digest: string }>(sql`select digest from stored_files`);
  const contents: string[] = [];
  for (const { digest } of files.rows) contents.push((await store.read(digest)).toString());
  const { faults } = await verifyAudit(database.db);
  await database.close();
  return {
    acts: acts.rows.map(({ id }) => id),
    faults: faults.length,
    contents: contents.sort(),
  };
}

describe(`backup and restore, ${serverUrl ? "server" : "embedded"}`, async () => {
  const env = await install("first");
  const backup = join(folder, "backup");
  await work(env, "một");
  await work(env, "hai");
  const whole = { acts: ["một", "hai"], faults: 0, contents: ["nội dung hai", "nội dung một"] };

  test("a backup is whole when it is there, and never overwrites without force", async () => {
    const manifest = await backUp(await contextOf(env), backup);
    assert.equal(manifest.files.length, 2);
    assert.ok(!existsSync(`${backup}.partial`));
    await assert.rejects(backUp(await contextOf(env), backup), /--force/);
    await backUp(await contextOf(env), backup, { force: true });
  });

  test("what came after the backup is gone after the restore, what was before is back", async () => {
    await work(env, "ba");
    await assert.rejects(restoreBackup(await contextOf(env), backup), /--force/);
    assert.equal((await look(env)).acts.length, 3);
    await restoreBackup(await contextOf(env), backup, { force: true });
    assert.deepEqual(await look(env), whole);
    await work(env, "bốn");
    assert.deepEqual((await look(env)).acts, ["một", "hai", "bốn"]);
    assert.equal((await look(env)).faults, 0);
  });

  test("restores into an empty installation without force", async () => {
    const other = await install("second");
    await restoreBackup(await contextOf(other), backup);
    assert.deepEqual(await look(other), whole);
  });

  test("any damage to a backup is found before anything is replaced", async () => {
    const manifest: string[] = readdirSync(backup, { recursive: true, encoding: "utf8" }).filter(
      (path) => !["files/incoming", "database", "files"].includes(path),
    );
    const files = manifest.filter((path) => /\.|dump$|[0-9a-f]{64}$|PG_VERSION$/.test(path));
    assert.ok(files.length >= 5);
    const before = await look(env);
    for (const path of new Set([...files.slice(0, 4), ...files.slice(-4), "manifest.json"])) {
      const file = join(backup, path);
      const bytes = readFileSync(file);
      for (const damage of [
        () => truncateSync(file, Math.max(0, bytes.length - 1)),
        () => appendFileSync(file, "x"),
        () =>
          writeFileSync(
            file,
            bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte)),
          ),
        () => rmSync(file),
      ]) {
        damage();
        await assert.rejects(
          restoreBackup(await contextOf(env), backup, { force: true }),
          (error) => error instanceof BackupError && !error.message.includes("\n"),
          path,
        );
        writeFileSync(file, bytes);
      }
    }
    assert.deepEqual(await look(env), before);
    await restoreBackup(await contextOf(env), backup, { force: true });
    assert.deepEqual(await look(env), whole);
  });

  test("a folder that is no backup is refused", async () => {
    await assert.rejects(restoreBackup(await contextOf(env), folder, { force: true }), BackupError);
  });
});

test("the embedded database is not copied while the program runs", async (t) => {
  if (serverUrl) return t.skip("the embedded engine only");
  const env = await install("running");
  await work(env, "một");
  const lock = lockFolder(env.OCOP_DATA_DIR);
  const target = join(folder, "never");
  await assert.rejects(backUp(await contextOf(env), target), FolderLockedError);
  assert.ok(!existsSync(target));
  lock.release();
});

test("a dump that breaks on the way leaves the old database", async (t) => {
  if (!serverUrl) return t.skip("a server only");
  const env = await install("broken");
  await work(env, "một");
  const target = join(folder, "broken-backup");
  await backUp(await contextOf(env), target);
  await work(env, "hai");
  const context = await contextOf(env);
  const tools = mkdtempSync(join(folder, "tools-"));
  const half = `#!/bin/sh\n/usr/bin/env PATH="${process.env["PATH"]}" pg_restore "$@" | head -c 20000\nexit 1\n`;
  writeFileSync(join(tools, "pg_restore"), half, { mode: 0o755 });
  const inherited = { ...process.env, PATH: `${tools}:${process.env["PATH"]}` };
  await assert.rejects(
    restoreBackup({ ...context, inherited }, target, { force: true }),
    BackupError,
  );
  assert.deepEqual((await look(env)).acts, ["một", "hai"]);
  return undefined;
});
