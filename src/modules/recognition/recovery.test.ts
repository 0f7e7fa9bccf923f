import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { after, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import { backUp } from "#core/backup/backup.ts";
import { BackupError } from "#core/backup/manifest.ts";
import { restoreBackup } from "#core/backup/restore.ts";
import { openDatabase } from "#core/database/connection.ts";
import { type Env, parseEnv } from "#core/env.ts";
import { openFileStore } from "#core/files/open.ts";
import { createLog } from "#core/log.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { buildIssued, sealAll } from "#tests/support/issued.ts";
import { checkOffline } from "./offline-check.ts";
import { recognitionCommands } from "./cli.ts";
import { makeCheckpoint } from "./log/heads.server.ts";
import { certificates, recognitions } from "./schema.server.ts";
import { seal } from "./service/seal.server.ts";
import { readKeySet } from "./service/seal-check.server.ts";
import { verifyToken } from "./service/verify.server.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-recovery-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const backup = join(folder, "backup");
const secrets = ["first-secret-of-32-characters!!!", "other-secret-of-32-characters!!!"] as const;

/** An installation in a folder of its own, on the embedded engine. */
function installation(name: string, secret: string): Env {
  return parseEnv({ OCOP_DATA_DIR: join(folder, name), OCOP_SECRET: secret, LOG_LEVEL: "silent" });
}

/** Opens it as the program does, for a moment. */
async function inside<T>(
  env: Env,
  work: (services: Awaited<ReturnType<typeof open>>) => Promise<T>,
) {
  const services = await open(env);
  try {
    return await work(services);
  } finally {
    await services.database.close();
  }
}

async function open(env: Env) {
  const database = await openDatabase(env);
  return { database, db: database.db, env, files: await openFileStore(env), log: createLog(env) };
}

async function backupContext(env: Env) {
  return { env, files: await openFileStore(env), inherited: {}, progress: () => undefined };
}

const here = installation("here", secrets[0]);
const issued = await inside(here, async (services) => {
  const { db } = services;
  await loadRulebooks(db);
  const made = await buildIssued(db, { items: 3 });
  await sealAll(services, { certificates: made.certificates.slice(0, 2) });
  await makeCheckpoint({ db, env: here });
  const rows = await db.select().from(certificates);
  const keys = await readKeySet(db);
  return { tokens: made.certificates.map(({ token }) => token), rows, keys };
});
const [token = "", revoked = "", unsealed = ""] = issued.tokens;
const rowOf = (wanted: string) => issued.rows.find((row) => row.token === wanted);

async function ocop(env: Env, command: keyof typeof recognitionCommands, ...args: string[]) {
  const { OCOP_DATA_DIR, OCOP_SECRET = "" } = env;
  Object.assign(process.env, { OCOP_DATA_DIR, OCOP_SECRET, LOG_LEVEL: "silent" });
  delete process.env["DATABASE_URL"];
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await recognitionCommands[command](args, { stdout, stderr });
  const text = (stream: PassThrough) => String(stream.read() ?? "");
  return { code, out: text(stdout), err: text(stderr) };
}

describe("the command line, over certificates", () => {
  test("finds one in force by its token, its whole code, and its PDF", async () => {
    const credential = rowOf(token)?.credential ?? "";
    const written = (name: string, content: string | Uint8Array) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    };
    const pdf = await (await openFileStore(here)).read(rowOf(token)?.pdfDigest ?? "");
    const ways = [
      token,
      written("code.txt", `http://127.0.0.1:3000/verify/${token}#${credential}`),
      written("certificate.pdf", pdf),
    ];
    for (const way of ways) {
      const { code, out, err } = await ocop(here, "verify", "certificate", way);
      assert.equal(code, 0, `${way}: ${err}`);
      const told = JSON.parse(out) as { state: string; logged: boolean; token: string };
      assert.deepEqual([told.state, told.logged, told.token], ["valid", true, token]);
    }
    const bent = Buffer.from(pdf);
    bent[bent.length >> 1] = (bent[bent.length >> 1] ?? 0) ^ 1;
    const refused = {
      [written("bent.pdf", bent)]: /không có giấy chứng nhận nào có đúng bản PDF này/,
      [written("bent.jws", `${credential.slice(0, -6)}AAAAAA`)]: /không khớp chữ ký/,
      [unsealed]: /không có giấy chứng nhận đã ký nào/,
    };
    for (const [way, said] of Object.entries(refused)) {
      const { code, out, err } = await ocop(here, "verify", "certificate", way);
      assert.deepEqual([code, out], [1, ""], way);
      assert.match(err, said);
    }
    assert.equal((await ocop(here, "verify", "certificate", join(folder, "no"))).code, 2);
    assert.equal((await ocop(here, "verify", "something")).code, 2);
  });

  test("tells the head of the whole log, and makes a new key", async () => {
    const { code, out } = await ocop(here, "verify", "log");
    assert.equal(code, 0);
    assert.match(out, /^3 [0-9a-f]{64}\n$/);
    const rotated = await ocop(here, "keys", "rotate");
    assert.equal(rotated.code, 0, rotated.err);
    assert.equal(
      issued.keys.keys.some(({ kid }) => kid === rotated.out.trim()),
      false,
    );
    assert.equal((await ocop(here, "keys", "rotate", "now")).code, 2);
    assert.equal((await ocop(here, "verify", "certificate", token)).code, 0);
  });

  test("does not call in force what is not", async () => {
    await inside(here, async ({ db }) => {
      const id = rowOf(revoked)?.recognitionId ?? "";
      await db.update(recognitions).set({ revokedOn: "2026-11-20" }).where(eq(recognitions.id, id));
    });
    const { code, out, err } = await ocop(here, "verify", "certificate", revoked);
    assert.equal(code, 1);
    assert.equal((JSON.parse(out) as { state: string }).state, "revoked");
    assert.match(err, /đã bị thu hồi/);
  });
});

describe("the drill of backup and restore", () => {
  test("finds a backup whose certificate was damaged, and replaces nothing", async () => {
    await backUp(await backupContext(here), backup);
    const digest = rowOf(token)?.pdfDigest ?? "";
    const path = join(backup, "files", digest.slice(0, 2), digest.slice(2, 4), digest);
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.from(bytes).fill(0, 100, 101));
    const there = installation("there", secrets[0]);
    await assert.rejects(restoreBackup(await backupContext(there), backup), BackupError);
    writeFileSync(path, bytes);
  });

  test("brings back every certificate as it was: credential, PDF and log", async () => {
    const there = installation("there", secrets[0]);
    await restoreBackup(await backupContext(there), backup);
    assert.equal((await ocop(there, "verify", "log")).code, 0);
    assert.equal((await ocop(there, "verify", "audit")).code, 0);
    await inside(there, async ({ db, files }) => {
      const states = [];
      for (const one of issued.tokens) states.push((await verifyToken({ db, files }, one))?.state);
      assert.deepEqual(states, ["valid", "revoked", "unsealed"]);
      const kept = { keys: await readKeySet(db), statusList: null, day: "2026-12-01" };
      for (const [at, { credential, pdfDigest, token: one }] of issued.rows.entries()) {
        if (credential === null) continue;
        const answer = await checkOffline({ token: one, credential }, kept);
        assert.equal(answer.state, "valid", String(at));
        assert.ok((await files.read(pdfDigest ?? "")).length > 1_000);
      }
    });
    // What was on its way goes on: the sealing of the third.
    await inside(there, async (services) => {
      const { db, files } = services;
      await seal(services, issued.rows.find((row) => row.token === unsealed)?.id ?? "");
      assert.equal((await verifyToken({ db, files }, unsealed))?.state, "valid");
    });
  });

  test("with the secret lost, old certificates still verify, and a new key heals signing", async () => {
    const lost = installation("lost", secrets[1]);
    await restoreBackup(await backupContext(lost), backup);
    assert.equal((await ocop(lost, "verify", "certificate", token)).code, 0);
    const id = issued.rows.find((row) => row.token === unsealed)?.id ?? "";
    await assert.rejects(
      inside(lost, (services) => seal(services, id)),
      /cannot be opened with this OCOP_SECRET/,
    );
    assert.equal((await ocop(lost, "keys", "rotate")).code, 0);
    await inside(lost, (services) => seal(services, id));
    assert.equal((await ocop(lost, "verify", "certificate", unsealed)).code, 0);
  });
});
