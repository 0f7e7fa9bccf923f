import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openDiskStore } from "./disk.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-files-faults-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Puts contents of 200 kB in three chunks and tells each digest after `put` has told it; kills
 * itself right before the n-th operation on the disk, of whatever kind.
 */
const child = `
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
let left = Number(process.argv[1]);
const counted = (owner, name) => {
  const original = owner[name];
  owner[name] = function (...args) {
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
    return original.apply(this, args);
  };
};
const { openDiskStore } = await import(${JSON.stringify(new URL("disk.ts", import.meta.url).href)});
const store = await openDiskStore(process.argv[2]);
const probe = await fs.open(process.argv[2]);
const handle = Object.getPrototypeOf(probe);
await probe.close();
for (const name of ["open", "mkdir", "rename", "rm"]) counted(fs, name);
for (const name of ["writeFile", "sync", "close"]) counted(handle, name);
syncBuiltinESMExports();
for (let n = 0; n < 2; n += 1) {
  const chunk = Buffer.alloc(70_000, \`\${process.argv[1]}-\${n}\`);
  const { digest } = await store.put((async function* () { yield chunk; yield chunk; yield chunk; })());
  fs.appendFile(process.argv[3], digest + "\\n").then(() => {});
  await new Promise((resolve) => setTimeout(resolve, 5));
}
`;

async function runUntil(step: number): Promise<boolean> {
  const args = ["--input-type=module", "-e", child, String(step), join(folder, "files"), ledger];
  const running = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const [code, signal] = (await once(running, "exit")) as [number | null, string | null];
  assert.ok(signal === "SIGKILL" || code === 0);
  return code === 0;
}

const ledger = join(folder, "ledger");

test("killed before any step of a put, no name has less than its content, and none is lost", async () => {
  let step = 0;
  let finished = false;
  while (!finished) {
    step += 1;
    finished = await runUntil(step);
    const store = await openDiskStore(join(folder, "files"));
    for await (const { digest } of store.list())
      assert.equal(
        createHash("sha256")
          .update(await store.read(digest))
          .digest("hex"),
        digest,
        `killed before step ${step}`,
      );
  }
  assert.ok(step > 20, `only ${step} steps were tried`);
  const told = readFileSync(ledger, "utf8").trim().split("\n");
  const store = await openDiskStore(join(folder, "files"));
  for (const digest of told) assert.ok(await store.find(digest));
  assert.ok(told.length > 10);
});
