import { randomUUID } from "node:crypto";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Role } from "#core/access/roles.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { dutiesOf } from "#core/duties/duty.ts";
import { recordFile } from "#core/files/record.ts";
import { formatDay } from "#core/input/day.ts";
import { buildPlan } from "#modules/cycle/plans/factory.ts";
import { planPaths } from "#modules/cycle/plans/paths.ts";
import { businessPlans } from "#modules/cycle/plans/schema.server.ts";
import { ownIdeaPaths } from "#modules/cycle/paths.ts";
import { ideas } from "#modules/cycle/schema.server.ts";
import { buildDraft, buildGround } from "#modules/dossiers/factory.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { buildFair, builtProducerPage } from "#modules/market/factory.ts";
import { listOwnFairs } from "#modules/market/fairs/participants.server.ts";
import { fairPaths } from "#modules/market/paths.ts";
import { versions } from "#modules/market/schema.server.ts";
import { proposeProducer } from "#modules/market/service/propose.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { askedOf } from "#modules/planning/indicators/compute.server.ts";
import { indicatorDefinitions } from "#modules/planning/indicators/definitions.server.ts";
import { rowsToOpen } from "#modules/planning/indicators/open-rows.server.ts";
import { listRows } from "#modules/planning/indicators/rows.server.ts";
import { scopeOf } from "#modules/planning/indicators/scope.server.ts";
import {
  planLines,
  plans,
  planSpending,
  planTasks,
  planVersions,
} from "#modules/planning/plans/schema.server.ts";
import { figurePaths } from "#modules/producers/figures/paths.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { renewalPaths } from "#modules/recognition/renewal-paths.ts";
import { recognitions } from "#modules/recognition/schema.server.ts";
import { complaints } from "#modules/supervision/complaints/schema.server.ts";
import { ownSupportPaths, supportPaths } from "#modules/support/paths.ts";
import { claims, payments } from "#modules/support/schema.server.ts";
import { readOwnSupport } from "#modules/support/service/own.server.ts";
import { claimsPaidBy, planLinesBehind } from "#modules/support/service/vouchers.server.ts";
import { buildMeasure, buildRight, buildClaim } from "#modules/support/factory.ts";
import { builtArea } from "#modules/tracing/areas/factory.ts";
import { growingAreaVersions } from "#modules/tracing/areas/schema.server.ts";
import { proposeArea } from "#modules/tracing/areas/service/propose.server.ts";
import { createApp } from "../src/app.ts";
import { browserOf, says } from "./support/browser.ts";
import { buildCaseThings } from "./support/case-things.ts";
import { buildCertified } from "./support/certified.ts";
import { buildCycleThings } from "./support/cycle-things.ts";
import { testDatabase } from "./support/db.ts";
import { buildInspectionThings } from "./support/inspection-things.ts";
import { builtPages } from "./support/pages.ts";
import { testServices } from "./support/services.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;

const path = "19/05692";
const ground = await buildGround(db, { path, name: "HTX Khe Vai", productName: "Chè tôm nõn" });
const { owner, producerId, productId } = ground;
const { idea } = await buildCycleThings(db, {
  owner,
  office: ground.commune,
  producerId,
  path,
  word: "Chờ",
});
const plan = await buildPlan(db, owner, productId);
await proposeProducer(db, owner, builtProducerPage(producerId));
await proposeArea(db, owner, builtArea(producerId));
await db.insert(complaints).values({
  provinceCode: "19",
  unitPath: path,
  kind: "label",
  productName: "Chè",
  text: "In sai hạng sao.",
  receiptCode: "TEST-0000-0000",
  formKey: randomUUID(),
  lang: "vi",
});
const measureId = await buildMeasure(db, ground.province, { grantedFor: "known", minStars: "" });
const rightId = await buildRight(db, { measureId, producerId });
const services = await testServices(database);
const paper = await services.files.put(Buffer.from("hóa đơn"));
await recordFile(db, paper, "image/jpeg");
const claimId = await buildClaim(db, owner, {
  rightId,
  digest: paper.digest,
  producer: { id: producerId, provinceCode: "19" },
});

async function textsOf(role: Role, of: string): Promise<string[]> {
  const { actor } = await buildAccount(db, { grants: [{ role, path: of }] });
  return textsFor(actor);
}

async function textsFor(actor: UserActor): Promise<string[]> {
  return (await dutiesOf(db, actor)).map(({ text, isUrgent }) => (isUrgent ? `! ${text}` : text));
}

test("first pages say what waits for whoever acts on it, of their own area only", async () => {
  const ideas = "2 ý tưởng chờ xem xét.";
  const complaint = "1 phản ánh về sản phẩm chờ giải quyết.";
  const claim = "1 đề nghị hỗ trợ chờ duyệt.";
  assert.deepEqual(await textsOf("communeOfficer", path), [ideas]);
  assert.deepEqual(
    (await textsFor(ground.province)).toSorted(),
    [
      "1 phương án kinh doanh chờ đánh giá, chọn.",
      "1 trang giới thiệu của chủ thể, sản phẩm chờ duyệt.",
      "1 vùng nguyên liệu chờ xác nhận.",
      complaint,
      claim,
    ].toSorted(),
  );
  // The measure is not in this department's charge.
  assert.deepEqual(await textsOf("departmentOfficer", "19"), [complaint]);
  for (const role of ["decisionMaker", "auditor", "producerOwner"] as const)
    assert.deepEqual(await textsOf(role, "19"), [], `${role} acts on none of it`);
  assert.deepEqual(await textsOf("communeOfficer", "19/05755"), []);
  assert.deepEqual(await textsOf("provinceOfficer", "01"), []);
});

test("a task that others are late with is told to who leads, not to who only looks", async () => {
  const { id: givenBy } = await buildAccount(db, {});
  const unit = { provinceCode: "08", unitVersion: "2025-07-01", unitCode: "08", unitPath: "08" };
  const [plan] = await db
    .insert(plans)
    .values({
      ...unit,
      level: "province",
      title: "Kế hoạch năm",
      fromYear: 2026,
      toYear: 2026,
      money: "million",
      createdBy: givenBy,
    })
    .returning();
  assert.ok(plan);
  await db.insert(planTasks).values({
    provinceCode: "08",
    unitPath: "08",
    planId: plan.id,
    assigneeId: givenBy,
    title: "Rà soát",
    dueOn: addDays(await today(db), -1),
    givenBy,
  });
  const late = "! 1 nhiệm vụ giao các sở, ngành, xã đã quá hạn.";
  for (const role of ["provinceOfficer", "decisionMaker"] as const)
    assert.deepEqual(await textsOf(role, "08"), [late], role);
  for (const role of ["auditor", "centralOfficer"] as const)
    assert.deepEqual(await textsOf(role, "08"), [], role);
});

test("what is beyond its day comes first and is urgent", async () => {
  await db
    .update(claims)
    .set({ dueOn: addDays(await today(db), -1) })
    .where(eq(claims.id, claimId));
  const [first] = await textsFor(ground.province);
  assert.equal(first, "! 1 đề nghị hỗ trợ chờ duyệt đã quá hạn.");
});

test("a producer is told what it must do, at the page of each, and by when; a neighbour nothing of it", async () => {
  const on = await today(db);
  const { digest } = paper;
  const { recognitionId, expiresOn } = await buildCertified(db, { ground, endsIn: 100 });
  await buildInspectionThings(db, { recognitionId, province: "19", digest });
  await buildCaseThings(db, { recognitionId, path, digest });
  await buildFair(db, ground.province, { producerIds: [producerId] });
  const producer = { id: producerId, provinceCode: "19" };
  const second = await buildProduct(db, { producer, name: "Chè vàng" });
  const dossier = await buildDraft(db, { ...ground, productId: second.id }, { complete: false });
  await db.update(dossiers).set({ state: "returned" }).where(eq(dossiers.id, dossier));
  await db.update(ideas).set({ state: "returned", refileFrom: on }).where(eq(ideas.id, idea));
  const isBack = { state: "returned" } as const;
  await db.update(businessPlans).set(isBack);
  await db.update(claims).set(isBack);
  await db.update(versions).set(isBack);
  await db.update(growingAreaVersions).set(isBack);
  const lastYear = Number(on.slice(0, 4)) - 1;
  assert.deepEqual(await textsFor(owner), [
    "! Hồ sơ Chè vàng được trả lại: bổ sung từng mục rồi nộp lại.",
    "! Phương án Chè tôm nõn được trả lại: xem lại rồi nộp.",
    "! Hỗ trợ “Thiết kế bao bì, nhãn” được trả lại để bổ sung.",
    `! Chuẩn bị đón đoàn kiểm tra Chè tôm nõn ngày ${formatDay(addDays(on, 7))}.`,
    "Ý tưởng “Chờ” được trả lại: sửa rồi nộp lại.",
    "Trang công khai của HTX Khe Vai được trả lại: sửa rồi gửi lại.",
    "Ghi kết quả Hội chợ thử nghiệm (xong ngày 10/03/2026).",
    `Giấy chứng nhận Chè tôm nõn hết hạn ngày ${formatDay(expiresOn)}: lập hồ sơ đánh giá lại.`,
    "Giải trình với cơ quan quản lý về Chè tôm nõn, hạn 01/01/2199.",
    `Khắc phục “Tên và hình ảnh sản phẩm” (Chè tôm nõn), hạn ${formatDay(addDays(on, 10))}.`,
    "Vùng nguyên liệu Vùng chè xóm Khe Vai được trả lại: sửa rồi gửi lại.",
    `Số liệu năm ${lastYear} của HTX Khe Vai chưa nhập.`,
  ]);
  const neighbour = await buildGround(db, { path, name: "HTX Bản Lầm" });
  assert.deepEqual(await textsFor(neighbour.owner), [
    `Số liệu năm ${lastYear} của HTX Bản Lầm chưa nhập.`,
  ]);
});

test("an act on a producer's page leads back to it, which says what was done: to load it anew sends nothing again", async () => {
  const { page, hand } = await browserOf(db, createApp(services, await builtPages()))(owner.userId);
  const year = Number((await today(db)).slice(0, 4)) - 1;
  const [row] = await db.select().from(recognitions).where(eq(recognitions.producerId, producerId));
  const [fair] = await listOwnFairs(db, owner);
  const acts: [string, Record<string, string>, RegExp][] = [
    [ownIdeaPaths.one(idea), { intent: "withdraw" }, /Đã rút ý tưởng/],
    [planPaths.own(plan), { intent: "withdraw" }, /Đã rút phương án/],
    [ownSupportPaths.claim(claimId), { intent: "withdraw" }, /Đã rút đề nghị/],
    [fairPaths.ownOne(fair?.participant.id ?? ""), { sales: "0" }, /Đã lưu kết quả hội chợ/],
    [figurePaths.year(producerId, year), { revenue: "900 triệu" }, /Đã lưu số liệu/],
    [renewalPaths.own, { recognitionId: row?.id ?? "", reason: "costs", note: "" }, /Đã ghi nhận/],
  ];
  for (const [path, fields, said] of acts) {
    const [, name = "", version = ""] =
      /name="(version|expectedVersion)" value="(\d+)"/.exec(await page(path)) ?? [];
    const there = await hand(path, { ...fields, ...(name ? { [name]: version } : {}) });
    assert.ok(there.startsWith(`${path}?`), there);
    says(await page(there), said);
  }
  assert.ok(!(await textsFor(owner)).some((text) => /Ghi kết quả|Giấy chứng nhận/.test(text)));
});

test("what a producer asked for comes page by page, none of it twice", async () => {
  const [row] = await db.select().from(claims).where(eq(claims.id, claimId));
  assert.ok(row);
  const { id: _id, ...copy } = row;
  const many = Array.from({ length: 24 }, () => ({ ...copy, state: "withdrawn" as const }));
  await db.insert(claims).values(many);
  const [first, second] = [
    await readOwnSupport(db, owner),
    await readOwnSupport(db, owner, { page: 2 }),
  ];
  assert.deepEqual([first.claims.length, second.claims.length, first.last], [20, 5, 2]);
  assert.ok(first.rights.length > 0 && second.rights.length === 0);
  assert.deepEqual(
    second.producers.map(({ hasNothing }) => hasNothing),
    [false],
  );
  const ids = [...first.claims, ...second.claims].map(({ id }) => id);
  assert.equal(new Set(ids).size, 25);
});

test("a payment, the plan's line that its voucher stands on and the figure counted from it lead to each other", async () => {
  const { id: office, actor: auditor } = await buildAccount(db, {
    grants: [{ role: "auditor", path: "19" }],
  });
  const day = await today(db);
  const unit = { provinceCode: "19", unitVersion: "2025-07-01", unitCode: "19", unitPath: "19" };
  const [made] = await db
    .insert(plans)
    .values({
      ...unit,
      level: "province",
      title: "Kế hoạch năm",
      fromYear: 2026,
      toYear: 2026,
      money: "million",
      createdBy: office,
    })
    .returning();
  assert.ok(made);
  const line = { planId: made.id, lineId: "b1", provinceCode: "19" };
  await db
    .insert(planVersions)
    .values({ planId: made.id, number: 1, provinceCode: "19", editedBy: office });
  await db.insert(planLines).values({
    ...line,
    versionNumber: 1,
    position: 0,
    depth: 0,
    number: "1",
    name: "Bao bì, nhãn",
    unit: "",
    lead: "",
    supporting: "",
    quarter: "",
    note: "",
  });
  const money = { amount: 4_800_000n, enteredBy: office };
  await db.insert(planSpending).values([
    { ...line, ...money, source: "state", spentOn: day, paper: "unc-07" },
    { ...line, ...money, source: "state", spentOn: addDays(day, -1), paper: "UNC-08" },
  ]);
  const paying = { provinceCode: "19", claimId, source: "provinceBudget" as const, ...money };
  const [paid, other] = await db
    .insert(payments)
    .values([
      { ...paying, paidOn: day, voucher: "UNC-07" },
      // Of another day: another paper.
      { ...paying, paidOn: day, voucher: "UNC-08" },
    ])
    .returning();
  assert.ok(paid && other);
  const vouchers = [
    { number: "unc-07", day },
    { number: "UNC-08", day: addDays(day, -1) },
  ];
  const claimsFor = async (actor: UserActor) =>
    [...(await claimsPaidBy(db, actor, { provinceCode: "19", vouchers })).values()].flat();
  assert.deepEqual(await claimsFor(auditor), [{ claimId, producerName: "HTX Khe Vai" }]);
  const { actor: inspector } = await buildAccount(db, {
    grants: [{ role: "inspector", path: "19" }],
  });
  assert.deepEqual(await claimsFor(inspector), [], "claims are not for an inspector");
  const behind = (actor: UserActor) =>
    planLinesBehind(db, actor, { provinceCode: "19", paid: [paid, other] });
  assert.deepEqual(await behind(auditor), {
    [paid.id]: { name: "Bao bì, nhãn (Kế hoạch năm)", href: `/ke-hoach/${made.id}#line-b1` },
  });
  const { actor: stranger } = await buildAccount(db, { grants: [{ role: "auditor", path: "01" }] });
  assert.deepEqual(await behind(stranger), {});

  const definition = indicatorDefinitions().get("funds-paid");
  assert.ok(definition);
  const asked = await askedOf(db, { year: Number(day.slice(0, 4)) }, await scopeOf(db, null));
  const { rows } = await listRows(db, definition, asked);
  assert.deepEqual(
    rows.map(({ key, href, desk }) => ({ key, href, desk })).filter(({ key }) => key === paid.id),
    [{ key: paid.id, href: supportPaths.claim(claimId), desk: supportPaths.claims }],
  );
  const { actor: department } = await buildAccount(db, {
    grants: [{ role: "departmentOfficer", path: "19" }],
  });
  const linksOf = async (actor: UserActor, isTheirs: boolean) =>
    (await rowsToOpen(db, actor, rows, () => isTheirs))
      .filter(({ key }) => key === paid.id)
      .map(({ href }) => href);
  assert.deepEqual(await linksOf(auditor, true), [supportPaths.claim(claimId)]);
  assert.deepEqual(await linksOf(auditor, false), [null], "no page of a list that one has not");
  assert.deepEqual(await linksOf(department, true), [null], "not in the department's charge");
});
