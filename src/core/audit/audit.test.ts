import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#core/database/connection.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { appendAudit } from "./append.ts";
import { defineAuditEvent, findAuditEvent } from "./event.ts";
import { verifyAudit } from "./verify.ts";

const database = await testDatabase();
after(() => database.close());

const noted = defineAuditEvent("test.noted", "note", z.strictObject({ text: z.string() }));

function note(tx: Db, text: string, provinceCode: string | null = "24") {
  return appendAudit(tx, noted, {
    actorId: "u1",
    subjectId: "n1",
    provinceCode,
    unitPath: "24/07210",
    requestId: null,
    details: { text },
  });
}

/** As the owner, whom no grant stops, with the triggers out of the way. */
async function asOwner(tx: Db, statement: ReturnType<typeof sql>): Promise<void> {
  await tx.execute(sql`set local role none`);
  await tx.execute(sql`alter table audit_log disable trigger user`);
  await tx.execute(statement);
}

test("each row names the one before it, in one gapless chain per province", async () => {
  await rolledBack(database.db, async (tx) => {
    assert.equal((await note(tx, "một")).seq, 1);
    assert.equal((await note(tx, "hai")).seq, 2);
    assert.equal((await note(tx, "ba", "01")).seq, 1);
    assert.equal((await note(tx, "bốn", null)).provinceCode, "VN");
    const report = await verifyAudit(tx);
    assert.deepEqual(report.faults, []);
    assert.equal(report.rows, 4);
    assert.deepEqual(
      report.heads.map(({ provinceCode, seq }) => [provinceCode, seq]),
      [
        ["01", 1],
        ["24", 2],
        ["VN", 1],
      ],
    );
  });
});

test("the act and its row are kept or lost together", async () => {
  await assert.rejects(
    database.db.transaction(async (tx) => {
      await note(tx, "mất");
      throw new Error("the act failed");
    }),
  );
  await rolledBack(database.db, async (tx) => assert.equal((await note(tx, "đầu")).seq, 1));
});

test("parallel transactions leave no gap, whether they end well or not", async () => {
  const parallel = await testDatabase();
  try {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) =>
        parallel.db.transaction(async (tx) => {
          await note(tx, `việc ${i}`, i % 2 ? "01" : "24");
          if (i % 5 === 0) throw new Error("the act failed");
        }),
      ),
    );
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 48);
    const report = await verifyAudit(parallel.db);
    assert.deepEqual(report.faults, []);
    assert.deepEqual(
      report.heads.map(({ seq }) => seq),
      [24, 24],
    );
  } finally {
    await parallel.close();
  }
});

test("details of another shape are refused before anything is written", async () => {
  await rolledBack(database.db, async (tx) => {
    const facts = { actorId: null, subjectId: "n", provinceCode: null };
    const wrong = { text: "a", phone: "090" } as { text: string };
    await assert.rejects(appendAudit(tx, noted, { ...facts, details: wrong }), z.ZodError);
    assert.equal((await verifyAudit(tx)).rows, 0);
  });
});

test("an event is defined once, under a name that says subject and act", () => {
  assert.equal(findAuditEvent("test.noted"), noted);
  assert.equal(findAuditEvent("test.unknown"), undefined);
  assert.throws(() => defineAuditEvent("test.noted", "note", z.strictObject({})), /twice/);
  assert.throws(() => defineAuditEvent("noted", "note", z.strictObject({})), /subject\.act/);
});

test("the program's role cannot place, change or remove a row", async () => {
  await rolledBack(database.db, async (tx) => {
    await tx.execute(sql`insert into audit_log
      (province_code, seq, at, action, subject_type, subject_id, details, prev_hash, hash)
      values ('24', 77, '2001-01-01', 'test.noted', 'note', 'n', '{"text":"x"}', 'p', 'h')`);
    const { rows } = await tx.execute<{ seq: string; today: boolean }>(
      sql`select seq, at = now() as today from audit_log`,
    );
    assert.deepEqual(
      rows.map(({ seq, today }) => [Number(seq), today]),
      [[1, true]],
    );
    assert.deepEqual((await verifyAudit(tx)).faults, []);
  });
  for (const statement of [
    sql`update audit_log set actor_id = 'x'`,
    sql`delete from audit_log`,
    sql`truncate audit_log`,
    sql`update audit_head set seq = 0`,
    sql`insert into audit_head values ('99', 5, 'x')`,
    sql`delete from audit_head`,
    sql`alter table audit_log disable trigger user`,
  ])
    await assert.rejects(database.db.execute(statement), (error: Error) => {
      assert.equal((error.cause as { code?: string }).code, "42501");
      return true;
    });
});

test("the owner, too, is refused while the triggers stand, replica or not", async () => {
  for (const statement of [
    sql`update audit_log set actor_id = 'x'`,
    sql`delete from audit_log`,
    sql`truncate audit_log`,
  ])
    await rolledBack(database.db, async (tx) => {
      await note(tx, "một");
      await tx.execute(sql`set local role none`);
      await tx.execute(sql`set local session_replication_role = replica`);
      await assert.rejects(tx.execute(statement), (error: Error) =>
        /append-only/.test(String(error.cause)),
      );
    });
});

test("every way of changing a stored row is found, by the row it was done to", async () => {
  const strings = fc.string({ unit: "binary", maxLength: 20 }).filter((s) => !s.includes("\0"));
  const columns = {
    actor_id: fc.option(strings),
    action: strings,
    subject_type: strings,
    subject_id: strings,
    unit_path: fc.option(strings),
    request_id: fc.option(strings),
  };
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(...(Object.keys(columns) as (keyof typeof columns)[])),
      fc.infiniteStream(strings),
      async (seq, column, texts) => {
        await rolledBack(database.db, async (tx) => {
          for (let i = 0; i < 6; i += 1) await note(tx, `ghi chú ${i}`);
          const value = texts.next().value as string;
          const name = sql.identifier(column);
          await asOwner(
            tx,
            sql`update audit_log set ${name} = case when ${name} = ${value} then ${`${value}'`} else ${value} end where seq = ${seq}`,
          );
          const [fault] = (await verifyAudit(tx)).faults;
          assert.equal(fault?.seq, seq);
        });
      },
    ),
    { numRuns: 30 },
  );
});

test("a chain rewritten to its end, head included, is found by a checkpoint kept elsewhere", async () => {
  await rolledBack(database.db, async (tx) => {
    for (const text of ["một", "hai", "ba"]) await note(tx, text);
    const { heads } = await verifyAudit(tx);
    await asOwner(tx, sql`delete from audit_log where seq >= 2`);
    await tx.execute(
      sql`update audit_head set seq = 1, hash = (select hash from audit_log where seq = 1)`,
    );
    await tx.execute(sql`alter table audit_log enable always trigger audit_chain`);
    assert.deepEqual((await verifyAudit(tx)).faults, []);
    const [cut] = (await verifyAudit(tx, heads)).faults;
    assert.equal(cut?.seq, 2);
    for (const text of ["hai giả", "ba giả"]) await note(tx, text);
    assert.deepEqual((await verifyAudit(tx)).faults, []);
    const [rewritten] = (await verifyAudit(tx, heads)).faults;
    assert.equal(rewritten?.seq, 3);
    assert.match(rewritten?.reason ?? "", /viết lại/);
  });
});
