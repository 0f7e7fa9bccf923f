import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { rolledBack } from "#tests/support/db.ts";
import { findingsOf } from "../findings.ts";
import { issuePlan, openPlan, saveSheet } from "./edit.server.ts";
import { authorisedPlan, findStoredPlan, newestVersion } from "./load.server.ts";
import { cancelSpending, listSpending, recordSpending, spentByLine } from "./spending.server.ts";
import { actualsOf, saveTargets } from "./targets.server.ts";
import { db, refusal, cast, opened, save } from "./edit.test.world.ts";

test("targets name communes of today; one that is no more is refused with what it is now", async () => {
  await rolledBack(db, async (tx) => {
    const { office } = await cast(tx);
    const { id } = await openPlan(tx, office, opened);
    const targets = (units: readonly string[], cell = "3") => ({
      planId: id,
      lock: "1",
      year: "2026",
      columns: JSON.stringify(["products-first", "products-valid"]),
      rows: JSON.stringify(units.map((unit) => ({ unit, cells: [cell, ""] }))),
      stated: JSON.stringify(["7", ""]),
    });
    const { fields } = await refusal(
      () =>
        saveTargets(tx, office, targets(["Hóa Thượng", "05677", "Xã Không Có", "Hà Nội"], "-1")),
      "invalid",
    );
    assert.match(fields["unit.0"] ?? "", /không còn từ ngày 01\/7\/2025; nay thuộc Xã Đồng Hỷ/);
    assert.match(fields["unit.1"] ?? "", /Xã Minh Lập.*Xã Đồng Hỷ \(05692\)/);
    assert.match(fields["unit.2"] ?? "", /Không có đơn vị/);
    assert.match(fields["unit.3"] ?? "", /Không có đơn vị/);
    assert.match(fields["cell.0.0"] ?? "", /không được âm/);

    const unnamed = await refusal(
      () => saveTargets(tx, office, targets(["Xã Đồng Hỷ", ""])),
      "invalid",
    );
    assert.match(unnamed.fields["unit.1"] ?? "", /chưa ghi đơn vị/);
    const half = await refusal(
      () => saveTargets(tx, office, targets(["Xã Đồng Hỷ"], "2,5")),
      "invalid",
    );
    assert.match(half.fields["cell.0.0"] ?? "", /số nguyên/);
    const share = { ...targets(["Xã Đồng Hỷ"], "101"), columns: '["producers-growing"]' };
    const over = await refusal(() => saveTargets(tx, office, share), "invalid");
    assert.match(over.fields["cell.0.0"] ?? "", /từ 0 đến 100/);

    await saveTargets(tx, office, {
      ...targets(["Xã Đồng Hỷ", "05707"], "90"),
      columns: '["producers-growing"]',
      stated: '["85"]',
    });
    const rates = await findStoredPlan(tx, id);
    assert.deepEqual(rates && findingsOf(rates), [], "rates of communes make none of the province");

    await saveTargets(tx, office, { ...targets(["Xã Đồng Hỷ", "05707"]), lock: "2" });
    const [table] = (await newestVersion(tx, id)).tables;
    assert.ok(table);
    assert.deepEqual(
      table.rows.map(({ unit, cells }) => [unit?.code, cells]),
      [
        ["05692", ["3", null]],
        ["05707", ["3", null]],
      ],
    );
    const plan = await findStoredPlan(tx, id);
    assert.deepEqual(
      plan && findingsOf(plan).map(({ node, stated, computed }) => [node, stated, computed]),
      [["nam-2026", "7", "6"]],
    );
    const row = await authorisedPlan(tx, office, "see", id);
    const { columns } = await actualsOf(tx, row, table);
    assert.deepEqual(
      columns.map(({ whole, rows }) => [whole, rows]),
      [
        [0, [0, 0]],
        [0, [0, 0]],
      ],
    );
  });
});

test("spending is recorded against issued lines and cancelled with a reason, never changed", async () => {
  await rolledBack(db, async (tx) => {
    const { office, commune } = await cast(tx);
    const { id } = await openPlan(tx, office, opened);
    await saveSheet(tx, office, save(id, 1));
    const on = await today(tx);
    const paper = { spentOn: on, amount: "150,5", paper: "UNC 12" };
    const spent = { planId: id, lineId: "a", source: "state" as const, ...paper };
    await refusal(() => recordSpending(tx, office, spent), "unprocessable");
    await issuePlan(tx, office, { planId: id, lock: "2", documentNumber: "1", issuedOn: on });
    await recordSpending(tx, office, spent);
    await recordSpending(tx, office, { ...spent, amount: "50 triệu" });
    await refusal(() => recordSpending(tx, commune, spent), "forbidden");
    for (const [field, bad] of [
      ["amount", { amount: "-1" }],
      ["amount", { amount: "0" }],
      ["amount", { amount: "nhiều" }],
      ["lineId", { lineId: "zz" }],
      ["spentOn", { spentOn: addDays(on, 1) }],
    ] as const) {
      const { fields } = await refusal(
        () => recordSpending(tx, office, { ...spent, ...bad }),
        "invalid",
      );
      assert.ok(fields[field], field);
    }
    const second = (await listSpending(tx, id)).find(({ amount }) => amount === 50_000_000n);
    assert.ok(second);
    const cancel = { planId: id, spendingId: second.id, reason: "Nhập trùng" };
    await cancelSpending(tx, office, cancel);
    await refusal(() => cancelSpending(tx, office, cancel), "conflict");
    assert.deepEqual([...(await spentByLine(tx, id))], [["a", 150_500_000n]]);
    await assert.rejects(
      tx.transaction((inner) => inner.execute(sql`update plan_spending set amount = 1`)),
    );
  });
});
