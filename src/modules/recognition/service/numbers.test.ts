import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { asc, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { buildGround, type BuiltGround, buildOfficer } from "#modules/dossiers/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { testDatabase } from "#tests/support/db.ts";
import { certificates, decisions, logLeaves, recognitions } from "../schema.server.ts";
import { findLogFault } from "../log/heads.server.ts";
import { takeNumber } from "./numbers.server.ts";
import { recognise } from "./recognise.server.ts";

const onServer = process.env["TEST_DATABASE_URL"] !== undefined;
/**
 * The embedded engine has one connection: there it is the interleaving of failures that counts.
 * Ten thousand: `tests/faults/recognition.ts`.
 */
const issues = onServer ? 1_000 : 120;

describe("numbers of decisions and certificates", () => {
  let database: Database;
  let db: Db;
  let ground: BuiltGround;
  let office: UserActor;
  before(async () => {
    database = await testDatabase();
    ({ db } = database);
    await loadPlaces(db);
    ground = await buildGround(db);
    office = await buildOfficer(db, "provinceOfficer", "19");
  });
  after(() => database?.close());

  /** A decision with one certificate, as issuing does it; fails or loses its connection on the way when told. */
  async function issueOne(end: "commit" | "fail" | "kill", productId: string): Promise<void> {
    await db.transaction(async (tx) => {
      const issuer = "Cơ quan thử";
      const series = { provinceCode: "19", issuer, kind: "recognition", year: 2026 } as const;
      const number = await takeNumber(tx, series);
      const [row] = await tx
        .insert(decisions)
        .values({
          provinceCode: "19",
          unitVersion: "2025-07-01",
          unitCode: "19",
          unitPath: "19",
          level: "province",
          kind: "recognition",
          issuer,
          regime: "26-2026",
          title: "Thử",
          legalBasis: [],
          state: "issued",
          number,
          numberText: `${number}/QĐ-UBND`,
          signedOn: "2026-11-22",
          createdBy: office.userId,
        })
        .returning();
      assert.ok(row);
      await recognise(tx, { ...row, numberText: `${number}/QĐ-UBND`, signedOn: "2026-11-22" }, [
        {
          kind: "issued",
          dossierId: null,
          productId,
          productName: "Rau thử",
          producerId: ground.producerId,
          producerName: "HTX thử",
          address: "Xã Đồng Hỷ",
          provinceCode: "19",
          unitVersion: "2025-07-01",
          unitCode: "05692",
          unitPath: "19/05692",
          setCode: "01",
          stars: 3,
          photo: null,
          recorded: null,
        },
      ]);
      if (end === "fail") throw new Error("told to fail");
      if (end === "kill" && onServer)
        await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
    });
  }

  test("have no gap and no double, whoever fails, dies and tries again beside others", async () => {
    const products = [ground.productId];
    const producer = { id: ground.producerId, provinceCode: "19" };
    for (let at = 1; at < 20; at++) products.push((await buildProduct(db, { producer })).id);
    let next = 0;
    const work = async () => {
      for (let at = next++; at < issues; at = next++) {
        const end = at % 100 === 7 ? "kill" : at % 10 === 3 ? "fail" : "commit";
        // Who failed tries again, as people do.
        const productId = products[at % products.length] ?? ground.productId;
        await issueOne(end, productId).catch(() => issueOne("commit", productId));
      }
    };
    await Promise.all(Array.from({ length: 50 }, work));
    const numbers = (rows: readonly { n: number | null }[]) => rows.map(({ n }) => n);
    const expected = Array.from({ length: issues }, (_one, at) => at + 1);
    const decided = await db
      .select({ n: decisions.number })
      .from(decisions)
      .orderBy(asc(decisions.number));
    assert.deepEqual(numbers(decided), expected);
    const certified = await db
      .select({ n: certificates.number })
      .from(certificates)
      .orderBy(asc(certificates.number));
    assert.deepEqual(numbers(certified), expected);
    const places = await db
      .select({ n: certificates.statusIndex })
      .from(certificates)
      .orderBy(asc(certificates.statusIndex));
    assert.deepEqual(
      numbers(places),
      expected.map((one) => one - 1),
    );
    assert.equal(await db.$count(logLeaves), issues);
    assert.equal(await findLogFault(db), null);
    // Of one product one recognition runs.
    const running = await db
      .select({ id: recognitions.id })
      .from(recognitions)
      .where(sql`replaced_on is null`);
    assert.equal(running.length, products.length);
  });
});
