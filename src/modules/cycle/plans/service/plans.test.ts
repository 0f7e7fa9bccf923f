// Business plans, use case by use case; one process, so that the cases share one database.
import "./plans.test.work.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { AppError } from "#core/errors.ts";
import { buildGround, buildOfficer, recordAnyFile } from "#modules/dossiers/factory.ts";
import { describeDossier } from "#modules/dossiers/service/describe.server.ts";
import { planFromDossier } from "#modules/dossiers/service/from-plan.server.ts";
import { openDossier } from "#modules/dossiers/service/open.server.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { getProduct } from "#modules/products/service/products.server.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import { rolledBack } from "#tests/support/db.ts";
import { cycleNotices, ideas } from "../../schema.server.ts";
import { moveTask } from "../../works/service/tasks.server.ts";
import { buildPlan, decidePlan, filledParts, fillPlan, goodEvaluation } from "../factory.ts";
import { saveKept } from "../pages/own/save.server.ts";
import { businessPlanFilings, businessPlans } from "../schema.server.ts";
import { completePlan, evaluatePlan, filePlan, withdrawPlan } from "./decide.server.ts";
import { describePlan, describeWorks } from "./describe.server.ts";
import { findPlanOfIdea, listOwnPlans, listPlans } from "./list.server.ts";
import { openPlan } from "./open.server.ts";
import { savePart } from "./write.server.ts";
import { database, isCode } from "./plans.test.world.ts";

test("a plan is written in parts, lacks what it lacks, and is frozen when it is filed", () =>
  rolledBack(database.db, async (db) => {
    const { owner, productId, province } = await buildGround(db);
    const { id: planId } = await openPlan(db, owner, { productId });
    const on = { planId, expectedVersion: 1 };
    await assert.rejects(filePlan(db, owner, on), /còn thiếu.*Sản xuất.*Hiện trạng/s);
    const part = { planId, part: "finance", boxes: filledParts.finance };
    await savePart(db, owner, { ...part, expectedVersion: 0 });
    await assert.rejects(savePart(db, owner, { ...part, expectedVersion: 0 }), isCode("stale"));
    const wrong = { ...filledParts.finance, price: "-1" };
    await assert.rejects(
      savePart(db, owner, { planId, part: "finance", boxes: wrong, expectedVersion: 1 }),
      (error: AppError) => /không được âm/.test(error.fields["price"] ?? ""),
    );
    await assert.rejects(
      savePart(db, province, { ...part, expectedVersion: 1 }),
      isCode("forbidden"),
    );
    await assert.rejects(openPlan(db, owner, { productId }), isCode("conflict"));
    await withdrawPlan(db, owner, on);

    const second = await buildPlan(db, owner, productId);
    const { row, standing, content } = await describePlan(db, province, second);
    assert.equal(row.state, "filed");
    assert.equal(content.finance.price, "60000");
    assert.ok(standing.toDo.length > 0 && standing.reachable);
    const again = { planId: second, part: "market", boxes: {}, expectedVersion: 1 };
    await assert.rejects(savePart(db, owner, again), isCode("conflict"));
    const filings = await db.select().from(businessPlanFilings);
    assert.equal(filings.length, 1);
    assert.equal((filings[0]?.snapshot as { targetStars: number } | undefined)?.targetStars, 4);
  }));

test("an office finds, returns with a reason and chooses; its tasks are the engine's advice", () =>
  rolledBack(database.db, async (db) => {
    const { owner, productId, province, commune } = await buildGround(db);
    const planId = await buildPlan(db, owner, productId);
    const evaluation = goodEvaluation;
    const asked = { planId, expectedVersion: 2, evaluation, reason: "", noTies: true };
    await assert.rejects(
      evaluatePlan(db, province, { ...asked, outcome: "returned" }),
      (error: AppError) => /lý do/.test(error.fields["reason"] ?? ""),
    );
    await assert.rejects(
      evaluatePlan(db, commune, { ...asked, outcome: "chosen" }),
      isCode("forbidden"),
    );
    await decidePlan(db, province, planId, "returned");
    await filePlan(db, owner, { planId, expectedVersion: 3 });
    await decidePlan(db, province, planId);
    const { row, standing, evaluations } = await describePlan(db, owner, planId);
    assert.deepEqual([row.state, evaluations.length], ["chosen", 2]);
    const { tasks, progress } = await describeWorks(db, owner, planId);
    assert.deepEqual(
      tasks.map(({ criterion }) => criterion).toSorted((a, b) => (a ?? "").localeCompare(b ?? "")),
      standing.toDo.map(({ criterion }) => criterion).toSorted((a, b) => a.localeCompare(b)),
    );
    assert.deepEqual(
      progress.map(({ total }) => total),
      [standing.total],
    );
    const told = await db.select().from(cycleNotices);
    assert.deepEqual(
      told.map(({ officePath }) => officePath).toSorted((a, b) => (a ?? "").localeCompare(b ?? "")),
      [null, null, "19", "19", "19/05692", "19/05692"],
    );
    await completePlan(db, province, { planId, expectedVersion: 5 });
    await buildPlan(db, owner, productId, { filed: false });
  }));

test("a part that is sent while it is typed is kept once, and never over what another tab wrote", () =>
  rolledBack(database.db, async (db) => {
    const { owner, productId, province } = await buildGround(db);
    const planId = await buildPlan(db, owner, productId, { filed: false });
    const send = (version: number, customers: string, actor = owner) => {
      const form = new FormData();
      const boxes = { ...filledParts.market, customers, _part: "market", _version: `${version}` };
      for (const [name, value] of Object.entries(boxes)) form.append(name, value);
      return saveKept(db, actor, planId, form);
    };
    assert.deepEqual(await send(1, "Bếp ăn"), { outcome: "saved", version: 2, errors: {} });
    // The answer was lost on the way: the same again is the same, whatever version it names.
    assert.deepEqual(await send(1, "Bếp ăn"), { outcome: "saved", version: 2, errors: {} });
    const stale = await send(1, "Chợ");
    assert.equal(stale.outcome, "stale");
    assert.deepEqual(stale.outcome === "stale" && stale.current["customers"], ["Bếp ăn"]);
    await assert.rejects(send(2, "Chợ", province), isCode("forbidden"));
    await filePlan(db, owner, { planId, expectedVersion: 1 });
    await assert.rejects(send(2, "Chợ"), isCode("conflict"));
  }));

test("plans of others are not there, and drafts are for the producer and its offices", () =>
  rolledBack(database.db, async (db) => {
    const { owner, productId, province, commune, producerId } = await buildGround(db);
    const other = await buildGround(db, { path: "24/07210" });
    const planId = await buildPlan(db, owner, productId, { filed: false });
    const department = await buildOfficer(db, "departmentOfficer", "19");
    for (const stranger of [other.owner, other.province, other.commune, department]) {
      await assert.rejects(describePlan(db, stranger, planId), isCode("notFound"));
      assert.equal((await listPlans(db, stranger)).total, 0);
    }
    for (const reader of [owner, province, commune])
      assert.equal((await listPlans(db, reader)).total, 1);
    await filePlan(db, owner, { planId, expectedVersion: 1 });
    assert.equal((await listPlans(db, department)).total, 1);
    assert.equal((await listPlans(db, province, { text: "RAU AN" })).total, 1);
    assert.equal((await listPlans(db, province, { text: "%" })).total, 0);
    await assert.rejects(openPlan(db, other.owner, { productId }), isCode("notFound"));
    await assert.rejects(openPlan(db, province, { productId }), isCode("forbidden"));
    assert.deepEqual(
      (await listOwnPlans(db, owner)).map(({ id }) => id),
      [planId],
    );
    const [row] = await db.select().from(businessPlans).where(eq(businessPlans.id, planId));
    const elsewhere = await buildProduct(db, {
      producer: { id: producerId, provinceCode: "19" },
      set: "99",
    });
    assert.equal(row?.isDemo, false);
    await assert.rejects(openPlan(db, owner, { productId: elsewhere.id }), (error: AppError) =>
      /danh mục/.test(error.fields["setCode"] ?? ""),
    );
  }));

test("a dossier takes up what the plan brought about, and a plan begins where a dossier stands", () =>
  rolledBack(database.db, async (db) => {
    const { owner, productId, province, producerId } = await buildGround(db);
    const planId = await buildPlan(db, owner, productId);
    await decidePlan(db, province, planId);
    const [task] = (await describeWorks(db, owner, planId)).tasks;
    if (!task?.criterion) throw new Error("no advised task");
    const digest = await recordAnyFile(db);
    const paper = await buildVaultPaper(db, { id: producerId, provinceCode: "19" }, { digest });
    const done = { taskId: task.id, expectedVersion: 1, step: "finish", papers: [paper] } as const;
    await moveTask(db, owner, done);

    const blank = { previousId: null, previousStars: null, certificateExpiresOn: null };
    const wanted = { productId, kind: "first", setCode: null, planId, ...blank } as const;
    const other = await buildGround(db);
    await assert.rejects(
      openDossier(db, other.owner, { ...wanted, productId: other.productId }),
      isCode("notFound"),
    );
    const { id } = await openDossier(db, owner, wanted);
    const view = await describeDossier(db, owner, id);
    assert.equal(view.answers[task.criterion]?.option, task.toOption);
    assert.equal(view.score.total, (await describePlan(db, owner, planId)).standing.total);
    assert.deepEqual(
      view.evidence.map((one) => [one.criterion, one.paper.id]),
      [[task.criterion, paper]],
    );
    const box = (section: string, name: string) =>
      view.sections.find((one) => one.section.name === section)?.data[name];
    assert.match(String(box("results", "planDone")), new RegExp(`- ${task.criterion} `));
    assert.match(String(box("plan", "market")), /Điểm hòa vốn: 4\.500 gói/);
    // What the register holds stands first.
    assert.equal(box("results", "output"), "10 tấn");

    await completePlan(db, province, { planId, expectedVersion: 3 });
    const { id: second } = await planFromDossier(db, owner, id);
    const begun = await describePlan(db, owner, second);
    assert.equal(begun.answers[task.criterion], task.toOption);
    assert.equal((await planFromDossier(db, owner, id)).id, second);
    await assert.rejects(planFromDossier(db, other.owner, id), isCode("notFound"));
  }));

test("a chosen idea becomes one plan, its product entered with the idea's words", () =>
  rolledBack(database.db, async (db) => {
    const { owner, province, producerId } = await buildGround(db);
    const insertIdea = async (state: "chosen" | "registered") => {
      const [idea] = await db
        .insert(ideas)
        .values({
          provinceCode: "19",
          unitVersion: "2025-07-01",
          unitCode: "05692",
          unitPath: "19/05692",
          year: 2026,
          regime: "26-2026",
          title: "Bột matcha thử nghiệm",
          titleFolded: "bot matcha thu nghiem",
          kind: "potential",
          setCode: "07",
          story: "Chè trung du có từ đời ông bà.",
          producerId,
          state,
          channel: "producer",
          receiptCode: randomUUID(),
          formKey: randomUUID(),
        })
        .returning({ id: ideas.id });
      return idea?.id ?? "";
    };
    const ideaId = await insertIdea("chosen");
    const { id } = await openPlan(db, owner, { ideaId });
    const { row } = await describePlan(db, owner, id);
    assert.deepEqual(
      [row.productName, row.setCode, row.ideaId],
      ["Bột matcha thử nghiệm", "07", ideaId],
    );
    const { product } = await getProduct(db, owner, row.productId);
    assert.equal(product.story.told, "Chè trung du có từ đời ông bà.");
    await assert.rejects(
      openPlan(db, owner, { ideaId, productName: "Tên khác" }),
      isCode("conflict"),
    );
    await assert.rejects(
      openPlan(db, owner, { ideaId: await insertIdea("registered") }),
      (error: AppError) => /được chọn/.test(error.fields["ideaId"] ?? ""),
    );
    const other = await buildGround(db);
    await assert.rejects(openPlan(db, other.owner, { ideaId }), isCode("notFound"));

    // Taken back or not chosen, it may be mended and come again: the same product, with its words.
    await fillPlan(db, owner, id);
    await filePlan(db, owner, { planId: id, expectedVersion: 1 });
    await decidePlan(db, province, id, "notChosen");
    assert.equal(await findPlanOfIdea(db, owner, ideaId), null);
    const again = await openPlan(db, owner, { ideaId });
    assert.equal(again.goesOn, true);
    const [before, after] = [
      await describePlan(db, owner, id),
      await describePlan(db, owner, again.id),
    ];
    assert.deepEqual(
      [after.content, after.answers, after.row.productId, after.row.targetStars, after.lacking],
      [before.content, before.answers, before.row.productId, 4, []],
    );
    assert.equal((await findPlanOfIdea(db, owner, ideaId))?.id, again.id);
    await assert.rejects(openPlan(db, owner, { ideaId }), isCode("conflict"));
    // Another idea of a product that is there, to rise: its plan is for that product.
    await withdrawPlan(db, owner, { planId: again.id, expectedVersion: 1 });
    const rising = await openPlan(db, owner, { ideaId: await insertIdea("chosen") });
    assert.equal((await describePlan(db, owner, rising.id)).row.productId, before.row.productId);
  }));
