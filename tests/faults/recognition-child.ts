// Issues one decision and seals its certificates, and dies on the way: before the statement or the
// write to the store that it is told. Started by recognition.ts; exit 0 when it came to the end.
import pg from "pg";
import type { UserActor } from "#core/access/actor.ts";
import { openDatabase } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { openDiskStore } from "#core/files/disk.ts";
import { createLog } from "#core/log.ts";
import { issueDecision } from "#modules/recognition/service/issue.server.ts";
import { seal } from "#modules/recognition/service/seal.server.ts";
import { signature } from "#tests/support/issued.ts";

/** What the child is told, as JSON in its first argument. */
export type Dying = {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly files: string;
  readonly signer: UserActor;
  readonly decisionId: string;
  /** The step before which it dies, from 1. */
  readonly step: number;
};

if (process.argv[1] === import.meta.filename) await run(JSON.parse(process.argv[2] ?? "") as Dying);

async function run(told: Dying): Promise<void> {
  const env = parseEnv({
    NODE_ENV: "test",
    DATABASE_URL: told.databaseUrl,
    OCOP_SECRET: told.secret,
    LOG_LEVEL: "silent",
  });
  const database = await openDatabase(env);
  const store = await openDiskStore(told.files);
  let step = 0;
  const pass = (name: string) => {
    step += 1;
    if (step < told.step) return;
    process.stdout.write(name);
    process.kill(process.pid, "SIGKILL");
  };
  const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = client;
  client.query = function (...args) {
    const [what] = args as [string | { text: string }];
    pass((typeof what === "string" ? what : what.text).replaceAll(/\s+/g, " ").slice(0, 60));
    return Reflect.apply(query, this, args);
  };
  const files: typeof store = {
    ...store,
    put: async (content, options) => {
      pass("before the store");
      const stored = await store.put(content, options);
      pass("after the store");
      return stored;
    },
  };
  const issued = await issueDecision(database.db, told.signer, {
    decisionId: told.decisionId,
    expectedVersion: 2,
    ...signature,
  });
  for (const { id } of issued.certificates)
    await seal({ database, env, files, log: createLog(env) }, id);
  process.exit(0);
}
