// Plans, use case by use case; one process, so that the cases share one database.
import "./edit.test.targets.ts";
import "./edit.test.tasks.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { rolledBack } from "#tests/support/db.ts";
import { findingsOf } from "../findings.ts";
import { reportOf } from "../report.ts";
import { shippedPlan, shippedPlanIds } from "../shipped.server.ts";
import { differencesOf, isSame, planDifference, spendingDifferences } from "../diff.ts";
import type { TargetTable } from "../model.ts";
import { adjustPlan, issuePlan, keepPlan, openPlan, saveSheet } from "./edit.server.ts";
import { listPlans } from "./list.server.ts";
import { authorisedPlan, contentOf, findStoredPlan, versionsOf } from "./load.server.ts";
import { paperPlan } from "./workbook.server.ts";
import { db, refusal, cast, opened, line, sheet, save } from "./edit.test.world.ts";

test("a sheet is saved as typed, the second of two editors is refused, and an issued version stays", async () => {
  await rolledBack(db, async (tx) => {
    const { office, colleague, commune, stranger, auditor } = await cast(tx);
    const { id } = await openPlan(tx, office, opened);
    await saveSheet(tx, office, save(id, 1));
    const plan = await findStoredPlan(tx, id);
    assert.ok(plan);
    assert.equal(plan.lines[2]?.total, 1_200_000_000n);
    assert.deepEqual(findingsOf(plan), []);
    assert.deepEqual(reportOf(plan).bySource, { state: 1500, mobilised: 100 });

    const stale = await refusal(() => saveSheet(tx, colleague, save(id, 1)), "stale");
    assert.match(stale.vi, /Nội dung bạn nhập vẫn còn/);
    await refusal(() => saveSheet(tx, commune, save(id, 2)), "forbidden");
    await refusal(() => saveSheet(tx, auditor, save(id, 2)), "forbidden");
    await refusal(() => saveSheet(tx, stranger, save(id, 2)), "notFound");
    await refusal(() => authorisedPlan(tx, stranger, "see", id), "notFound");
    const asked = { planId: id, version: null };
    await refusal(() => paperPlan(tx, stranger, asked), "notFound");
    await refusal(() => paperPlan(tx, office, { ...asked, version: "2" }), "notFound");
    const paper = await paperPlan(tx, auditor, asked);
    assert.deepEqual(paper.plan.lines, plan.lines);
    assert.match(paper.about, /triệu đồng, dự thảo/);

    const wrong = line("c", 1, { name: "", total: "-5", state: "9.000.001 tỷ", quantity: "-1" });
    const { fields } = await refusal(
      () => saveSheet(tx, office, save(id, 2, [...sheet, wrong])),
      "invalid",
    );
    assert.deepEqual(Object.keys(fields).sort(), [
      "cell.c.name",
      "cell.c.quantity",
      "cell.c.state",
      "cell.c.total",
    ]);
    assert.match(fields["cell.c.total"] ?? "", /không được âm/);

    const on = await today(tx);
    const issue = { planId: id, lock: "2", documentNumber: "12/KH-UBND" };
    await refusal(
      () => issuePlan(tx, office, { ...issue, issuedOn: addDays(on, 1) }),
      "unprocessable",
    );
    await issuePlan(tx, office, { ...issue, issuedOn: on });
    await refusal(() => saveSheet(tx, office, save(id, 2)), "unprocessable");
    for (const statement of [
      sql`update plan_lines set total = 1 where plan_id = ${id}`,
      sql`delete from plan_lines where plan_id = ${id}`,
      sql`update plan_versions set reason = 'x' where plan_id = ${id}`,
    ])
      await assert.rejects(tx.transaction((inner) => inner.execute(statement)));

    await adjustPlan(tx, office, { planId: id, reason: "Bổ sung vốn" });
    await refusal(() => adjustPlan(tx, office, { planId: id, reason: "x" }), "unprocessable");
    await saveSheet(tx, office, save(id, 1, [...sheet.slice(0, 2), line("d", 1, { name: "Mới" })]));
    const [after, before] = await versionsOf(tx, id);
    assert.ok(after && before);
    const differences = differencesOf(
      (await contentOf(tx, before)).lines,
      (await contentOf(tx, after)).lines,
      "million",
    );
    assert.deepEqual(
      differences.map(({ id, kind }) => [id, kind]),
      [
        ["d", "added"],
        ["b", "removed"],
      ],
    );
    // What has been spent on a line that is gone is said, and so is a changed focus.
    assert.deepEqual(
      spendingDifferences(
        (await contentOf(tx, before)).lines,
        (await contentOf(tx, after)).lines,
        new Map([
          ["a", 1n],
          ["b", 2_000_000_000n],
        ]),
        "million",
      ).map(({ id, before: planned, after: now, spent, isOver }) => [
        id,
        planned,
        now,
        spent,
        isOver,
      ]),
      [["b", "1200", undefined, "2000", true]],
    );
    // What holds is what was issued, until the adjustment is.
    assert.equal((await findStoredPlan(tx, id))?.lines.length, 3);
    assert.deepEqual(
      (await listPlans(tx, commune)).map(({ title, version }) => [title, version]),
      [[opened.title, 2]],
    );
    assert.deepEqual(await listPlans(tx, stranger), []);
  });
});

test("the difference of two states names focus, targets and amounts told apart", () => {
  const table = (cells: (string | null)[], stated: string): TargetTable => ({
    id: "nam-2026",
    title: "Chỉ tiêu năm 2026",
    kind: "target",
    year: 2026,
    columns: ["Sản phẩm mới", "Chủ thể mới"].map((label, at) => ({
      id: String(at),
      label,
      indicator: null,
      shareOf: null,
    })),
    rows: [{ name: "Xã A", unit: null, cells }],
    stated: [stated, null],
  });
  const byYear = (amount: bigint) => ({
    id: "byYear",
    label: "Theo năm",
    of: ["total" as const],
    stated: null,
    parts: [{ key: "2026", label: "Năm 2026", amount }],
  });
  const before = {
    lines: [],
    themes: { 2026: "Nâng hạng", 2027: "" },
    tables: [table(["2", null], "2")],
    breakdowns: [byYear(1_500_000n)],
  };
  const after = {
    lines: [],
    themes: { 2026: "Nâng hạng", 2027: "Thương mại" },
    tables: [table(["3", "1"], "2")],
    breakdowns: [byYear(2_000_000n)],
  };
  const change = (field: string, was: string | null, is: string | null) => ({
    field,
    before: was,
    after: is,
  });
  assert.deepEqual(planDifference(before, after, "million"), {
    themes: [change("Năm 2027", null, "Thương mại")],
    lines: [],
    breakdowns: [{ title: "Theo năm", changes: [change("Năm 2026", "1.5", "2")] }],
    tables: [
      {
        title: "Chỉ tiêu năm 2026",
        changes: [change("Xã A, Sản phẩm mới", "2", "3"), change("Xã A, Chủ thể mới", null, "1")],
      },
    ],
  });
  const gone = planDifference(before, { ...after, tables: [] }, "million").tables;
  assert.deepEqual(gone[0]?.changes, [
    change("Xã A, Sản phẩm mới", "2", null),
    change("Tổng số ghi trong kế hoạch, Sản phẩm mới", "2", null),
  ]);
  assert.ok(isSame(planDifference(before, before, "million")));
});

test("a commune's office makes plans of its own commune only", async () => {
  await rolledBack(db, async (tx) => {
    const { commune, department } = await cast(tx);
    await refusal(() => openPlan(tx, commune, opened), "forbidden");
    await refusal(() => openPlan(tx, department, opened), "forbidden");
    const { id } = await openPlan(tx, commune, { ...opened, unitCode: "05692" });
    assert.equal((await authorisedPlan(tx, department, "see", id)).level, "commune");
    await refusal(() => openPlan(tx, commune, { ...opened, unitCode: "99999" }), "invalid");
  });
});

test("the shipped plans come back from the database as their documents state them", async () => {
  await rolledBack(db, async (tx) => {
    const { office } = await cast(tx);
    for (const shipped of shippedPlanIds().map((id) => shippedPlan(id))) {
      assert.ok(shipped);
      const { id } = await keepPlan(
        tx,
        office,
        { ...shipped, unitPath: "19", level: "province" },
        shipped,
      );
      const stored = await findStoredPlan(tx, id);
      assert.ok(stored);
      assert.deepEqual(reportOf({ ...stored, id: shipped.id }), reportOf(shipped));
      assert.deepEqual(stored.lines, shipped.lines);
    }
  });
});
