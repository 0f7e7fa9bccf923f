import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import { rolledBack } from "#tests/support/db.ts";
import { findShared } from "#tests/support/shared.ts";
import { listRegister, RegisterFilter } from "../service/register.server.ts";
import { applyImport } from "./apply.server.ts";
import { nameKey } from "./names.ts";
import { problemKinds } from "./problems.ts";
import type { Db } from "#core/database/connection.ts";
import { shippedLayout } from "./read.server.ts";
import { registerEntries } from "./schema.server.ts";
import { database, operator } from "./register.test.world.ts";

/**
 * Entries carry what the register says and where it has it from; without a day, the bounds of the
 * last valid day are those of 36 months from the first and last day of the year.
 */
async function requireBounds(db: Db, file: readonly Record<string, string>[]): Promise<void> {
  const entries = await db.select().from(registerEntries);
  for (const { row, stars, year, source, recognisedOn, expiresFrom, expiresTo } of entries) {
    const line = file[row - 2] ?? {};
    assert.equal(String(stars), line["star"], `row ${row}`);
    assert.equal(source, line["source"] || null, `row ${row}`);
    if (recognisedOn !== null) {
      assert.deepEqual([expiresFrom, expiresTo], [expiresTo, expiresFrom], `row ${row}`);
      continue;
    }
    assert.equal(year === null ? "" : String(year), line["year"], `row ${row}`);
    const isBounded = year !== null && year > 2018;
    const [from, to] = isBounded ? [`${year + 3}-01-01`, `${year + 3}-12-31`] : [null, null];
    // Nobody was recognised after today: this year's last bound is earlier.
    assert.equal(expiresFrom, from, `row ${row}`);
    assert.ok(expiresTo === to || (to !== null && expiresTo !== null && expiresTo < to));
  }
  assert.ok(entries.some(({ recognitionId }) => recognitionId === null));
}

const real = findShared("data/register/recognised-products.csv");

describe(
  "the real register",
  { skip: real === undefined && "shared/ is not beside the project" },
  () => {
    test("enters with the file's own counts, its communes where the file has them, and today's states", async () => {
      await rolledBack(database.db, async (db) => {
        const bytes = await readFile(real ?? "");
        const file = parse(bytes, { columns: true }) as Record<string, string>[];
        const { report } = await applyImport(db, operator, {
          bytes,
          layout: await shippedLayout("tidy"),
          fileName: "recognised-products.csv",
        });
        assert.deepEqual(
          Object.keys(report).join(),
          "rows,accepted,corrected,doubtful,refused,producers,products,recognitions,problems",
          "what --json prints",
        );
        assert.equal(report.rows, file.length);
        const { accepted, corrected, doubtful, refused } = report;
        assert.equal(accepted + corrected + doubtful + refused, file.length);
        const whole = file.filter((row) => row["producer"] && row["status"] !== "submitted");
        const producerOf = (row: Record<string, string>) =>
          `${row["new_province_code"]}|${nameKey(row["producer"] ?? "")}`;
        const productOf = (row: Record<string, string>) =>
          `${producerOf(row)}|${nameKey(row["product"] ?? "")}`;
        const told = whole.filter((row) => row["status"] === "recognised" && row["star"]);
        assert.equal(report.products, new Set(whole.map(productOf)).size);
        assert.equal(
          report.recognitions,
          new Set(told.map((row) => `${productOf(row)}|${row["year"]}`)).size,
        );
        const refusedRows = new Set(
          report.problems.flatMap(({ row, kind }) =>
            kind !== "file" && problemKinds[kind][0] === "refused" ? [row] : [],
          ),
        );
        assert.equal(refusedRows.size, refused);
        const { rows: placed } = await db.execute<{ row: number; path: string }>(sql`
        select e.row, p.unit_path as path from register_entries e join producers p on p.id = e.producer_id`);
        for (const { row, path } of placed) {
          const line = file[row - 2] ?? {};
          if (line["commune_match"] === "old" || line["commune_match"] === "new")
            assert.equal(
              path,
              `${line["new_province_code"]}/${line["new_commune_code"]}`,
              `row ${row}`,
            );
        }
        await requireBounds(db, file);
        const now = await today(db);
        const { rows: listed } = await listRegister(db, RegisterFilter.parse({}));
        for (const { state, expiresOn, recognisedOn } of listed) {
          assert.equal(Number(expiresOn.slice(0, 4)), Number(recognisedOn.slice(0, 4)) + 3);
          if (expiresOn < now) assert.equal(state, "expired");
          else assert.match(state ?? "", /valid|expiring/);
        }
      });
    });
  },
);
