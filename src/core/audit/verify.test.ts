import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#core/database/connection.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { appendAudit } from "./append.ts";
import { defineAuditEvent } from "./event.ts";
import { verifyAudit } from "./verify.ts";

const database = await testDatabase();
after(() => database.close());

const length = 500;
const counted = defineAuditEvent("test.counted", "number", z.strictObject({ n: z.int() }));

before(async () => {
  await database.db.transaction(async (tx) => {
    for (let n = 1; n <= length; n += 1)
      await appendAudit(tx, counted, {
        actorId: `u${n % 7}`,
        subjectId: String(n),
        provinceCode: "24",
        details: { n },
      });
  });
});

/** What an owner may do to row `n`, and the row that the verifier must name. */
const tamperings = {
  mutate: (n: number) => ({
    statement: sql`update audit_log set details = '{"n":-1}' where seq = ${n}`,
    firstBad: n,
  }),
  delete: (n: number) => ({
    statement: sql`delete from audit_log where seq = ${n}`,
    firstBad: n,
  }),
  swap: (n: number) => {
    const [low, high] = n === length ? [n - 1, n] : [n, n + 1];
    return {
      statement: sql`
        update audit_log a set
          (actor_id, subject_id, details, prev_hash, hash) =
          (select b.actor_id, b.subject_id, b.details, b.prev_hash, b.hash
             from audit_log b where b.seq = ${low + high} - a.seq)
        where a.seq in (${low}, ${high})`,
      firstBad: low,
    };
  },
  truncate: (n: number) => ({
    statement: sql`delete from audit_log where seq >= ${n}`,
    firstBad: n,
  }),
};

async function firstBadAfter(tx: Db, statement: ReturnType<typeof sql>): Promise<number> {
  let seq = 0;
  await rolledBack(tx, async (copy) => {
    await copy.execute(statement);
    const { faults } = await verifyAudit(copy);
    assert.equal(faults.length, 1);
    seq = faults[0]?.seq ?? 0;
  });
  return seq;
}

test("the untouched chain holds", async () => {
  const report = await verifyAudit(database.db);
  assert.deepEqual(report.faults, []);
  assert.equal(report.rows, length);
});

for (const [name, tamper] of Object.entries(tamperings))
  test(`${name}: done to any of ${length} rows, the first bad row is named`, async () => {
    await rolledBack(database.db, async (tx) => {
      await tx.execute(sql`set local role none`);
      await tx.execute(sql`alter table audit_log disable trigger user`);
      for (let n = 1; n <= length; n += 1) {
        const { statement, firstBad } = tamper(n);
        assert.equal(await firstBadAfter(tx, statement), firstBad, `row ${n}`);
      }
    });
  });
