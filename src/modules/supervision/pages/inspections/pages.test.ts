import assert from "node:assert/strict";
import { after, test } from "node:test";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildPlan, conclude } from "#modules/supervision/factory.ts";
import { openInspection } from "#modules/supervision/service/schedule.server.ts";
import { browserOf } from "#tests/support/browser.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { testDatabase } from "#tests/support/db.ts";
import { posted, testApp } from "#tests/support/pages.ts";
import { loadReferenceData } from "../../../../load.ts";
import { inspectionPaths, remedyPaths } from "../../paths.ts";

const database = await testDatabase();
after(() => database.close());
await loadReferenceData(database);
const { db } = database;
const app = await testApp(database);
const { ground, recognitionId } = await buildCertified(db, { productName: "Chè tôm nõn thử" });
const planner = await buildAccount(db, { grants: [{ role: "departmentOfficer", path: "19" }] });
const owner = await buildAccount(db, {
  grants: [{ role: "producerOwner", path: ground.path, holderId: ground.producerId }],
});
const enter = browserOf(db, app);
const [officer, producer] = [await enter(planner.id), await enter(owner.id)];
type Visitor = typeof officer;

async function open({ send }: Visitor, path: string, init: RequestInit = {}) {
  const response = await send(path, init);
  const text = await response.text();
  // React parts the texts of one line with empty comments.
  return { status: response.status, text: text.replaceAll("<!-- -->", "") };
}

test("an unannounced visit is on the department's pages and nowhere on the producer's", async () => {
  const { id } = await openInspection(db, planner.actor, {
    recognitionId,
    kind: "unannounced",
    plannedOn: await today(db),
    leadId: planner.id,
    note: "Có tin về nhãn.",
  });
  assert.match((await open(officer, inspectionPaths.list)).text, /Chè tôm nõn thử/);
  assert.match((await open(officer, inspectionPaths.one(id))).text, /Không báo trước cho chủ thể/);
  assert.doesNotMatch((await open(producer, remedyPaths.list)).text, /Chè tôm nõn thử/);
  assert.equal((await open(producer, remedyPaths.one(id))).status, 404);
  assert.equal((await open(producer, remedyPaths.minutes(id, "pdf"))).status, 404);
  assert.equal((await open(officer, inspectionPaths.minutes(id, "pdf"))).status, 404);
});

test("a product is picked on the page of targets, which says why, and answered for by a form", async () => {
  const { planId, ids } = await buildPlan(db, {
    planner: planner.actor,
    recognitionIds: [recognitionId],
  });
  const targets = await open(officer, inspectionPaths.targets(planId));
  assert.match(targets.text, /Chưa kiểm tra lần nào/);
  assert.match(targets.text, /Đã có trong kế hoạch/);
  const again = await open(
    officer,
    inspectionPaths.targets(planId),
    posted({
      recognitionIds: recognitionId,
      kind: "periodic",
      plannedOn: addDays(await today(db), 2),
      leadId: planner.id,
      note: "",
    }),
  );
  assert.equal(again.status, 400);
  assert.match(again.text, /đã có trong kế hoạch/);
  const [id = ""] = ids;
  await conclude(db, planner.actor, id, ["label:name"]);
  const page = await open(producer, remedyPaths.one(id));
  assert.match(page.text, /Làm đúng như hồ sơ/);
  const findingId = /name="findingId" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
  const answer = { findingId, expectedVersion: "1", text: "Đã in lại nhãn." };
  const answered = await producer.hand(remedyPaths.one(id), answer);
  assert.match((await open(producer, answered)).text, /Đã gửi trả lời/);
  assert.equal((await open(producer, remedyPaths.minutes(id, "docx"))).status, 200);
  const inspected = (await open(officer, inspectionPaths.one(id))).text;
  assert.match(inspected, /Đã in lại nhãn/);
  assert.match(inspected, /Biên bản kiểm tra số \d\d\/BB-/);
});

test("a draft plan takes another name on its page, and is dropped there", async () => {
  const { planId } = await buildPlan(db, {
    planner: planner.actor,
    recognitionIds: [recognitionId],
    isDraft: true,
  });
  const path = inspectionPaths.plan(planId);
  const on = await today(db);
  const act = (fields: Record<string, string>) => open(officer, path, posted(fields));
  const renamed = await act({
    intent: "change",
    expectedVersion: "1",
    title: "Kế hoạch quý IV <thử>",
    fromOn: on,
    toOn: addDays(on, 40),
  });
  assert.match(renamed.text, /Đã sửa kế hoạch/);
  assert.match(renamed.text, /Kế hoạch quý IV &lt;thử&gt;/);
  const stale = await act({ intent: "drop", expectedVersion: "1" });
  assert.match(stale.text, /Người khác vừa thay đổi/);
  assert.match(stale.text, /<option value="2">Ghi đè/, "and may be said to stand all the same");
  const dropped = await act({ intent: "drop", expectedVersion: "2" });
  assert.match(dropped.text, /Đã bỏ dự thảo kế hoạch/);
  assert.doesNotMatch(dropped.text, /Sửa tên, thời gian|Chọn sản phẩm/);
  assert.doesNotMatch((await open(officer, inspectionPaths.plans)).text, /quý IV/);
});
