import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import type { AppError } from "#core/errors.ts";
import { buildGround, recordAnyFile } from "#modules/dossiers/factory.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import { rolledBack } from "#tests/support/db.ts";
import { testServices } from "#tests/support/services.ts";
import { smallHeic } from "#tests/support/upload-fixtures.ts";
import { addTask, moveTask } from "../../works/service/tasks.server.ts";
import { setStanding } from "../../works/service/progress.server.ts";
import { findPhoto, keepPlanPhoto } from "../../works/service/photos.server.ts";
import { addVisit } from "../../works/service/visits.server.ts";
import { buildPlan, decidePlan } from "../factory.ts";
import { describeWorks } from "./describe.server.ts";
import { countWaiting, listPlans } from "./list.server.ts";
import { database, isCode } from "./plans.test.world.ts";

const { files } = await testServices(database);

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
