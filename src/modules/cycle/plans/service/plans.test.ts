import assert from "node:assert/strict";
import { after, test } from "node:test";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import type { AppError } from "#core/errors.ts";
import { buildGround, buildOfficer, recordAnyFile } from "#modules/dossiers/factory.ts";
import { describeDossier } from "#modules/dossiers/service/describe.server.ts";
import { planFromDossier } from "#modules/dossiers/service/from-plan.server.ts";
import { openDossier } from "#modules/dossiers/service/open.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { getProduct } from "#modules/products/service/products.server.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { testServices } from "#tests/support/services.ts";
import { smallHeic } from "#tests/support/upload-fixtures.ts";
import { cycleNotices, ideas } from "../../schema.server.ts";
import { addTask, moveTask } from "../../works/service/tasks.server.ts";
import { setStanding } from "../../works/service/progress.server.ts";
import { findPhoto, keepPlanPhoto } from "../../works/service/photos.server.ts";
import { addVisit } from "../../works/service/visits.server.ts";
import { buildPlan, decidePlan, filledParts, goodEvaluation } from "../factory.ts";
import { saveKept } from "../pages/own/save.server.ts";
import { businessPlanFilings, businessPlans } from "../schema.server.ts";
import { completePlan, evaluatePlan, filePlan, withdrawPlan } from "./decide.server.ts";
import { describePlan, describeWorks } from "./describe.server.ts";
import { countWaiting, listOwnPlans, listPlans } from "./list.server.ts";
import { openPlan } from "./open.server.ts";
import { savePart } from "./write.server.ts";

const database = await testDatabase();
await loadPlaces(database.db);
await loadRulebooks(database.db);
const { files } = await testServices(database);
after(() => database.close());

const isCode = (code: string) => (error: unknown) => (error as AppError).code === code;
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

test("a task done raises the standing once, to a dated point; taken back, it goes back", () =>
  rolledBack(database.db, async (db) => {
    const { owner, productId, province, producerId } = await buildGround(db);
    const planId = await buildPlan(db, owner, productId);
    await assert.rejects(addTask(db, owner, { planId, title: "Sớm quá" }), isCode("conflict"));
    await decidePlan(db, province, planId);
    const works = () => describeWorks(db, owner, planId);
    const [first, second] = (await works()).tasks;
    if (!first?.criterion || !second?.criterion) throw new Error("no advised tasks");
    const digest = await recordAnyFile(db);
    const paper = await buildVaultPaper(db, { id: producerId, provinceCode: "19" }, { digest });
    const finish = {
      taskId: first.id,
      expectedVersion: 1,
      step: "finish",
      papers: [paper],
    } as const;
    await assert.rejects(moveTask(db, owner, { ...finish, papers: [planId] }), (error: AppError) =>
      /kho/.test(error.fields["papers"] ?? ""),
    );
    await moveTask(db, owner, finish);
    await assert.rejects(moveTask(db, owner, finish), isCode("stale"));
    const risen = (await works()).progress;
    assert.equal(risen.length, 2);
    assert.equal((risen[1]?.total ?? 0) - (risen[0]?.total ?? 0), first.points);
    await moveTask(db, owner, { taskId: first.id, expectedVersion: 2, step: "reopen" });
    assert.equal((await works()).progress.at(-1)?.total, risen[0]?.total);

    const { criterion, toOption } = second;
    await setStanding(db, province, { planId, criterion, option: String(toOption) });
    const points = (await works()).progress.length;
    await moveTask(db, owner, { taskId: second.id, expectedVersion: 1, step: "finish" });
    assert.equal((await works()).progress.length, points);
    const blocked = { taskId: first.id, expectedVersion: 3, step: "block" } as const;
    await assert.rejects(moveTask(db, owner, blocked), isCode("invalid"));
    await moveTask(db, owner, { ...blocked, why: "Chờ kết quả kiểm nghiệm", by: "department" });
    assert.deepEqual(await countWaiting(db, province), { filed: 0, blocked: 1, overdue: 0 });
    const { plans } = await listPlans(db, province, { blockedBy: "department" });
    assert.deepEqual(
      plans.map(({ id, done, blocked: at }) => [id, done, at]),
      [[planId, 1, 1]],
    );
    assert.equal((await listPlans(db, province, { blockedBy: "commune" })).total, 0);
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

test("a visit is written once with its photos, by an office and not of a day to come", () =>
  rolledBack(database.db, async (db) => {
    const { owner, productId, province } = await buildGround(db);
    const planId = await buildPlan(db, owner, productId);
    await decidePlan(db, province, planId);
    const visit = {
      planId,
      formKey: "0192d3f0-5f0e-7cc0-9b1e-3c6d1a2b4f10",
      on: "2020-05-04",
      visitor: "consultant",
      people: "Tư vấn Mẫu",
      notes: "Đã xem xưởng.",
      nextSteps: "Gửi mẫu kiểm nghiệm",
    } as const;
    const ground = { db, files };
    const photo = () => new Blob([Buffer.from(smallHeic)]);
    const { id } = await addVisit(ground, province, visit, [photo()]);
    assert.equal((await addVisit(ground, province, visit, [photo()])).id, id);
    await assert.rejects(addVisit(ground, owner, visit), isCode("forbidden"));
    await assert.rejects(
      addVisit(ground, province, { ...visit, on: "2090-01-01" }),
      (error: AppError) => /tương lai/.test(error.fields["on"] ?? ""),
    );
    await assert.rejects(addVisit(ground, province, visit, [new Blob(["no picture"])]));
    const { visits } = await describeWorks(db, owner, planId);
    assert.equal(visits.length, 1);
    const digest = visits[0]?.photos[0] ?? "";
    assert.equal((await findPhoto(db, owner, { planId, digest })).mediaType, "image/jpeg");
    const other = await buildGround(db);
    await assert.rejects(findPhoto(db, other.owner, { planId, digest }), isCode("notFound"));
  }));

test("a visit that a phone sends names only photos that were sent for this plan", () =>
  rolledBack(database.db, async (db) => {
    const { owner, productId, province } = await buildGround(db);
    const planId = await buildPlan(db, owner, productId);
    const ground = { db, files };
    const drawn = sharp({ create: { width: 8, height: 8, channels: 3, background: "#3a7" } });
    const content = new Blob([Buffer.from(await drawn.jpeg().toBuffer())]);
    await assert.rejects(
      keepPlanPhoto(ground, province, { planId, content }),
      isCode("conflict"),
      "the plan is not carried out yet",
    );
    await decidePlan(db, province, planId);
    const { digest } = await keepPlanPhoto(ground, province, { planId, content });
    await keepPlanPhoto(ground, province, { planId, content });
    await assert.rejects(keepPlanPhoto(ground, owner, { planId, content }), isCode("forbidden"));
    await assert.rejects(findPhoto(db, owner, { planId, digest }), isCode("notFound"));
    const visit = {
      planId,
      formKey: "0192d3f0-5f0e-7cc0-9b1e-3c6d1a2b4f11",
      on: "2020-05-04",
      visitor: "province",
      people: "Cán bộ Mẫu",
      notes: "Ghi tại xưởng.",
      latitude: 21.6,
      longitude: 105.85,
      accuracy: 12,
      deviceAt: "2020-05-04T03:00:00.000Z",
    } as const;
    const another = await recordAnyFile(db);
    await assert.rejects(
      addVisit(ground, province, { ...visit, photos: [another] }),
      (error: AppError) => /chưa được gửi/.test(error.fields["photos"] ?? ""),
    );
    const { id } = await addVisit(ground, province, { ...visit, photos: [digest] });
    assert.equal((await addVisit(ground, province, { ...visit, photos: [digest] })).id, id);
    const { visits } = await describeWorks(db, owner, planId);
    assert.deepEqual(
      visits.map(({ photos, latitude, accuracy }) => [photos, latitude, accuracy]),
      [[[digest], 21.6, 12]],
    );
    assert.equal((await findPhoto(db, owner, { planId, digest })).mediaType, "image/jpeg");
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
    const { owner, producerId } = await buildGround(db);
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
  }));
