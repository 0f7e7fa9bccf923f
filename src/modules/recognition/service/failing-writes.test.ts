import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { asc, eq, sql } from "drizzle-orm";
import type { Database, Db } from "#core/database/connection.ts";
import type { Services } from "#core/http/context.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import {
  buildScored,
  buildSubmitted,
  type ScoredProducts,
  signature,
} from "#tests/support/issued.ts";
import { multiplyScored } from "#tests/support/many-scored.ts";
import { testServices } from "#tests/support/services.ts";
import { findLogFault } from "../log/heads.server.ts";
import { certificates, decisions, recognitionCounters } from "../schema.server.ts";
import { issueDecision } from "./issue.server.ts";
import { seal } from "./seal.server.ts";
import { verifyToken } from "./verify.server.ts";

describe("every write of issuing and sealing that fails", () => {
  let database: Database;
  let db: Db;
  let services: Services;
  let scored: ScoredProducts;
  let dossierIds: readonly string[];
  before(async () => {
    database = await testDatabase();
    ({ db } = database);
    services = await testServices(database);
    scored = await buildScored(db);
    dossierIds = await multiplyScored(db, scored, 2);
  });
  after(() => database?.close());

  /** As the owner: what the program's role may not do. */
  const asOwner = (statement: string) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`set local role none`);
      await tx.execute(sql.raw(statement));
    });

  /** Lets no row into a table while `work` runs; tells whether it was tried. */
  async function withoutInserts(table: string, work: () => Promise<unknown>): Promise<boolean> {
    await asOwner(`create or replace function told_to_fail() returns trigger language plpgsql as
      $$ begin raise exception 'told to fail'; end $$`);
    await asOwner(`create trigger told_to_fail before insert on ${table}
      for each row execute function told_to_fail()`);
    try {
      await work();
      return false;
    } catch (error) {
      const told = `${String(error)} ${String((error as Error).cause)}`;
      assert.match(told, /told to fail/, table);
      return true;
    } finally {
      await asOwner(`drop trigger told_to_fail on ${table}`);
    }
  }

  /** The tables into which a piece of work puts rows; the work itself is undone. */
  async function tablesWritten(work: (tx: Db) => Promise<unknown>): Promise<string[]> {
    const written: string[] = [];
    const inserts = async (tx: Db) => {
      const { rows } = await tx.execute<{ name: string; count: string }>(sql`
        select schemaname || '.' || relname as name, n_tup_ins as count
        from pg_stat_xact_user_tables where n_tup_ins > 0 order by 1`);
      return new Map(rows.map(({ name, count }) => [name, count]));
    };
    await rolledBack(db, async (tx) => {
      const before = await inserts(tx);
      await work(tx);
      for (const [name, count] of await inserts(tx))
        if (before.get(name) !== count) written.push(name);
    });
    return written;
  }

  test("leaves nothing of the decision, or a certificate that a second try completes", async () => {
    const [first = "", second = ""] = dossierIds;
    const drafted = { office: scored.office, dossierIds: [first] };
    const submitted = await buildSubmitted(db, drafted);
    const issue = () => issueDecision(db, scored.signer, { ...submitted, ...signature });
    const tables = await tablesWritten((tx) =>
      issueDecision(tx, scored.signer, { ...submitted, ...signature }),
    );
    for (const table of ["audit_log", "certificates", "log_leaves", "recognitions"])
      assert.ok(tables.includes(`public.${table}`), `${table} is not written by issuing`);
    assert.ok(tables.some((table) => table.startsWith("pgboss.")));
    for (const table of tables) {
      assert.ok(await withoutInserts(table, issue), table);
      const [row] = await db.select().from(decisions).where(eq(decisions.id, submitted.decisionId));
      assert.deepEqual([row?.state, row?.number], ["submitted", null], table);
      assert.equal(await db.$count(certificates), 0, table);
      assert.equal(await db.$count(recognitionCounters), 0, table);
    }

    const issued = await issue();
    const [made] = issued.certificates;
    assert.ok(made);
    for (const table of ["signing_keys", "audit_log", "stored_files", "audit_log"])
      assert.ok(await withoutInserts(`public.${table}`, () => seal(services, made.id)), table);
    await seal(services, made.id);
    const next = await buildSubmitted(db, { office: scored.office, dossierIds: [second] });
    const other = await issueDecision(db, scored.signer, { ...next, ...signature });
    assert.match(issued.numberText, /^01\//);
    assert.match(other.numberText, /^02\//);
    const rows = await db.select().from(certificates).orderBy(asc(certificates.number));
    assert.deepEqual(
      rows.map(({ number, statusIndex }) => [number, statusIndex]),
      [
        [1, 0],
        [2, 1],
      ],
    );
    const found = await verifyToken({ db, files: services.files }, made.token);
    assert.equal(found?.state, "valid");
    assert.equal(await findLogFault(db), null);
  });
});
