import { createHash, randomBytes } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  existsSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import pg from "pg";
import { type Database, type Db, openDatabase, serveEmbedded } from "#core/database/connection.ts";
import { migrationsFolder } from "#core/database/migrate.ts";
import { parseEnv } from "#core/env.ts";

const serverUrl = process.env["TEST_DATABASE_URL"];

/**
 * A migrated database of this test file's own, in the application's role: a clone of a template
 * that is made once per state of `migrations/`. Embedded, or on the server that
 * `TEST_DATABASE_URL` names. Close it in `after`.
 */
export function testDatabase(): Promise<Database> {
  return serverUrl ? cloneOnServer(serverUrl) : cloneEmbedded();
}

class Rollback extends Error {}

/** Runs `work` in a transaction that is always rolled back: a clean database for every test. */
export async function rolledBack(db: Db, work: (tx: Db) => Promise<void>): Promise<void> {
  await db
    .transaction(async (tx) => {
      await work(tx);
      throw new Rollback();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error;
    });
}

function migrationsDigest(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(migrationsFolder)
    .filter((file) => file.endsWith(".sql"))
    .sort())
    hash.update(name).update(readFileSync(join(migrationsFolder, name)));
  return hash.digest("hex").slice(0, 16);
}

async function cloneEmbedded(): Promise<Database> {
  const folder = join(import.meta.dirname, "../../node_modules/.cache/ocop");
  const template = join(folder, `template-${migrationsDigest()}.tar`);
  if (!existsSync(template)) {
    mkdirSync(folder, { recursive: true });
    const lite = await PGlite.create();
    // Closing the pool must leave the engine open until it has been dumped.
    const { pool } = await serveEmbedded(lite);
    await pool.end();
    const dump = await lite.dumpDataDir("none");
    const mine = `${template}.${process.pid}`;
    writeFileSync(mine, new Uint8Array(await dump.arrayBuffer()));
    renameSync(mine, template);
    await lite.close();
  }
  const lite = await PGlite.create({ loadDataDir: new Blob([readFileSync(template)]) });
  return serveEmbedded(lite);
}

async function cloneOnServer(url: string): Promise<Database> {
  const admin = new pg.Pool({ connectionString: url, max: 1 });
  const template = `ocop_template_${migrationsDigest()}`;
  const name = `ocop_test_${randomBytes(6).toString("hex")}`;
  const at = (database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;
  const client = await admin.connect();
  try {
    await client.query("select pg_advisory_lock(4711)");
    const found = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (found.rowCount === 0) {
      await client.query(`create database ${template}`);
      const made = await openDatabase(parseEnv({ DATABASE_URL: at(template) }));
      await made.close();
    }
    await client.query(`create database ${name} template ${template}`);
  } finally {
    await client.query("select pg_advisory_unlock(4711)");
    client.release();
  }
  const database = await openDatabase(parseEnv({ DATABASE_URL: at(name) }));
  return {
    ...database,
    close: async () => {
      await database.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** The engine's own version line, for a test that must tell them apart. */
export async function engineVersion(db: Db): Promise<string> {
  const { rows } = await db.execute<{ version: string }>(sql`select version()`);
  return rows[0]?.version ?? "";
}
