import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { verifyAudit } from "#core/audit/verify.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import { rolledBack } from "#tests/support/db.ts";
import { settlePublic } from "#tests/support/public.ts";
import { decisions, recognitions } from "../schema.server.ts";
import { listRegister, RegisterFilter } from "../service/register.server.ts";
import { applyImport } from "./apply.server.ts";
import { shippedLayout } from "./read.server.ts";
import { registerEntries, registerImports } from "./schema.server.ts";
import { undoImport } from "./undo.server.ts";
import { database, operator, tried, type Row, goodRow, tidyFile } from "./register.test.world.ts";

const officer = async (db: Db, path: string) =>
  (await buildAccount(db, { grants: [{ role: "provinceOfficer", path }] })).actor;

/** What the public register shows at the end of a transaction: stars and day. */
async function publicStars(db: Db): Promise<string[]> {
  await settlePublic(db);
  const { rows } = await db.execute<{ stars: number; day: string | null }>(
    sql`select stars, recognised_on::text as day from public_products order by stars desc`,
  );
  return rows.map(({ stars, day }) => `${stars} ${day}`);
}

describe("an import", () => {
  test("enters, keeps decisions, regime, stars and 36 months, and is undone whole", async () => {
    await rolledBack(database.db, async (db) => {
      const actor = await officer(db, "19");
      const layout = await shippedLayout("tidy");
      const bytes = tidyFile([
        goodRow(1),
        { ...goodRow(1), date: "20/06/2024", year: "2024", star: "4", decision: "77/QĐ-UBND" },
        { ...goodRow(2), date: "", year: "2021", decision: "" },
        { ...goodRow(3), province: "Bắc Ninh", district: "", commune: "" },
      ]);
      const by = { actor, province: null };
      const { id, report } = await applyImport(db, by, { bytes, layout, fileName: "so.csv" });
      assert.deepEqual([report.producers, report.products, report.recognitions], [2, 2, 3]);
      assert.deepEqual(
        report.problems.map(({ row, kind }) => [row, kind]),
        [[5, "outsideScope"]],
      );
      const kept = await db.select().from(recognitions).orderBy(recognitions.recognisedOn);
      assert.deepEqual(
        kept.map((one) => [one.regime, one.stars, one.recognisedOn, one.expiresOn, one.replacedOn]),
        [
          ["1048-2019", 3, "2022-03-15", "2025-03-15", "2024-06-20"],
          ["148-2023", 4, "2024-06-20", "2027-06-20", null],
        ],
      );
      const listed = await listRegister(db, RegisterFilter.parse({}));
      assert.deepEqual(
        listed.rows.map(({ state, decision, place }) => [state, decision, place]),
        [
          ["valid", "77/QĐ-UBND", "Xã Văn Lăng, Tỉnh Thái Nguyên"],
          ["replaced", "1/QĐ-UBND", "Xã Văn Lăng, Tỉnh Thái Nguyên"],
        ],
      );
      assert.equal(
        await db.$count(registerEntries),
        3,
        "the undated one is kept as the register has it",
      );
      assert.deepEqual(
        await publicStars(db),
        ["4 2024-06-20", "3 null"],
        "the public register shows both",
      );
      const again = await tried(db, bytes);
      assert.equal(again.refused, 3, "the same file enters nothing twice");
      await assert.rejects(
        undoImport(db, await officer(db, "24"), id),
        (error) => error instanceof AppError && error.code === "notFound",
      );
      assert.deepEqual(await undoImport(db, actor, id), {
        id,
        producers: 2,
        products: 2,
        recognitions: 2,
      });
      for (const table of [producers, products, recognitions, decisions, registerEntries])
        assert.equal(await db.$count(table), 0);
      assert.deepEqual(await publicStars(db), [], "nor does the public register");
      const [row] = await db.select().from(registerImports);
      assert.deepEqual([row?.state, row?.undoneBy], ["undone", actor.userId]);
      assert.deepEqual((await verifyAudit(db, [])).faults, []);
      await assert.rejects(undoImport(db, actor, id), /hoàn tác|conflict/);
    });
  });

  test("is not undone once something depends on it, and says what; a later register joins its decision", async () => {
    await rolledBack(database.db, async (db) => {
      const layout = await shippedLayout("tidy");
      const enter = (rows: readonly Row[]) =>
        applyImport(db, operator, { bytes: tidyFile(rows), layout, fileName: "so.csv" });
      const first = await enter([goodRow(1)]);
      const second = await enter([{ ...goodRow(2), decision: "1/QĐ-UBND" }]);
      assert.equal(await db.$count(decisions), 1);
      const refusal = async () => {
        try {
          await undoImport(db, null, first.id);
        } catch (error) {
          assert.ok(error instanceof AppError && error.code === "unprocessable");
          return error.vi;
        }
        return "undone";
      };
      assert.match(await refusal(), /sản phẩm của quyết định khác/);
      await undoImport(db, null, second.id);
      assert.equal(await db.$count(recognitions), 1);
      await db
        .update(producers)
        .set({ version: 2 })
        .where(eq(producers.nameFolded, "hop tac xa thu nghiem so 1"));
      assert.match(await refusal(), /1 chủ thể, sản phẩm đã được sửa/);
      await db.update(producers).set({ version: 1 });
      assert.equal(await refusal(), "undone");
    });
  });

  test("what was imported cannot be deleted otherwise, nor an import changed", async () => {
    await rolledBack(database.db, async (db) => {
      const layout = await shippedLayout("tidy");
      await applyImport(db, operator, {
        bytes: tidyFile([goodRow(1)]),
        layout,
        fileName: "so.csv",
      });
      const refused = (work: (tx: Db) => Promise<unknown>) =>
        assert.rejects(db.transaction(work), (error: Error) =>
          /42501|never|stays/.test(String(error.cause)),
        );
      await refused((tx) => tx.delete(recognitions));
      await refused((tx) => tx.delete(decisions));
      await refused((tx) => tx.update(registerImports).set({ fileName: "khac.csv" }));
      await refused((tx) => tx.update(registerImports).set({ state: "undone" }));
      await refused((tx) => tx.delete(registerImports));
    });
  });

  test("a plan that is no more what was shown is not carried out", async () => {
    await rolledBack(database.db, async (db) => {
      const layout = await shippedLayout("tidy");
      const bytes = tidyFile([goodRow(1), goodRow(2)]);
      const expected = await tried(db, bytes);
      await applyImport(db, operator, { bytes: tidyFile([goodRow(1)]), layout, fileName: "a.csv" });
      await assert.rejects(
        applyImport(db, operator, { bytes, layout, fileName: "b.csv", expected }),
        (error) => error instanceof AppError && error.code === "conflict",
      );
    });
  });
});
