import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import pg from "pg";
import {
  connectServer,
  type Database,
  type Db,
  openDatabase,
  serveEmbedded,
} from "#core/database/connection.ts";
import { embeddedFolder } from "#core/database/embedded-folder.ts";
import { parseEnv } from "#core/env.ts";
import { LaidFiles, layFolder, PackingFiles } from "./packed-folder.ts";
import { keepTemplate, stateOfGround, templatePath } from "./template.ts";

const serverUrl = process.env["TEST_DATABASE_URL"];

/**
 * A migrated database of this test file's own, in the application's role, with the reference data
 * that the product loads at its start (units, rulebook versions): a clone of a template that is
 * made once per state of migrations, data and loaders. Embedded, or on the server that
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

/** Only whoever makes the template needs the loaders, and all that they import. */
async function loadInto(database: Database): Promise<void> {
  const { loadReferenceData } = await import("../../src/load.ts");
  await loadReferenceData(database);
}

/**
 * Opens a data folder as the program does, but laid out from the template: what was built in it
 * is there for a program that is started over the folder afterwards. Close it first.
 */
export async function openTestFolder(folder: string): Promise<Database> {
  layFolder(await embeddedTemplate(), embeddedFolder(folder).data);
  return openDatabase(parseEnv({ OCOP_DATA_DIR: folder }));
}

/** Shared memory that small databases need not, and whose every byte is set at the start. */
const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"];

async function cloneEmbedded(): Promise<Database> {
  const lite = await PGlite.create({ fs: new LaidFiles(await embeddedTemplate()), startParams });
  return serveEmbedded(lite, { isUpToDate: true });
}

async function embeddedTemplate(): Promise<Buffer> {
  const template = templatePath();
  if (!existsSync(template)) {
    const files = new PackingFiles();
    const lite = await PGlite.create({ fs: files });
    await lite.exec("set wal_recycle = off");
    const made = await serveEmbedded(lite);
    await loadInto(made);
    await made.pool.end();
    for (const tidy of ["reset role", "vacuum", "checkpoint", "checkpoint"]) await lite.exec(tidy);
    await lite.close();
    keepTemplate(template, files.packed);
  }
  return readFileSync(template);
}

async function cloneOnServer(url: string): Promise<Database> {
  const admin = new pg.Pool({ connectionString: url, max: 1 });
  const template = `ocop_template_${stateOfGround()}`;
  const name = `ocop_test_${randomBytes(6).toString("hex")}`;
  const at = (database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;
  const client = await admin.connect();
  try {
    await client.query("select pg_advisory_lock(4711)");
    const found = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (found.rowCount === 0) {
      const making = `${template}_making`;
      await client.query(`drop database if exists ${making} with (force)`);
      await client.query(`create database ${making}`);
      const made = await openDatabase(parseEnv({ DATABASE_URL: at(making) }));
      await loadInto(made);
      await made.close();
      await client.query(`alter database ${making} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
  } finally {
    await client.query("select pg_advisory_unlock(4711)");
    client.release();
  }
  const database = connectServer(at(name));
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
