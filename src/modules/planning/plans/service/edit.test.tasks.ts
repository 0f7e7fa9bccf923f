import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { dutiesOf } from "#core/duties/duty.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { saveAgency } from "#modules/people/service/agencies.server.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { openPlan } from "./edit.server.ts";
import { cast, db, files, opened, refusal } from "./edit.test.world.ts";
import { takeAnswerFiles, taskFile } from "./task-files.server.ts";
import { letterAbout, remindOfTasks } from "./task-letters.server.ts";
import { actOnTask, giveTask, listTasks } from "./tasks.server.ts";

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
      [["1 nhiệm vụ giao cho bạn hoặc cơ quan bạn đã quá hạn.", true]],
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
