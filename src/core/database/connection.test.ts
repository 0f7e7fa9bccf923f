import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { appRole } from "./connection.ts";

const database = await testDatabase();
after(() => database.close());

test("the program works in its own role, which owns nothing", async () => {
  const { rows } = await database.db.execute(sql`select current_user as "user"`);
  assert.deepEqual(rows, [{ user: appRole }]);
  await assert.rejects(database.db.execute(sql`create table mine (id int)`));
});

test("a rolled-back test leaves nothing behind", async () => {
  await rolledBack(database.db, async (tx) => {
    await tx.execute(sql`select set_config('ocop.test', 'set', true)`);
  });
  const { rows } = await database.db.execute(sql`select current_setting('ocop.test', true) as v`);
  assert.notEqual(rows[0]?.["v"], "set");
});

test("a query that fails outside a transaction harms none that follows", async () => {
  for (let n = 0; n < 4; n += 1) {
    await assert.rejects(database.db.execute(sql`select 1 / ${0}::int`));
    const { rows } = await database.db.execute(sql`select ${n}::int as n`);
    assert.deepEqual(rows, [{ n }]);
  }
});
