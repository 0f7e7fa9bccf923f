import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import { addDays } from "#core/calendar/day.ts";
import { addWorkingDays } from "#core/calendar/working-days.ts";
import type { Db } from "#core/database/connection.ts";
import { dutiesOf } from "#core/duties/duty.ts";
import { AppError } from "#core/errors.ts";
import { builtIdea } from "#modules/cycle/factory.ts";
import { registerFor } from "#modules/cycle/ideas/service/register.server.ts";
import { ideas } from "#modules/cycle/schema.server.ts";
import { conflictsWith } from "#modules/councils/service/conflicts-with.server.ts";
import { buildPlan, decidePlan } from "#modules/cycle/plans/factory.ts";
import { filePlan } from "#modules/cycle/plans/service/decide.server.ts";
import { describePlan, describeWorks } from "#modules/cycle/plans/service/describe.server.ts";
import { listPlans } from "#modules/cycle/plans/service/list.server.ts";
import { savePart } from "#modules/cycle/plans/service/write.server.ts";
import { moveTask } from "#modules/cycle/works/service/tasks.server.ts";
import { addVisit } from "#modules/cycle/works/service/visits.server.ts";
import { buildGround, buildOfficer, recordAnyFile } from "#modules/dossiers/factory.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { testServices } from "#tests/support/services.ts";
import { fairParticipants, fairs } from "#modules/market/fairs/schema.server.ts";
import { agencies, users } from "#modules/people/schema.server.ts";
import { dossierMessages } from "#modules/dossiers/messages/schema.server.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import {
  buildBudget,
  buildClaim,
  buildMeasure,
  buildRight,
  builtMeasure,
  claimVersion,
} from "./factory.ts";
import { claims, entitlements, measures } from "./schema.server.ts";
import { readBudget, saveBudget, supportFigures } from "./service/budgets.server.ts";
import { attachPaper, openClaim, saveClaim } from "./service/claims.server.ts";
import { approveClaim, refuseClaim, returnClaim } from "./service/decide.server.ts";
import { describeClaim, listClaims } from "./service/describe.server.ts";
import {
  describeMeasure,
  listMeasures,
  moveMeasure,
  saveMeasure,
  takeCatalogue,
} from "./service/measures.server.ts";
import "./consultants.server.ts";
import "./duties.server.ts";
import { ledgerOfProducers, openFairsOf, readLedger } from "./service/ledger.server.ts";
import { putInCharge, takeOutOfCharge } from "./service/charge.server.ts";
import { readOwnSupport } from "./service/own.server.ts";
import { enterPayment, voidPayment } from "./service/pay.server.ts";
import { listRights, meetRights } from "./service/rights.server.ts";
import { certifyClass, noteAttendance } from "./training/service/attendance.server.ts";
import {
  addSession,
  addTrainee,
  inviteOwners,
  openClass,
  saveCourse,
} from "./training/service/courses.server.ts";
import { getAttendanceCertificate } from "./training/documents/certificate.server.ts";
import {
  describeClass,
  describeCourse,
  listCourses,
  trainingFigures,
} from "./training/service/list.server.ts";
import {
  describeMeeting,
  describePartner,
  listMeetings,
  listPartners,
} from "./partners/service/list.server.ts";
import {
  addAdvice,
  addMeetingLine,
  saveContract,
  saveMeeting,
  saveOutcome,
  savePartner,
} from "./partners/service/partners.server.ts";

const database = await testDatabase();
after(() => database.close());

const fails =
  (code: string, words?: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, code);
    if (words) assert.match([error.vi, ...Object.values(error.fields)].join(" "), words);
    return true;
  };

/** A recognised product, an open measure with a budget, and a filed claim on it. */
async function world(db: Db) {
  const { ground } = await buildCertified(db, { endsIn: 1_000 });
  const { province, owner, producerId } = ground;
  const measureId = await buildMeasure(db, province);
  const rightId = await buildRight(db, { measureId, producerId });
  const year = Number((await today(db)).slice(0, 4));
  await buildBudget(db, province, { measureId, year, amount: "30.000.000" });
  const digest = await recordAnyFile(db);
  const producer = { id: producerId, provinceCode: "19" };
  const claimId = await buildClaim(db, owner, { rightId, digest, producer });
  const payer = await buildOfficer(db, "provinceOfficer", "19");
  return { ...ground, measureId, rightId, claimId, year, payer, digest, producer };
}

const at = async (db: Db, claimId: string) => ({
  claimId,
  expectedVersion: await claimVersion(db, claimId),
});

test("the catalogue comes once as drafts, and a measure opens only with an act and a limit", () =>
  rolledBack(database.db, async (db) => {
    const office = await buildOfficer(db, "provinceOfficer", "19");
    const came = await takeCatalogue(db, office);
    assert.ok(came >= 20);
    assert.equal(await takeCatalogue(db, office), 0);
    const items = await listMeasures(db, office);
    assert.ok(items.every(({ measure }) => measure.state === "draft"));
    const draft = items.find(({ terms }) => terms.form === "money" && terms.legalBasis === null);
    await assert.rejects(
      moveMeasure(db, office, {
        measureId: draft?.measure.id ?? "",
        expectedVersion: 1,
        step: "open",
      }),
      fails("unprocessable", /văn bản/),
    );
    const { id } = await saveMeasure(
      db,
      office,
      null,
      builtMeasure({ ratePercent: "", ceiling: "" }),
    );
    await assert.rejects(
      moveMeasure(db, office, { measureId: id, expectedVersion: 1, step: "open" }),
      fails("unprocessable", /mức trần/),
    );
    await assert.rejects(saveMeasure(db, office, null, builtMeasure()), fails("conflict"));
    await assert.rejects(
      saveMeasure(db, office, id, builtMeasure({ expectedVersion: 7 })),
      fails("stale"),
    );
  }));

test("a right is written once with its reason, its producer is told once, and a newer recognition gives another one", () =>
  rolledBack(database.db, async (db) => {
    const { ground } = await buildCertified(db, { endsIn: 1_000 });
    await buildMeasure(db, ground.province, { everyYears: "2" });
    await buildMeasure(db, ground.province, { code: "HT-02", grantedFor: "renewed" });
    assert.equal(await meetRights(db, { provinceCode: "19" }), 1);
    assert.equal(await meetRights(db, { provinceCode: "19" }), 0);
    const own = await readOwnSupport(db, ground.owner);
    assert.equal(own.rights.length, 1);
    assert.match(own.rights[0]?.reason ?? "", /công nhận lần đầu, 4 sao/);
    const told = await db
      .select()
      .from(dossierMessages)
      .where(eq(dossierMessages.producerId, ground.producerId));
    assert.equal(told.filter(({ kind }) => kind === "support").length, 1);
    await buildCertified(db, { ground, endsIn: 1_090 });
    // The first was recognised some ninety days before: only the measure for renewals gives more.
    assert.equal((await readOwnSupport(db, ground.owner)).rights.length, 2);
    const stranger = await buildOfficer(db, "provinceOfficer", "01");
    const filter = { measure: null, page: 1 };
    assert.equal((await listRights(db, stranger, filter)).total, 0);
    assert.equal((await listRights(db, ground.province, filter)).total, 2);
  }));

test("a claim goes from the producer to the department, the office pays, and everybody sees what came", () =>
  rolledBack(database.db, async (db) => {
    const { owner, province, payer, claimId, measureId, year, producerId } = await world(db);
    const department = await buildOfficer(db, "departmentOfficer", "19");
    const filter = { state: null, measure: null, page: 1 };
    assert.equal((await listClaims(db, department, filter)).total, 0);
    await assert.rejects(describeClaim(db, department, claimId), fails("notFound"));
    // By its agency first, then by name: either opens the claim, and only while it holds.
    const sample = { name: "Sở thử", kind: "department", placeVersion: "2025-07-01" } as const;
    const [own, foreign, heir] = await db
      .insert(agencies)
      .values([
        { ...sample, placePath: "19" },
        { ...sample, placePath: "24" },
        { ...sample, name: "Sở thử và Sở khác", placePath: "19" },
      ])
      .returning();
    assert.ok(own && foreign && heir);
    const inCharge = { measureId, agencyId: own.id };
    assert.equal((await listClaims(db, province, { ...filter, state: "filed" })).total, 1);
    await db.update(claims).set({ state: "draft" });
    assert.equal((await listClaims(db, province, { ...filter, state: "draft" })).total, 0);
    await db.update(claims).set({ state: "filed" });
    await assert.rejects(
      putInCharge(db, province, { ...inCharge, agencyId: foreign.id }),
      fails("invalid"),
    );
    const both = { ...inCharge, assigneeId: department.userId };
    await assert.rejects(putInCharge(db, province, both), fails("invalid"));
    await assert.rejects(
      putInCharge(db, province, { measureId, assigneeId: owner.userId }),
      fails("invalid"),
    );
    await putInCharge(db, province, inCharge);
    await putInCharge(db, province, inCharge);
    assert.equal((await listClaims(db, department, filter)).total, 0);
    await db.update(users).set({ agencyId: own.id }).where(eq(users.id, department.userId));
    assert.equal((await listClaims(db, department, filter)).total, 1);
    assert.equal((await describeClaim(db, department, claimId)).claim.id, claimId);
    assert.deepEqual(
      (await dutiesOf(db, department)).map(({ text }) => text),
      ["1 đề nghị hỗ trợ chờ duyệt."],
    );
    // Another department hears nothing of it: what is told goes to the office, and the duty to those in charge.
    const aside = await buildOfficer(db, "departmentOfficer", "19");
    assert.deepEqual((await listMessages(db, aside)).messages, []);
    assert.deepEqual(await dutiesOf(db, aside), []);
    // Joined with another, the agency hands the measure and its claims on, with nothing given anew.
    const successor = await buildOfficer(db, "departmentOfficer", "19");
    await db.update(users).set({ agencyId: heir.id }).where(eq(users.id, successor.userId));
    await assert.rejects(describeClaim(db, successor, claimId), fails("notFound"));
    await db
      .update(agencies)
      .set({ until: "2020-12-31", successorId: heir.id })
      .where(eq(agencies.id, own.id));
    for (const actor of [department, successor]) {
      assert.deepEqual(
        (await listClaims(db, actor, filter)).claims.map(({ id }) => id),
        [claimId],
      );
      assert.equal((await describeClaim(db, actor, claimId)).claim.id, claimId);
      assert.equal((await dutiesOf(db, actor)).length, 1);
    }
    assert.deepEqual((await describeMeasure(db, province, measureId)).charge.inCharge, [
      { value: `agency:${own.id}`, name: "Sở thử (nay là Sở thử và Sở khác)", under: null },
    ]);
    await takeOutOfCharge(db, province, inCharge);
    await assert.rejects(describeClaim(db, department, claimId), fails("notFound"));
    await assert.rejects(describeClaim(db, successor, claimId), fails("notFound"));
    await putInCharge(db, province, { measureId, assigneeId: department.userId });
    const [waiting] = (await listClaims(db, department, filter)).claims;
    assert.equal(waiting?.id, claimId);
    assert.equal(waiting?.dueOn, addWorkingDays(await today(db), 10));
    const yes = { amount: "15.000.000", source: "provinceBudget" } as const;
    await approveClaim(db, department, { ...(await at(db, claimId)), ...yes });
    const pay = { paidOn: await today(db), voucher: "PC-01", amount: "10.000.000" };
    await assert.rejects(
      enterPayment(db, department, { ...(await at(db, claimId)), ...pay }),
      fails("forbidden"),
    );
    await enterPayment(db, payer, { ...(await at(db, claimId)), ...pay });
    assert.equal((await describeClaim(db, payer, claimId)).claim.state, "partPaid");
    const last = { ...pay, voucher: "PC-02" };
    await assert.rejects(
      enterPayment(db, payer, { ...(await at(db, claimId)), ...last }),
      fails("invalid", /5\.000\.000 đồng chưa chi/),
    );
    await assert.rejects(
      enterPayment(db, payer, { ...(await at(db, claimId)), ...pay, amount: "5 triệu" }),
      fails("conflict", /chứng từ/),
    );
    await enterPayment(db, payer, { ...(await at(db, claimId)), ...last, amount: "5 triệu" });
    const { claims: had } = await readOwnSupport(db, owner);
    assert.deepEqual(
      had.map(({ state, approved, paid }) => [state, approved, paid]),
      [["paid", 15_000_000n, 15_000_000n]],
    );
    const leader = await buildOfficer(db, "decisionMaker", "19");
    const [line] = await readBudget(db, leader, year);
    assert.deepEqual(
      [line?.budget, line?.approved, line?.paid],
      [30_000_000n, 15_000_000n, 15_000_000n],
    );
    await assert.rejects(describeClaim(db, leader, claimId), fails("notFound"));
    const { payments } = await describeClaim(db, province, claimId);
    const gone = { paymentId: payments[0]?.id ?? "", reason: "Nhập nhầm" };
    await voidPayment(db, payer, { ...(await at(db, claimId)), ...gone });
    assert.equal((await describeClaim(db, payer, claimId)).claim.state, "partPaid");
    assert.deepEqual(await supportFigures(db, { provinceCode: "19", year }), {
      claims: 1,
      producers: 1,
      approved: 15_000_000n,
      paid: 5_000_000n,
    });
    // One ledger: what a fair gave stands in it, and a payment that settles it is counted once.
    const day = await today(db);
    const [fair] = await db
      .insert(fairs)
      .values({
        provinceCode: "19",
        unitPath: "19",
        name: "Hội chợ thử",
        nameFolded: "hoi cho thu",
        level: "province",
        place: "Thành phố",
        organiser: "Sở thử",
        startsOn: day,
        endsOn: day,
        sharedSupport: 2_000_000n,
      })
      .returning();
    const [part] = await db
      .insert(fairParticipants)
      .values({ provinceCode: "19", fairId: fair?.id ?? "", producerId, support: 8_000_000n })
      .returning();
    assert.ok(fair && part);
    const book = async () => {
      const { claims: paid, fairs: given } = await readLedger(db, leader, year);
      return [paid, given];
    };
    assert.deepEqual(await book(), [5_000_000n, 10_000_000n]);
    // Who leads sees the sums of a claim, not the claim: no line leads to what is closed.
    const opens = async (actor: typeof leader) =>
      (await readLedger(db, actor, year)).entries.map(({ claimId: to }) => to).filter(Boolean);
    assert.deepEqual(await opens(leader), []);
    assert.deepEqual(await opens(payer), [claimId]);
    const settling = { ...pay, voucher: "PC-03", participantId: part.id };
    const settle = async (more: object) =>
      enterPayment(db, payer, { ...(await at(db, claimId)), ...settling, ...more });
    await assert.rejects(settle({}), fails("invalid", /nhiều hơn/));
    await assert.rejects(settle({ participantId: fair.id }), fails("invalid", /danh sách/));
    await db.update(fairParticipants).set({ support: 12_000_000n });
    await settle({});
    assert.deepEqual(await book(), [15_000_000n, 4_000_000n]);
    assert.equal((await supportFigures(db, { provinceCode: "19", year })).paid, 19_000_000n);
    assert.deepEqual(
      (await openFairsOf(db, producerId)).map(({ left }) => left),
      [2_000_000n],
    );
    assert.deepEqual(
      (await ledgerOfProducers(db, [producerId]))
        .map(({ kind, amount }) => `${kind} ${amount}`)
        .toSorted(),
      ["claim 10000000", "claim 5000000", "fair 2000000"],
    );
    const elsewhere = await readLedger(db, await buildOfficer(db, "decisionMaker", "24"), year);
    assert.deepEqual([elsewhere.claims, elsewhere.fairs, elsewhere.entries], [0n, 0n, []]);
    await db.update(fairs).set({ state: "cancelled" });
    assert.deepEqual(await book(), [15_000_000n, 0n]);
    await takeOutOfCharge(db, province, { measureId, assigneeId: department.userId });
    await assert.rejects(describeClaim(db, department, claimId), fails("notFound"));
    const words = await db
      .select({ subject: dossierMessages.subject })
      .from(dossierMessages)
      .where(eq(dossierMessages.producerId, producerId));
    assert.equal(words.filter(({ subject }) => subject.startsWith("Đã chi")).length, 3);
  }));

test("who approved does not pay, nobody asks or approves too much, and what a budget has not got is refused in figures", () =>
  rolledBack(database.db, async (db) => {
    const { owner, province, claimId, measureId, year, rightId, digest, producer } =
      await world(db);
    const stored = await at(db, claimId);
    const from = "provinceBudget" as const;
    await assert.rejects(
      approveClaim(db, province, { ...stored, amount: "20.000.001", source: from }),
      fails("invalid", /20\.000\.000/),
    );
    await assert.rejects(
      approveClaim(db, province, { ...stored, amount: "20 triệu", source: "science" }),
      fails("unprocessable", /Chưa ghi dự toán/),
    );
    const line = { measureId, year: String(year), source: from, expectedVersion: 1 };
    await saveBudget(db, province, { ...line, amount: "12 triệu" });
    await assert.rejects(
      approveClaim(db, province, { ...stored, amount: "20 triệu", source: from }),
      fails("unprocessable", /còn 12\.000\.000 đồng.*thiếu 8\.000\.000 đồng/),
    );
    await assert.rejects(
      approveClaim(db, province, {
        claimId,
        expectedVersion: 1,
        amount: "12 triệu",
        source: from,
      }),
      fails("stale"),
    );
    await approveClaim(db, province, { ...stored, amount: "12 triệu", source: from });
    await assert.rejects(
      saveBudget(db, province, { ...line, expectedVersion: 2, amount: "11 triệu" }),
      fails("invalid", /Đã duyệt 12\.000\.000/),
    );
    const pay = { paidOn: await today(db), voucher: "PC-01", amount: "1 triệu" };
    await assert.rejects(
      enterPayment(db, province, { ...(await at(db, claimId)), ...pay }),
      fails("forbidden", /người duyệt/),
    );
    // One right, one claim: asked for again it is the same one.
    assert.deepEqual(await openClaim(db, owner, { rightId }), { id: claimId });
    const second = await buildCertified(db);
    const other = await buildRightOf(db, measureId, second.ground.producerId);
    const held = { id: second.ground.producerId, provinceCode: producer.provinceCode };
    const wanted = { rightId: other, digest, producer: held, isFiled: false };
    const draft = await buildClaim(db, second.ground.owner, wanted);
    const asks = { claimId: draft, expectedVersion: 2, purpose: "In hộp" };
    await assert.rejects(
      saveClaim(db, second.ground.owner, { ...asks, cost: "30 triệu", asked: "15.000.001" }),
      fails("invalid", /nhiều nhất là 15\.000\.000 đồng/),
    );
    await assert.rejects(
      saveClaim(db, second.ground.owner, { ...asks, cost: "100 triệu", asked: "20.000.001" }),
      fails("invalid", /nhiều nhất là 20\.000\.000 đồng/),
    );
    await assert.rejects(
      saveClaim(db, owner, { ...asks, cost: "30 triệu", asked: "1 triệu" }),
      fails("notFound"),
    );
  }));

/** The right that a measure gave to this producer. */
async function buildRightOf(db: Db, measureId: string, producerId: string): Promise<string> {
  await meetRights(db, { provinceCode: "19", producerId });
  const rows = await db.select().from(entitlements).where(eq(entitlements.producerId, producerId));
  return rows.find((row) => row.measureId === measureId)?.id ?? "";
}

test("a claim keeps the terms that it was made under, comes back to be mended, and a refused one leaves the right", () =>
  rolledBack(database.db, async (db) => {
    const { owner, province, claimId, measureId, rightId } = await world(db);
    const [row] = await db.select().from(measures).where(eq(measures.id, measureId));
    await saveMeasure(db, province, measureId, {
      ...builtMeasure({ ceiling: "1 triệu", papers: "Giấy khác" }),
      expectedVersion: row?.version ?? 0,
    });
    const view = await describeClaim(db, province, claimId);
    assert.equal(view.version.seq, 1);
    assert.equal(view.most, 20_000_000n);
    await returnClaim(db, province, { ...(await at(db, claimId)), reason: "Thiếu chữ ký" });
    assert.equal((await describeClaim(db, owner, claimId)).claim.reason, "Thiếu chữ ký");
    await attachPaper(db, owner, { claimId, key: "p2", paperId: "" });
    const mended = await describeClaim(db, owner, claimId);
    assert.deepEqual(mended.missing, ["Hóa đơn"]);
    const foreign = await buildCertified(db);
    const theirs = await db.execute<{ id: string }>(
      sql`insert into papers (province_code, producer_id, kind, title, url) values ('19', ${foreign.ground.producerId}, 'other', 'x', 'https://a.vn') returning id`,
    );
    await assert.rejects(
      attachPaper(db, owner, { claimId, key: "p2", paperId: theirs.rows[0]?.id ?? "" }),
      fails("notFound"),
    );
    await assert.rejects(
      refuseClaim(db, province, { ...(await at(db, claimId)), reason: "Không hợp lệ" }),
      fails("conflict"),
    );
    await db.update(claims).set({ state: "filed" }).where(eq(claims.id, claimId));
    await refuseClaim(db, province, { ...(await at(db, claimId)), reason: "Không hợp lệ" });
    const again = await openClaim(db, owner, { rightId });
    assert.notEqual(again.id, claimId);
    assert.equal((await describeClaim(db, owner, again.id)).version.seq, 2);
    await assert.rejects(openClaim(db, foreign.ground.owner, { rightId }), fails("notFound"));
    for (const work of [
      sql`update support_measure_versions set name = 'khác'`,
      sql`delete from support_entitlements`,
      sql`truncate support_claim_events`,
    ])
      await assert.rejects(
        db.transaction(async (tx) => {
          await tx.execute(work);
        }),
      );
  }));

test("certificates of attendance go to who was there often enough, numbered without gaps, and figures count women and people once", () =>
  rolledBack(database.db, async (db) => {
    const { ground } = await buildCertified(db);
    const office = ground.province;
    const on = await today(db);
    const year = Number(on.slice(0, 4));
    const { id: courseId } = await saveCourse(db, office, null, {
      expectedVersion: 0,
      title: "Kể chuyện sản phẩm",
      year: String(year),
      audience: "producers",
      topics: "",
      organiser: "Văn phòng thử nghiệm",
      sharePercent: "60",
    });
    const place = { courseId, name: "Lớp 1", place: "Hội trường", trainer: "" };
    const { id: classId } = await openClass(db, office, place);
    await assert.rejects(openClass(db, office, place), fails("conflict"));
    await addSession(db, office, { classId, heldOn: on, part: "morning", topic: "" });
    await addSession(db, office, { classId, heldOn: on, part: "afternoon", topic: "" });
    const person = (fullName: string, sex: string, producerId = "") =>
      addTrainee(db, office, {
        classId,
        kind: producerId ? "producer" : "other",
        fullName,
        sex,
        phone: "",
        producerId,
        belongsTo: "",
      });
    const lan = await person("Nguyễn Thị Lan", "female", ground.producerId);
    const minh = await person("Trần Minh", "");
    await assert.rejects(person("Trần  Minh", ""), fails("conflict"));
    await assert.rejects(certifyClass(db, office, { classId }), fails("unprocessable"));
    const [one, two] = (await describeClass(db, office, classId)).sessions;
    const note = (sessionId: string | undefined, present: string[]) =>
      noteAttendance(db, office, { sessionId: sessionId ?? "", present });
    await note(one?.id, [lan.id, minh.id]);
    await note(two?.id, [lan.id]);
    assert.equal(await certifyClass(db, office, { classId }), 1);
    assert.equal(await certifyClass(db, office, { classId }), 0);
    const paper = await getAttendanceCertificate(db, ground.owner, lan.id);
    assert.match(JSON.stringify(paper), /Nguyễn Thị Lan.*2\/2 buổi/);
    await assert.rejects(getAttendanceCertificate(db, ground.owner, minh.id), fails("notFound"));
    await note(two?.id, [lan.id, minh.id]);
    assert.equal(await certifyClass(db, office, { classId }), 1);
    assert.deepEqual(
      (await describeClass(db, office, classId)).trainees.map((each) => each.certificateNumber),
      [1, 2],
    );
    assert.deepEqual(await trainingFigures(db, { provinceCode: "19", year }), {
      classes: 1,
      trainees: 2,
      women: 1,
      certificates: 2,
    });
    const [listed] = await listCourses(db, office);
    assert.deepEqual(
      [listed?.classes, listed?.trainees, listed?.women, listed?.certified],
      [1, 2, 1, 2],
    );
    const [group] = (await describeCourse(db, office, courseId)).classes;
    assert.deepEqual([group?.sessions, group?.trainees, group?.firstOn], [2, 2, on]);
    const stranger = await buildOfficer(db, "provinceOfficer", "01");
    await assert.rejects(describeClass(db, stranger, classId), fails("notFound"));
    const signer = await buildOfficer(db, "decisionMaker", "19");
    await assert.rejects(describeClass(db, signer, classId), fails("notFound"));
  }));

test("owners of the year's chosen ideas are invited to a class, each once; a producer reads when and where, and how often it was there", () =>
  rolledBack(database.db, async (db) => {
    const { ground } = await buildCertified(db, { endsIn: 1_000 });
    const office = ground.province;
    const on = await today(db);
    const year = Number(on.slice(0, 4));
    const chosen = async (title: string, producerId: string | null) => {
      const applicantName = producerId === null ? "Trần Mẫu" : "Nguyễn Thị Thử";
      const { id } = await registerFor(db, office, builtIdea({ title, applicantName }));
      await db.update(ideas).set({ state: "chosen", producerId }).where(eq(ideas.id, id));
      return id;
    };
    const tied = await chosen("Chè dây thử nghiệm", ground.producerId);
    const untied = await chosen("Mật ong thử nghiệm", null);
    const { id: courseId } = await saveCourse(db, office, null, {
      expectedVersion: 0,
      title: "Lập phương án",
      year: String(year),
      audience: "ideaOwners",
      topics: "",
      organiser: "Văn phòng thử nghiệm",
      sharePercent: "80",
    });
    const place = { courseId, name: "Lớp 1", place: "Hội trường", trainer: "" };
    const { id: classId } = await openClass(db, office, place);
    await addSession(db, office, { classId, heldOn: on, part: "morning", topic: "" });
    const waiting = async (actor = office) =>
      (await describeClass(db, actor, classId)).owners.map(({ ideaId }) => ideaId);
    assert.deepEqual(await waiting(), [tied, untied]);
    // Whoever may not reach the applicants is offered none of them.
    const department = await buildOfficer(db, "departmentOfficer", "19");
    assert.deepEqual(await waiting(department), []);
    const invite = (wanted: string[], names: Record<string, string>, actor = office) =>
      inviteOwners(db, actor, { classId, ideas: wanted, names });
    const names = { [tied]: "Nguyễn Thị  Thử ", [untied]: "Trần Mẫu" };
    await assert.rejects(invite([], names), fails("invalid"));
    await assert.rejects(invite([tied, untied], { [tied]: "Thử" }), fails("invalid", /Mật ong/));
    await assert.rejects(invite([tied], names, department), fails("notFound"));
    assert.deepEqual(await waiting(), [tied, untied]);
    assert.equal(await invite([tied], names), 1);
    assert.deepEqual(await waiting(), [untied]);
    assert.equal(await invite([tied, untied], names), 1);
    const [message] = await db
      .select({ body: dossierMessages.body })
      .from(dossierMessages)
      .where(eq(dossierMessages.subject, "Mời dự tập huấn: Lập phương án"));
    assert.match(message?.body ?? "", /Nguyễn Thị Thử[\s\S]*Hội trường[\s\S]*\(sáng\)/);

    const own = async () => (await readOwnSupport(db, ground.owner)).trainings;
    const [before] = await own();
    assert.deepEqual(
      [before?.course, before?.place, before?.present, before?.sessions.map((one) => one.heldOn)],
      ["Lập phương án", "Hội trường", 0, [on]],
    );
    const [session] = before?.sessions ?? [];
    await noteAttendance(db, office, {
      sessionId: session?.id ?? "",
      present: [before?.traineeId ?? ""],
    });
    assert.equal((await own())[0]?.present, 1);
  }));

test("what a consultant's advice brought is read from the register, and meetings keep who came and what was agreed", () =>
  rolledBack(database.db, async (db) => {
    const { ground } = await buildCertified(db, { endsIn: 1_000, stars: 4 });
    const office = ground.province;
    const { id: partnerId } = await savePartner(db, office, null, {
      expectedVersion: 0,
      name: "Công ty tư vấn thử nghiệm",
      kind: "consultant",
      skills: ["product", "packaging"],
      sectors: "food",
      areas: "",
      contact: "",
      phone: "",
      note: "",
      isActive: "1",
    });
    const contract = { partnerId, number: "01/HĐ", subject: "Tư vấn", amount: "1,5 triệu" };
    const days = { signedOn: "2020-02-01", endsOn: "2020-01-01" };
    await assert.rejects(
      saveContract(db, office, { ...contract, ...days, producerId: "" }),
      fails("invalid"),
    );
    await saveContract(db, office, { ...contract, ...days, endsOn: "", producerId: "" });
    const given = { partnerId, producerId: ground.producerId, what: "Bao bì" };
    await addAdvice(db, office, { ...given, productId: ground.productId, advisedOn: "2020-03-01" });
    const other = await buildCertified(db);
    await assert.rejects(
      addAdvice(db, office, {
        ...given,
        productId: other.ground.productId,
        advisedOn: "2020-03-01",
      }),
      fails("invalid"),
    );
    const view = await describePartner(db, office, partnerId);
    assert.deepEqual(view.advice[0]?.stars, { before: null, after: 4 });
    assert.equal(view.contracts[0]?.amount, 1_500_000n);
    await saveOutcome(db, office, {
      partnerId,
      contractId: view.contracts[0]?.id ?? "",
      expectedVersion: 1,
      outcome: "Xong",
    });
    const { id: meetingId } = await saveMeeting(db, office, {
      title: "Kết nối",
      heldOn: "2026-01-05",
      place: "Hội trường",
      topics: "",
    });
    const line = { meetingId, people: "2", agreement: "Bao tiêu 5 tấn" };
    await addMeetingLine(db, office, { ...line, partnerId, producerId: ground.producerId });
    await assert.rejects(
      addMeetingLine(db, office, { ...line, partnerId: "", producerId: "" }),
      fails("invalid"),
    );
    assert.equal((await describeMeeting(db, office, meetingId)).lines[0]?.people, 2);
    const [met] = await listMeetings(db, office);
    assert.deepEqual([met?.people, met?.agreements], [2, 1]);
    const [known] = await listPartners(db, office, "packaging");
    assert.deepEqual([known?.contracts, known?.advised], [1, 1]);
    assert.deepEqual(await listPartners(db, office, "finance"), []);
    const stranger = await buildOfficer(db, "provinceOfficer", "01");
    await assert.rejects(describePartner(db, stranger, partnerId), fails("notFound"));
  }));

test("a consultant reads the plans of those whom it helps by a contract that runs, writes its own visit, and judges none of their products", () =>
  rolledBack(database.db, async (db) => {
    await loadRulebooks(db);
    const { owner, province: office, productId, producerId, ...home } = await buildGround(db);
    const planId = await buildPlan(db, owner, productId, { filed: false });
    const other = await buildGround(db);
    const otherPlan = await buildPlan(db, other.owner, other.productId);
    const sample = { kind: "other", placeVersion: "2025-07-01", placePath: "19" } as const;
    const [agency] = await db
      .insert(agencies)
      .values({ ...sample, name: "Công ty tư vấn thử" })
      .returning();
    assert.ok(agency);
    const build = async (belongs: boolean) => {
      const { actor } = await buildAccount(db, { grants: [{ role: "consultMember", path: "19" }] });
      if (belongs)
        await db.update(users).set({ agencyId: agency.id }).where(eq(users.id, actor.userId));
      return actor;
    };
    const [helper, colleague] = [await build(true), await build(false)];
    const partner = {
      name: "Tư vấn thử",
      kind: "consultant" as const,
      skills: [],
      sectors: [],
      areas: "",
      contact: "",
      phone: "",
      agencyId: agency.id,
      note: "",
    };
    const saved = { ...partner, expectedVersion: 0, isActive: "1" };
    const { id: partnerId } = await savePartner(db, office, null, saved);
    const on = await today(db);
    const contract = {
      partnerId,
      subject: "Lập phương án",
      amount: "",
      signedOn: addDays(on, -30),
    };
    /** Whom each may read, as a list, and one by one: the rule and its twin in SQL agree. */
    const read = async () => {
      const found: string[][] = [];
      for (const actor of [helper, colleague]) {
        const listed = (await listPlans(db, actor)).plans.map(({ id }) => id).toSorted();
        for (const id of [planId, otherPlan])
          if (listed.includes(id)) assert.equal((await describePlan(db, actor, id)).row.id, id);
          else await assert.rejects(describePlan(db, actor, id), fails("notFound"));
        found.push(listed);
      }
      return found;
    };
    await saveContract(db, office, {
      ...contract,
      number: "01",
      endsOn: addDays(on, -1),
      producerId,
    });
    assert.deepEqual(await read(), [[], []]);
    await saveContract(db, office, { ...contract, number: "02", endsOn: on, producerId });
    assert.deepEqual(await read(), [[planId], []]);
    // A contract of the office opens the plans of whom the office wrote down within its days.
    await saveContract(db, office, { ...contract, number: "03", endsOn: "", producerId: "" });
    const advised = { partnerId, producerId: other.producerId, productId: "", what: "Phương án" };
    await addAdvice(db, office, { ...advised, advisedOn: addDays(on, -40) });
    assert.deepEqual(await read(), [[planId], []]);
    await addAdvice(db, office, { ...advised, advisedOn: on });
    assert.deepEqual(await read(), [[planId, otherPlan].toSorted(), []]);
    assert.deepEqual((await describePartner(db, office, partnerId)).readers.accounts.length, 1);

    const boxes = { planId, part: "market", boxes: {}, expectedVersion: 1 };
    await assert.rejects(savePart(db, helper, boxes), fails("forbidden"));
    await filePlan(db, owner, { planId, expectedVersion: 1 });
    await decidePlan(db, office, planId);
    const visit = {
      planId,
      formKey: randomUUID(),
      on,
      people: "Người tư vấn thử",
      notes: "Đã xem xưởng.",
      nextSteps: "",
    };
    const { files } = await testServices(database);
    const ground = { db, files };
    await assert.rejects(
      addVisit(ground, helper, { ...visit, visitor: "province" }),
      fails("invalid", /tư vấn/),
    );
    await addVisit(ground, helper, { ...visit, visitor: "consultant" });
    await assert.rejects(
      addVisit(ground, colleague, { ...visit, visitor: "consultant" }),
      fails("notFound"),
    );
    const { visits, tasks } = await describeWorks(db, helper, planId);
    assert.deepEqual(
      visits.map(({ writtenBy }) => writtenBy),
      [helper.userId],
    );
    const step = { taskId: tasks[0]?.id ?? "", expectedVersion: 1, step: "start" } as const;
    await assert.rejects(moveTask(db, helper, step), fails("forbidden"));

    // Whoever helped a producer judges none of its products, also once the contract has ended.
    const subject = { id: planId, producerId, producerName: "", ...home };
    const tied = await conflictsWith(
      db,
      [{ ...subject, unitPath: home.path, provinceCode: "19" }],
      [helper.userId, colleague.userId],
    );
    assert.deepEqual([...(tied.get(planId)?.keys() ?? [])], [helper.userId]);
    await savePartner(db, office, partnerId, { ...partner, expectedVersion: 1, isActive: "" });
    assert.deepEqual(await read(), [[], []]);
  }));
