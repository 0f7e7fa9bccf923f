import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { after, test } from "node:test";
import { peopleCommands } from "./cli.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-account-"));
const before = { ...process.env };
process.env["OCOP_DATA_DIR"] = folder;
delete process.env["DATABASE_URL"];
after(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command as an operator does, on a database of its own. */
async function account(...args: string[]): Promise<{ code: number; out: string; told: string }> {
  const written = { out: "", told: "" };
  const into = (name: keyof typeof written) =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  const code = await peopleCommands.account(args, { stdout: into("out"), stderr: into("told") });
  return { code, ...written };
}

test("the operator opens the first administrator, and the password is all that is on stdout", async () => {
  const made = await account("create", "--username", "Quan.Tri", "--name", "Người quản trị");
  assert.equal(made.code, 0, made.told);
  assert.match(made.out, /^([a-z2-9]{4}-){3}[a-z2-9]{4}\n$/);
  assert.match(made.told, /Mật khẩu dùng một lần/);
  const absent = await account("reset", "--username", "ai.do");
  assert.deepEqual([absent.code, absent.out], [2, ""]);
  assert.match(absent.told, /không có tài khoản ai\.do/);
});

test("wrong arguments touch no database", async () => {
  process.env["OCOP_DATA_DIR"] = join(folder, "none");
  for (const args of [["remove"], ["create", "--surprise"], [], ["create", "reset"]])
    assert.equal((await account(...args)).code, 2);
  assert.equal(existsSync(join(folder, "none")), false);
});
