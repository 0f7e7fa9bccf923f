import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { gunzipSync } from "node:zlib";
import type { Database, Db } from "#core/database/connection.ts";
import { testDatabase } from "#tests/support/db.ts";
import { buildIssued } from "#tests/support/issued.ts";
import { testServices } from "#tests/support/services.ts";
import { checkSigned } from "../credential.ts";
import { recognitions } from "../schema.server.ts";
import { readKeySet } from "../service/seal-check.server.ts";
import { statusList } from "../service/status-list.server.ts";
import { transparencyApi } from "../transparency.api.server.ts";
import {
  type Checkpoint,
  consistencyBetween,
  findLogFault,
  lastCheckpoint,
  makeCheckpoint,
  type Proof,
  proofOf,
} from "./heads.server.ts";
import { isConsistent, isIncluded, leafHash } from "./merkle.server.ts";

describe("the transparency log", () => {
  let database: Database;
  let db: Db;
  let api: ReturnType<typeof transparencyApi>;
  let services: Awaited<ReturnType<typeof testServices>>;
  const tokens: string[] = [];
  before(async () => {
    database = await testDatabase();
    ({ db } = database);
    services = await testServices(database);
    api = transparencyApi(services);
    for (let at = 0; at < 2; at++)
      tokens.push(...(await buildIssued(db, { items: 2 })).certificates.map(({ token }) => token));
  });
  after(() => database?.close());

  test("proves every certificate under a head that the keys verify", async () => {
    for (const token of tokens) {
      const response = await api.request(`/api/v1/log/proof/${token}`);
      assert.equal(response.status, 200);
      const { checkpoint, events } = (await response.json()) as Proof;
      const checked = await checkSigned(checkpoint.signature, "checkpoint", await readKeySet(db));
      assert.ok(checked.ok);
      const { size, root } = checked.payload as Checkpoint;
      assert.equal(events.length, 1);
      for (const { place, entry, proof } of events) {
        assert.ok(isIncluded({ leaf: leafHash(entry), place, size, proof, root }));
        assert.ok(!isIncluded({ leaf: leafHash(`${entry} `), place, size, proof, root }));
      }
    }
  });

  test("has no proof for a token that nothing has", async () => {
    for (const token of ["a".repeat(32), "x", "%00", "a".repeat(5000)])
      assert.equal(await proofOf({ db, env: services.env }, token), null, token.slice(0, 40));
  });

  test("signs a new head when it has grown, and proves that it only added", async () => {
    const former = await makeCheckpoint({ db, env: services.env });
    assert.ok(former);
    assert.deepEqual(await makeCheckpoint({ db, env: services.env }), former);
    await buildIssued(db);
    const later = await makeCheckpoint({ db, env: services.env });
    assert.equal(later?.size, former.size + 1);
    const proof = await consistencyBetween(db, former.size, later.size);
    assert.ok(isConsistent(former, later, proof));
    assert.equal(await findLogFault(db), null);
    await assert.rejects(consistencyBetween(db, 1, later.size + 5));
  });

  test("shows who rewrites it, removes a leaf or signs another root", async () => {
    const size = (await lastCheckpoint(db))?.size ?? 0;
    const faults = {
      "dòng 1": sql`update log_leaves set entry = replace(entry, 'issued', 'Issued') where place = 1`,
      "thiếu dòng 0": sql`delete from log_leaves where place = 0`,
      mốc: sql`update log_checkpoints set root = repeat('0', 64) where size = ${size}`,
      "mốc đã ký": sql`delete from log_leaves where place = ${size - 1}`,
    };
    for (const [said, statement] of Object.entries(faults)) {
      const undone = new Error("undone");
      await db
        .transaction(async (tx) => {
          await tx.execute(sql`set local role none`);
          for (const table of ["log_leaves", "log_checkpoints"])
            await tx.execute(sql.raw(`alter table ${table} disable trigger append_only`));
          await tx.execute(statement);
          assert.match((await findLogFault(tx)) ?? "", new RegExp(said));
          throw undone;
        })
        .catch((error: unknown) => assert.equal(error, undone));
    }
    assert.equal(await findLogFault(db), null);
  });

  test("stands beside a signed list of what was revoked and replaced", async () => {
    const [row] = await db.select().from(recognitions).limit(1);
    await db
      .update(recognitions)
      .set({ revokedOn: row?.recognisedOn ?? null })
      .where(eq(recognitions.id, row?.id ?? ""));
    const compact = await statusList({ db, env: services.env });
    const checked = await checkSigned(compact, "statusList", await readKeySet(db));
    assert.ok(checked.ok);
    const { list, size } = checked.payload as { list: string; size: number };
    const bits = gunzipSync(Buffer.from(list, "base64url"));
    const values = Array.from(
      { length: size },
      (_one, at) => ((bits[Math.floor(at / 4)] ?? 0) >> (6 - 2 * (at % 4))) & 3,
    );
    const { rows } = await db.execute<{ index: number }>(sql`
      select status_index as index from certificates where recognition_id = ${row?.id}`);
    assert.deepEqual(
      values.flatMap((value, at) => (value === 0 ? [] : [[at, value]])),
      [[rows[0]?.index, 1]],
    );
    assert.equal((await api.request("/api/v1/certificates/status")).status, 200);
    const jwks = (await (await api.request("/.well-known/jwks.json")).json()) as { keys: object[] };
    for (const key of jwks.keys) assert.ok(!("d" in key));
  });
});
