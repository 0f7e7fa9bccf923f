// Every release leaves the dump of a small installation here, and every later one must be able to
// continue from it. Made with: pg_dump --no-owner --no-privileges --exclude-table-data='place_*'
// --exclude-table-data=rulebook_versions --exclude-table-data=self_assessments
// --exclude-table-data=credentials --exclude-table-data=sessions
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { sql } from "drizzle-orm";
import pg from "pg";
import { verifyAudit } from "#core/audit/verify.ts";
import { type Database, type Db, openDatabase } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { loadReferenceData } from "../../src/load.ts";
import { testDatabase } from "../support/db.ts";

const serverUrl = process.env["TEST_DATABASE_URL"];
const skip = serverUrl ? false : "needs a server: set TEST_DATABASE_URL";

/** Columns, indexes, constraints and triggers, as the catalogue words them. */
async function schemaOf(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ line: string }>(sql`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
      || ' ' || coalesce(column_default, '') as line
      from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    order by 1`);
  return rows.map(({ line }) => line);
}

async function restored(dump: string, url: string): Promise<Database> {
  const admin = new pg.Pool({ connectionString: url, max: 1 });
  const name = `ocop_release_${randomBytes(6).toString("hex")}`;
  await admin.query(`create database ${name}`);
  const at = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  execFileSync("psql", ["-qX", "-v", "ON_ERROR_STOP=1", "-f", dump, at], { stdio: "pipe" });
  const database = await openDatabase(parseEnv({ DATABASE_URL: at }));
  return {
    ...database,
    close: async () => {
      await database.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

for (const dump of globSync(join(import.meta.dirname, "*.sql"))) {
  test(
    `an installation of release ${basename(dump, ".sql")} goes on in this one`,
    { skip },
    async () => {
      const fresh = await testDatabase();
      const old = await restored(dump, serverUrl ?? "");
      try {
        assert.deepEqual(await schemaOf(old.db), await schemaOf(fresh.db));
        const { rows, faults } = await verifyAudit(old.db);
        assert.ok(rows > 0);
        assert.deepEqual(faults, []);
        const { rows: users } = await old.db.execute(sql`select username from users`);
        assert.deepEqual(users, [{ username: "quantri" }]);
        await loadReferenceData(old);
      } finally {
        await old.close();
        await fresh.close();
      }
    },
  );
}
