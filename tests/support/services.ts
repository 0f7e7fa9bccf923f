import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "#core/database/connection.ts";
import type { Env } from "#core/env.ts";
import { openDiskStore } from "#core/files/disk.ts";
import type { Services } from "#core/http/context.ts";
import { createLog } from "#core/log.ts";
import { testEnv } from "./sign-in.ts";

/**
 * What a program over a test's database is made of. Its files lie in a folder of their own that
 * goes with the process.
 */
export async function testServices(database: Database, env: Env = testEnv): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), "ocop-files-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return { database, env, files: await openDiskStore(folder), log: createLog(env) };
}
