import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { appendAudit } from "#core/audit/append.ts";
import { defineAuditEvent } from "#core/audit/event.ts";
import { coreCommands } from "#core/commands.ts";
import { openDatabase } from "#core/database/connection.ts";
import { lockFolder } from "#core/database/lock.ts";
import { parseEnv } from "#core/env.ts";
import { openFileStore } from "#core/files/open.ts";
import { recordFile } from "#core/files/record.ts";
import { allInvariants, defineInvariant, defineSqlInvariant } from "#core/invariants/invariant.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-commands-"));
const data = join(folder, "var");
// The commands open what the environment names: here the embedded engine, in a folder of ours.
Object.assign(process.env, { OCOP_DATA_DIR: data, LOG_LEVEL: "silent" });
delete process.env["DATABASE_URL"];
const env = parseEnv({ OCOP_DATA_DIR: data });
const store = await openFileStore(env);
const checkpoint = join(folder, "checkpoint.txt");

const kept = defineAuditEvent("test.kept", "thing", z.strictObject({}));
const database = await openDatabase(env);
const contents = await Promise.all(["a", "b", "c"].map((text) => store.put(Buffer.from(text))));
await database.db.transaction(async (tx) => {
  for (const content of contents) await recordFile(tx, content, "text/plain");
  for (const subjectId of ["1", "2", "3"])
    await appendAudit(tx, kept, { actorId: null, subjectId, provinceCode: "24", details: {} });
});
await database.close();
after(() => rmSync(folder, { recursive: true, force: true }));

async function ocop(command: keyof typeof coreCommands, ...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await coreCommands[command](args, { stdout, stderr });
  const text = (stream: PassThrough) => String(stream.read() ?? "");
  return { code, out: text(stdout), err: text(stderr) };
}

async function asOwner(...statements: string[]): Promise<void> {
  const opened = await openDatabase(env);
  await opened.db.execute(sql`set role none`);
  for (const statement of statements) await opened.db.execute(sql.raw(statement));
  await opened.close();
}

test("verify audit: prints where the chains stand; exit 0, and against itself too", async () => {
  const { code, out, err } = await ocop("verify", "audit");
  assert.equal(code, 0, err);
  assert.match(out, /^24 3 [0-9a-f]{64}\n$/);
  writeFileSync(checkpoint, out);
  assert.equal((await ocop("verify", "audit", "--against", checkpoint)).code, 0);
});

test("invariants: all hold; --deep reads the contents", async () => {
  const { code, out, err } = await ocop("invariants", "--deep");
  assert.equal(code, 0, err + out);
  assert.equal(out, "");
  assert.match(err, /core\.auditChain/);
});

test("invariants: what does not hold is listed, and the exit code is 1", async () => {
  const [, second] = contents;
  assert.ok(second);
  const [path = ""] = readdirSync(join(data, "files"), {
    recursive: true,
    encoding: "utf8",
  }).filter((file) => file.endsWith(second.digest));
  writeFileSync(join(data, "files", path), "x");
  assert.equal((await ocop("invariants")).code, 0);
  const damaged = await ocop("invariants", "--deep");
  assert.equal(damaged.code, 1);
  assert.deepEqual(
    damaged.out
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line)),
    [{ invariant: "core.filesStored", offence: { digest: second.digest, problem: "damaged" } }],
  );
  rmSync(join(data, "files", path));
  assert.match((await ocop("invariants")).out, /"problem":"missing"/);
  await store.put(Buffer.from("b"));
  assert.equal((await ocop("invariants", "--deep")).code, 0);
});

test("invariants: a module's own query is asked, its rows are the offences", async () => {
  defineSqlInvariant("test.rows", "Không có dòng nào.", sql`select 7 as seven`);
  assert.throws(() => defineSqlInvariant("test.rows", "Không.", sql`select 1`), /twice/);
  const { code, out, err } = await ocop("invariants");
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(out), { invariant: "test.rows", offence: { seven: 7 } });
  assert.match(err, /SAI \(1\) {2}test\.rows/);
  assert.ok(allInvariants().every(({ holds }) => holds.endsWith(".")));
  assert.throws(() => defineInvariant(allInvariants()[0] as never), /twice/);
});

test("verify audit: names the first bad row of each chain; exit 1", async () => {
  await asOwner(
    "alter table audit_log disable trigger user",
    "update audit_log set subject_id = '9' where seq = 2",
  );
  const { code, err } = await ocop("verify", "audit");
  assert.equal(code, 1);
  assert.match(err, /Nhật ký 24, dòng 2: /);
  const invariants = await ocop("invariants");
  assert.match(invariants.out, /"core.auditChain","offence":\{"provinceCode":"24","seq":2/);
});

test("verify audit: a chain rewritten with its head agrees with itself, not with the checkpoint", async () => {
  await asOwner(
    "alter table audit_log disable trigger user",
    "delete from audit_log where seq > 1",
    "update audit_head set seq = 1, hash = (select hash from audit_log)",
  );
  assert.equal((await ocop("verify", "audit")).code, 0);
  const { code, err } = await ocop("verify", "audit", "--against", checkpoint);
  assert.equal(code, 1);
  assert.match(err, /Nhật ký 24, dòng 2: bị cắt đuôi/);
});

test("backup and restore by command", async () => {
  const target = join(folder, "backup");
  assert.equal((await ocop("backup", target)).code, 0);
  assert.equal((await ocop("backup", target)).code, 1);
  const refused = await ocop("restore", target);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /--force/);
  assert.equal((await ocop("restore", target, "--force")).code, 0);
  assert.equal((await ocop("restore", join(folder, "none"))).code, 1);
});

test("wrong arguments: exit 2, one line, nothing on stdout", async () => {
  writeFileSync(join(folder, "bad.txt"), "24 x\n");
  for (const [command, ...args] of [
    ["verify"],
    ["verify", "scores"],
    ["verify", "audit", "--against", join(folder, "nowhere")],
    ["verify", "audit", "--against", join(folder, "bad.txt")],
    ["verify", "audit", "--loud"],
    ["backup"],
    ["restore", "a", "b"],
    ["invariants", "all"],
  ] as [keyof typeof coreCommands, ...string[]][]) {
    const { code, out, err } = await ocop(command, ...args);
    assert.equal(code, 2, `${command} ${args.join(" ")}`);
    assert.equal(out, "");
    assert.match(err, /^ocop: [^\n]+\n$/);
  }
});

test("while the program runs: exit 1 and the line that says so", async () => {
  const lock = lockFolder(data);
  const { code, err } = await ocop("verify", "audit");
  lock.release();
  assert.equal(code, 1);
  assert.match(err, /^ocop: Thư mục dữ liệu [^\n]+\n$/);
});

test("an option that a command does not know, or that lacks its value, is said in one line", async () => {
  const wrong = [
    [["audit", "--fast"], 'không có tùy chọn "--fast"'],
    [["audit", "--against"], 'sau "--against" còn thiếu giá trị'],
    [["audit", "--against", "--fast"], 'sau "--against" còn thiếu giá trị'],
  ] as const;
  for (const [args, said] of wrong)
    assert.deepEqual(await ocop("verify", ...args), { code: 2, out: "", err: `ocop: ${said}\n` });
  assert.deepEqual(await ocop("invariants", "--deep=1"), {
    code: 2,
    out: "",
    err: 'ocop: tùy chọn "--deep" không nhận giá trị\n',
  });
});
