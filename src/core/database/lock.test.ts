import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { FolderLockedError, lockFolder } from "./lock.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-lock-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const holder = `
  const { lockFolder } = await import(${JSON.stringify(new URL("lock.ts", import.meta.url).href)});
  globalThis.lock = lockFolder(${JSON.stringify(folder)});
  console.log("held");
  setInterval(() => {}, 1000);
`;

test("a second process is refused in one line, and a killed one leaves no stale lock", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", holder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  assert.throws(
    () => lockFolder(folder),
    (error) => {
      assert.ok(error instanceof FolderLockedError);
      assert.match(error.message, /^Thư mục dữ liệu .* đang được một tiến trình khác sử dụng\./);
      assert.ok(!error.message.includes("\n"));
      return true;
    },
  );
  child.kill("SIGKILL");
  await once(child, "exit");
  lockFolder(folder).release();
});
