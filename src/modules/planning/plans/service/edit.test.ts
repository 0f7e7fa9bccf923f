import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { openFileStore } from "#core/files/open.ts";
import { dutiesOf } from "#core/duties/duty.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { saveAgency } from "#modules/people/service/agencies.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { findingsOf } from "../findings.ts";
import { reportOf } from "../report.ts";
import { shippedPlan, shippedPlanIds } from "../shipped.server.ts";
import { differencesOf, isSame, planDifference, spendingDifferences } from "../diff.ts";
import type { TargetTable } from "../model.ts";
import type { TypedLine } from "../sheet.ts";
import { adjustPlan, issuePlan, keepPlan, openPlan, saveSheet } from "./edit.server.ts";
import { listPlans } from "./list.server.ts";
import {
  authorisedPlan,
  contentOf,
  findStoredPlan,
  newestVersion,
  versionsOf,
} from "./load.server.ts";
import { cancelSpending, listSpending, recordSpending, spentByLine } from "./spending.server.ts";
import { actualsOf, saveTargets } from "./targets.server.ts";
import { takeAnswerFiles, taskFile } from "./task-files.server.ts";
import { letterAbout, remindOfTasks } from "./task-letters.server.ts";
import { actOnTask, giveTask, listTasks } from "./tasks.server.ts";
import "../../duties.server.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
const folder = mkdtempSync(join(tmpdir(), "ocop-plans-"));
after(() => rmSync(folder, { recursive: true }));
const files = await openFileStore(parseEnv({ OCOP_DATA_DIR: folder }));

async function refusal(work: () => Promise<unknown>, code: ErrorCode): Promise<AppError> {
  const thrown = await work().then(
    () => assert.fail(`expected ${code}`),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof AppError, String(thrown));
  assert.equal(thrown.code, code, thrown.vi);
  return thrown;
}

async function cast(tx: Db) {
  const of = async (role: Parameters<typeof buildAccount>[1]) =>
    (await buildAccount(tx, role)).actor;
  return {
    office: await of({ grants: [{ role: "provinceOfficer", path: "19" }] }),
    colleague: await of({ grants: [{ role: "provinceOfficer", path: "19" }] }),
    commune: await of({ grants: [{ role: "communeOfficer", path: "19/05692" }] }),
    department: await of({ grants: [{ role: "departmentOfficer", path: "19" }] }),
    stranger: await of({ grants: [{ role: "provinceOfficer", path: "24" }] }),
    auditor: await of({ grants: [{ role: "auditor", path: "19" }] }),
  };
}

const opened = {
  unitCode: "19",
  title: "Kế hoạch OCOP thử nghiệm",
  from: 2026,
  to: 2026,
  money: "million",
} as const;

const line = (id: string, depth: number, cells: TypedLine["cells"]): TypedLine => ({
  id,
  depth,
  partial: false,
  cells,
});
const sheet = [
  line("total", 0, { name: "Tổng cộng", total: "1.600", state: "1.500", mobilised: "100" }),
  line("a", 1, {
    number: "1",
    name: "Tập huấn",
    unit: "lớp",
    quantity: "4",
    unitCost: "100",
    total: "400",
    state: "400",
  }),
  line("b", 1, { name: "Hội chợ", total: "1,2 tỷ", state: "1.100", mobilised: "100" }),
];
const save = (planId: string, lock: number, rows: readonly TypedLine[] = sheet) => ({
  planId,
  lock: String(lock),
  rows: JSON.stringify(rows),
  themes: JSON.stringify({ 2026: "Nâng hạng sao" }),
});

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
    const share = { ...targets(["Xã Đồng Hỷ"], "101"), columns: '["producers-growing"]' };
    const over = await refusal(() => saveTargets(tx, office, share), "invalid");
    assert.match(over.fields["cell.0.0"] ?? "", /từ 0 đến 100/);

    await saveTargets(tx, office, targets(["Xã Đồng Hỷ", "05707"]));
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

test("a department answers its own task and no other; the office accepts or returns", async () => {
  await rolledBack(db, async (tx) => {
    const { office, department, commune, stranger, auditor } = await cast(tx);
    const { id: planId } = await openPlan(tx, office, opened);
    const on = await today(tx);
    const task = {
      planId,
      assigneeId: department.userId,
      title: "Báo cáo khuyến công",
      details: "",
      dueOn: on,
    };
    await refusal(() => giveTask(tx, department, task), "forbidden");
    await refusal(() => giveTask(tx, office, { ...task, dueOn: addDays(on, -1) }), "invalid");
    await refusal(() => giveTask(tx, office, { ...task, assigneeId: stranger.userId }), "invalid");
    const { id: taskId } = await giveTask(tx, office, task);
    // Given a week ago: it is recalled once as its day comes, once when it has passed, to its taker.
    await rolledBack(tx, async (later) => {
      await later.execute(sql`update plan_tasks set given_at = now() - interval '7 days'`);
      const told: (number | string)[] = [];
      for (const after of [-4, -3, -3, 0, 1, 1, 9])
        told.push(await remindOfTasks(later, addDays(on, after)));
      assert.deepEqual(told, [0, 1, 0, 0, 1, 0, 0]);
      const { rows } = await later.execute<{ step: string }>(
        sql`select step from plan_task_reminders order by step`,
      );
      assert.deepEqual(rows, [{ step: "overdue" }, { step: "soon" }]);
      await later.execute(
        sql`update users set email = 'so@vidu.example' where id = ${department.userId}`,
      );
      const letter = await letterAbout(later, { taskId, about: "overdue" }, "https://ocop.example");
      assert.deepEqual(letter?.to, ["so@vidu.example"]);
      assert.match(letter.text, /đã quá hạn[^]*https:\/\/ocop\.example\/ke-hoach\/nhiem-vu/);
      await later.execute(sql`update plan_tasks set state = 'done'`);
      assert.equal(await letterAbout(later, { taskId, about: "overdue" }, null), null);
      assert.equal(await remindOfTasks(later, addDays(on, 30)), 0);
    });
    const answer = { taskId, expectedVersion: "1", act: "answer" as const, text: "Đã làm xong." };
    await refusal(() => actOnTask(tx, commune, answer), "notFound");
    await refusal(() => actOnTask(tx, stranger, answer), "notFound");
    await refusal(() => actOnTask(tx, office, answer), "forbidden");
    await refusal(() => actOnTask(tx, department, { ...answer, text: "" }), "invalid");
    const pdf = new File([new Uint8Array(await buildPdf())], "Báo cáo lớp tập huấn.pdf");
    const take = (by: typeof department) => takeAnswerFiles({ db: tx, files }, by, taskId, [pdf]);
    await refusal(() => take(commune), "notFound");
    await refusal(() => take(office), "notFound");
    await actOnTask(tx, department, answer, await take(department));
    await refusal(() => actOnTask(tx, department, answer), "stale");
    const [answered] = await listTasks(tx, office);
    const digest = answered?.files[0]?.digest ?? "";
    assert.deepEqual(
      answered?.files.map(({ name }) => name),
      ["Báo cáo lớp tập huấn"],
    );
    for (const reader of [department, office, auditor])
      assert.equal((await taskFile(tx, reader, { taskId, digest })).mediaType, "application/pdf");
    for (const outside of [commune, stranger])
      await refusal(() => taskFile(tx, outside, { taskId, digest }), "notFound");
    const other = "0".repeat(64);
    await refusal(() => taskFile(tx, department, { taskId, digest: other }), "notFound");
    await refusal(
      () => actOnTask(tx, department, { ...answer, act: "accept", expectedVersion: "2" }),
      "forbidden",
    );
    const back = { taskId, act: "return" as const, text: "Thiếu số liệu.", expectedVersion: "2" };
    await actOnTask(tx, office, back);
    await tx.execute(sql`update plan_tasks set due_on = ${addDays(on, -1)}`);
    assert.deepEqual(
      (await dutiesOf(tx, department)).map(({ text, isUrgent }) => [text, isUrgent]),
      [["1 nhiệm vụ giao cho bạn đã quá hạn.", true]],
    );
    assert.equal((await dutiesOf(tx, office))[0]?.isUrgent, true, "the office sees it too");
    assert.deepEqual(await dutiesOf(tx, stranger), []);
    assert.deepEqual(
      (await listTasks(tx, department)).map(({ state, isOverdue, acts }) => [
        state,
        isOverdue,
        acts,
      ]),
      [["returned", true, ["answer"]]],
    );
    await actOnTask(tx, department, { ...answer, expectedVersion: "3" });
    await actOnTask(tx, office, { ...back, act: "accept", expectedVersion: "4" });
    assert.deepEqual(
      (await listTasks(tx, office, planId)).map(({ state, isOverdue, acts }) => [
        state,
        isOverdue,
        acts,
      ]),
      [["done", false, []]],
    );
    assert.deepEqual(await listTasks(tx, commune), []);
  });
});

test("a task of an agency is every officer's of it, also of whoever took over its work; one answer counts", async () => {
  await rolledBack(db, async (tx) => {
    const { office, department, commune } = await cast(tx);
    const colleague = await buildAccount(tx, {
      grants: [{ role: "departmentOfficer", path: "19" }],
    });
    const signer = await buildAccount(tx, { grants: [{ role: "decisionMaker", path: "19" }] });
    const agency = (name: string, more: object = {}) => ({
      expectedVersion: 0,
      name,
      kind: "department" as const,
      otherNames: "",
      since: "",
      until: "",
      basis: "",
      successorId: "",
      ...more,
    });
    const { id: agencyId } = await saveAgency(tx, office, null, agency("Sở Một"));
    const { id: planId } = await openPlan(tx, office, opened);
    const task = { planId, title: "Báo cáo", details: "", dueOn: await today(tx) };
    const both = { ...task, agencyId, assigneeId: department.userId };
    await refusal(() => giveTask(tx, office, both), "invalid");
    await refusal(() => giveTask(tx, office, task), "invalid");
    const { id: taskId } = await giveTask(tx, office, { ...task, agencyId });
    assert.deepEqual(await listTasks(tx, department), []);
    const belongs = (userId: string, to: string) =>
      tx.execute(sql`update users set agency_id = ${to}, email = ${`${userId}@vidu.example`}
        where id = ${userId}`);
    for (const { userId } of [department, colleague.actor, signer.actor])
      await belongs(userId, agencyId);
    for (const { actor } of [{ actor: department }, colleague]) {
      const [own] = await listTasks(tx, actor);
      assert.deepEqual([own?.isOwn, own?.assignee, own?.acts], [true, "Sở Một", ["answer"]]);
      assert.equal((await dutiesOf(tx, actor)).length, 1);
    }
    const letter = await letterAbout(tx, { taskId, about: "given" }, null);
    assert.deepEqual(
      new Set(letter?.to),
      new Set([department, colleague.actor].map(({ userId }) => `${userId}@vidu.example`)),
    );
    const answer = { taskId, expectedVersion: "1", act: "answer" as const, text: "Xong." };
    await refusal(() => actOnTask(tx, commune, answer), "notFound");
    await actOnTask(tx, colleague.actor, answer);
    await refusal(() => actOnTask(tx, department, answer), "stale");
    assert.equal((await listTasks(tx, office))[0]?.answeredBy, "Người dùng thử");

    const heir = await saveAgency(tx, office, null, agency("Sở Một và Hai"));
    const ended = { until: "2025-02-28", basis: "Quyết định thử", successorId: heir.id };
    await belongs(department.userId, heir.id);
    assert.deepEqual(await listTasks(tx, department), []);
    await saveAgency(tx, office, agencyId, agency("Sở Một", { expectedVersion: 1, ...ended }));
    assert.equal((await listTasks(tx, department))[0]?.id, taskId);
    await refusal(() => giveTask(tx, office, { ...task, agencyId }), "invalid");
  });
});
