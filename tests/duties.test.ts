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
import { buildPlan } from "#modules/cycle/plans/factory.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { builtProducerPage } from "#modules/market/factory.ts";
import { proposeProducer } from "#modules/market/service/propose.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { complaints } from "#modules/supervision/complaints/schema.server.ts";
import { claims } from "#modules/support/schema.server.ts";
import { buildMeasure, buildRight, buildClaim } from "#modules/support/factory.ts";
import { builtArea } from "#modules/tracing/areas/factory.ts";
import { proposeArea } from "#modules/tracing/areas/service/propose.server.ts";
import "../src/app.ts";
import { buildCycleThings } from "./support/cycle-things.ts";
import { testDatabase } from "./support/db.ts";
import { testServices } from "./support/services.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;

const path = "19/05692";
const ground = await buildGround(db, { path });
const { owner, producerId, productId } = ground;
await buildCycleThings(db, { owner, office: ground.commune, producerId, path, word: "Chờ" });
await buildPlan(db, owner, productId);
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
const paper = await (await testServices(database)).files.put(Buffer.from("hóa đơn"));
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

test("what is beyond its day comes first and is urgent", async () => {
  await db
    .update(claims)
    .set({ dueOn: addDays(await today(db), -1) })
    .where(eq(claims.id, claimId));
  const [first] = await textsFor(ground.province);
  assert.equal(first, "! 1 đề nghị hỗ trợ chờ duyệt đã quá hạn.");
});
