import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { parseEnv } from "../env.ts";
import { openDatabase } from "./connection.ts";
import { DatabaseDamagedError, embeddedFolder } from "./embedded-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-damaged-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const env = parseEnv({ OCOP_DATA_DIR: folder });

async function refused(): Promise<void> {
  await assert.rejects(openDatabase(env), (error) => {
    assert.ok(error instanceof DatabaseDamagedError);
    assert.match(error.message, /^[^\n]*giữ nguyên[^\n]*khôi phục[^\n]*$/);
    return true;
  });
}

test("a database that has served is never begun anew, whatever it has lost", async () => {
  await (await openDatabase(env)).close();
  const at = (name: string) => join(folder, "database", name);
  for (const name of ["PG_VERSION", "global/pg_control"]) {
    const whole = readFileSync(at(name));
    rmSync(at(name));
    await refused();
    assert.equal(existsSync(at(name)), false);
    writeFileSync(at(name), whole);
  }
  const control = readFileSync(at("global/pg_control"));
  const spoilt = Buffer.alloc(control.length, 0x5a);
  writeFileSync(at("global/pg_control"), spoilt);
  await refused();
  assert.deepEqual(readFileSync(at("global/pg_control")), spoilt);
  writeFileSync(at("global/pg_control"), control);
  await (await openDatabase(env)).close();
  rmSync(join(folder, "database"), { recursive: true });
  await refused();
});

test("what a first start left unfinished was never served: the next one begins cleanly", () => {
  const young = mkdtempSync(join(tmpdir(), "ocop-young-"));
  mkdirSync(join(young, "database", "base"), { recursive: true });
  embeddedFolder(young).prepare();
  assert.equal(existsSync(join(young, "database")), false);
  rmSync(young, { recursive: true });
});
