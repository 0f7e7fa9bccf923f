import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#core/database/connection.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { appendAuditRows, auditRow } from "./append.ts";
import { defineAuditEvent } from "./event.ts";
import { verifyAudit } from "./verify.ts";

const database = await testDatabase();
after(() => database.close());

// Each of 500 rows is tampered with, in twenty chains at the same time: a chain's fault says
// nothing of another's. One chain is as long as they are together.
const short = Array.from({ length: 20 }, (_, at) => String(at + 1).padStart(2, "0"));
const ofShort = 25;
const long = "79";
const ofLong = short.length * ofShort;
const counted = defineAuditEvent("test.counted", "number", z.strictObject({ n: z.int() }));

const row = (provinceCode: string, n: number) =>
  auditRow(counted, {
    actorId: `u${n % 7}`,
    subjectId: String(n),
    provinceCode,
    details: { n },
  });
const numbers = (length: number) => Array.from({ length }, (_, at) => at + 1);

before(async () => {
  await database.db.transaction(async (tx) => {
    for (const code of [...short, long])
      await appendAuditRows(
        tx,
        numbers(code === long ? ofLong : ofShort).map((n) => row(code, n)),
      );
  });
});

/** What an owner may do to row `n` of `length` in each chain, and the row that must be named. */
type Tampering = (n: number, length: number, chains: SQL) => { statement: SQL; firstBad: number };
const tamperings: Readonly<Record<string, Tampering>> = {
  mutate: (n, _length, chains) => ({
    statement: sql`
      update audit_log a set details = '{"n":-1}' where a.seq = ${n} and ${chains}`,
    firstBad: n,
  }),
  delete: (n, _length, chains) => ({
    statement: sql`delete from audit_log a where a.seq = ${n} and ${chains}`,
    firstBad: n,
  }),
  swap: (n, length, chains) => {
    const [low, high] = n === length ? [n - 1, n] : [n, n + 1];
    return {
      statement: sql`
        update audit_log a set
          (actor_id, subject_id, details, prev_hash, hash) =
          (select b.actor_id, b.subject_id, b.details, b.prev_hash, b.hash
             from audit_log b
             where b.province_code = a.province_code and b.seq = ${low + high} - a.seq)
        where a.seq in (${low}, ${high}) and ${chains}`,
      firstBad: low,
    };
  },
  truncate: (n, _length, chains) => ({
    statement: sql`delete from audit_log a where a.seq >= ${n} and ${chains}`,
    firstBad: n,
  }),
};

/** The first bad row of each chain that has one. */
async function firstBadAfter(tx: Db, statement: SQL): Promise<Record<string, number>> {
  let found: Record<string, number> = {};
  await rolledBack(tx, async (copy) => {
    await copy.execute(statement);
    const { faults } = await verifyAudit(copy);
    found = Object.fromEntries(faults.map(({ provinceCode, seq }) => [provinceCode, seq]));
    assert.equal(Object.keys(found).length, faults.length);
  });
  return found;
}

test("the untouched chains hold", async () => {
  const report = await verifyAudit(database.db);
  assert.deepEqual(report.faults, []);
  assert.equal(report.rows, 2 * ofLong);
});

for (const [name, tamper] of Object.entries(tamperings))
  test(`${name}: done to any of ${ofLong} rows, the first bad row is named`, async () => {
    await rolledBack(database.db, async (tx) => {
      await tx.execute(sql`set local role none`);
      await tx.execute(sql`alter table audit_log disable trigger user`);
      const tampered = async (n: number, length: number, codes: readonly string[]) => {
        const chains = inArray(sql`a.province_code`, [...codes]);
        const { statement, firstBad } = tamper(n, length, chains);
        const expected = Object.fromEntries(codes.map((code) => [code, firstBad]));
        assert.deepEqual(await firstBadAfter(tx, statement), expected, `row ${n} of ${length}`);
      };
      for (const n of numbers(ofShort)) await tampered(n, ofShort, short);
      for (const n of [1, 2, ofLong / 2, ofLong - 1, ofLong]) await tampered(n, ofLong, [long]);
    });
  });
