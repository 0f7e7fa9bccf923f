import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "ocop-jobs-faults-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Works one job whose first attempt kills the process in the middle; writes each attempt down. */
const child = `
import { appendFileSync } from "node:fs";
import { z } from "zod";
import { openDatabase } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { openFileStore } from "#core/files/open.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import { defineJob } from "#core/jobs/job.ts";
import { startJobs } from "#core/jobs/worker.ts";
import { createLog } from "#core/log.ts";
const [folder, phase] = process.argv.slice(1);
const env = parseEnv({ OCOP_DATA_DIR: folder, LOG_LEVEL: "silent" });
const database = await openDatabase(env);
const done = Promise.withResolvers();
const job = defineJob("test.fatal", z.strictObject({}), async (_data, { attempt }) => {
  appendFileSync(folder + "/attempts", attempt + "\\n");
  if (phase === "first") process.kill(process.pid, "SIGKILL");
  done.resolve();
}, { retryDelaySeconds: 0 });
if (phase === "first") await enqueue(database.db, job, {});
const worker = await startJobs({ database, env, files: await openFileStore(env), log: createLog(env) }, { restMs: 100 });
await done.promise;
await worker.stop();
await database.close();
`;

async function run(phase: string): Promise<string | null> {
  const args = ["--input-type=module", "-e", child, folder, phase];
  const running = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const [, signal] = (await once(running, "exit")) as [number | null, string | null];
  return signal;
}

test("a job whose process was killed is run again by the next one, at once", async () => {
  assert.equal(await run("first"), "SIGKILL");
  assert.equal(await run("second"), null);
  assert.equal(readFileSync(join(folder, "attempts"), "utf8"), "1\n2\n");
});
