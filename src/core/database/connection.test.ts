import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { spooled } from "../files/spool.ts";
import { appRole } from "./connection.ts";
import { fetchedRows } from "./cursor.ts";

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

test("a cursor gives every row once, in order, however they fall into batches", async () => {
  for (const [most, size] of [
    [0, 5],
    [9, 5],
    [10, 5],
    [11, 5],
  ] as const)
    await database.db.transaction(async (tx) => {
      const batches: number[][] = [];
      const select = sql`select n from generate_series(1, ${most}::int) n order by n desc`;
      for await (const rows of fetchedRows<{ n: number }>(tx, select, size))
        batches.push(rows.map(({ n }) => n));
      assert.ok(batches.every(({ length }) => length > 0 && length <= size));
      assert.deepEqual(
        batches.flat(),
        Array.from({ length: most }, (_, at) => most - at),
      );
    });
});

test("a client that goes away ends the reading, its connection and its file", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "ocop-"));
  const usual = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  t.after(async () => {
    if (usual === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = usual;
    await rm(folder, { recursive: true });
  });
  for (const leave of ["signal", "failure", "cancel"] as const) {
    const away = new AbortController();
    let taken = 0;
    const read = database.db.transaction((tx) => {
      async function* source() {
        for await (const rows of fetchedRows(tx, sql`select generate_series(1, 1000)`, 10)) {
          taken += rows.length;
          if (taken === 30 && leave === "signal") away.abort();
          if (taken === 30 && leave === "failure") throw new RangeError("no cell");
          yield new Uint8Array(10_000);
        }
      }
      return spooled(source(), away.signal);
    });
    if (leave === "cancel") {
      const { size, body } = await read;
      assert.equal(size, 1_000_000);
      const reader = body.getReader();
      assert.ok((await reader.read()).value);
      await reader.cancel();
    } else {
      await assert.rejects(read, { name: leave === "signal" ? "AbortError" : "RangeError" });
      assert.equal(taken, 30, "rows are read for nobody");
    }
    const { pool, db } = database;
    assert.equal(pool.idleCount, pool.totalCount, "no connection is held");
    const { rows } = await db.execute(sql`select name from pg_cursors where name like 'rows_%'`);
    assert.deepEqual(rows, []);
  }
  assert.deepEqual(await readdir(folder), []);
});

test("what is set aside comes back as it was", async () => {
  const given = Array.from({ length: 40 }, (_, at) => randomBytes(at * 1000));
  const { size, body } = await spooled(Readable.from(given));
  const got = Buffer.from(await new Response(body).arrayBuffer());
  assert.ok(got.equals(Buffer.concat(given)));
  assert.equal(size, got.length);
});
