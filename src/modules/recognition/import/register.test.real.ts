import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import { rolledBack } from "#tests/support/db.ts";
import { findShared } from "#tests/support/shared.ts";
import { listRegister, RegisterFilter } from "../service/register.server.ts";
import { applyImport } from "./apply.server.ts";
import { nameKey } from "./names.ts";
import { problemKinds } from "./problems.ts";
import { shippedLayout } from "./read.server.ts";
import { database, operator } from "./register.test.world.ts";

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
