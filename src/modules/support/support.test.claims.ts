import assert from "node:assert/strict";
import { test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { addWorkingDays } from "#core/calendar/working-days.ts";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { dutiesOf } from "#core/duties/duty.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { fairParticipants, fairs } from "#modules/market/fairs/schema.server.ts";
import { agencies, users } from "#modules/people/schema.server.ts";
import { dossierMessages } from "#modules/dossiers/messages/schema.server.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { takeDatabaseClock } from "#tests/support/database-clock.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildClaim, buildMeasure, buildRight, builtMeasure } from "./factory.ts";
import { claims, entitlements, measures } from "./schema.server.ts";
import { readBudget, saveBudget, supportFigures } from "./service/budgets.server.ts";
import { claimBook, claimYears } from "./service/claim-book.server.ts";
import { attachPaper, fileClaim, openClaim, saveClaim } from "./service/claims.server.ts";
import { approveClaim, refuseClaim, returnClaim } from "./service/decide.server.ts";
import { describeClaim, listClaims } from "./service/describe.server.ts";
import { describeMeasure, saveMeasure } from "./service/measures.server.ts";
import { ledgerOfProducers, openFairsOf, readLedger } from "./service/ledger.server.ts";
import { putInCharge, takeOutOfCharge } from "./service/charge.server.ts";
import { readOwnSupport } from "./service/own.server.ts";
import { enterPayment, voidPayment } from "./service/pay.server.ts";
import { meetRights, rightsOfProducers } from "./service/rights.server.ts";
import { at, database, fails, rowsOf, world } from "./support.test.world.ts";

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
    for (const days of [-1, 1])
      await assert.rejects(
        enterPayment(db, payer, {
          ...(await at(db, claimId)),
          ...pay,
          paidOn: addDays(pay.paidOn, days),
        }),
        fails("invalid", days < 0 ? /trước ngày duyệt/ : /tương lai/),
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
    // The workbook of the office's list says the same, what was voided with its reason and in no sum.
    const bookOf = async (actor: UserActor, asked: { state?: string; year?: number } = {}) => {
      const read = [];
      for (const sheet of await claimBook(db, actor, {
        state: null,
        measure: null,
        ...asked,
      })) {
        const at = (head: string) => sheet.columns.findIndex((column) => column.head === head);
        read.push({ all: await rowsOf(sheet), at, total: sheet.total });
      }
      return read;
    };
    const [listed, paidOut] = await bookOf(province);
    assert.ok(listed && paidOut);
    const money = ["Được duyệt (đồng)", "Đã chi (đồng)", "Còn phải chi (đồng)"].map(listed.at);
    assert.deepEqual(
      money.map((at) => [listed.all[0]?.[at], listed.total?.[at]]),
      [
        [15_000_000, 15_000_000],
        [5_000_000, 5_000_000],
        [10_000_000, 10_000_000],
      ],
    );
    assert.equal(listed.all[0]?.[listed.at("Ngày nộp")], await today(db));
    assert.deepEqual(
      paidOut.all.map((row) => [row[paidOut.at("Số tiền (đồng)")], row[paidOut.at("Đã hủy vì")]]),
      [
        [10_000_000, "Nhập nhầm"],
        [5_000_000, null],
      ],
    );
    assert.equal(paidOut.total?.[paidOut.at("Số tiền (đồng)")], 5_000_000);
    assert.deepEqual(await claimYears(db, province), [year]);
    for (const [actor, asked] of [
      [province, { state: "filed" }],
      [province, { year: year - 1 }],
      [await buildOfficer(db, "provinceOfficer", "24"), {}],
    ] as const)
      assert.deepEqual(
        (await bookOf(actor, asked)).map(({ all }) => all.length),
        [0, 0],
      );
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
      (await ledgerOfProducers(db, [producerId])).entries
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
    const { owner, province, producerId, claimId, measureId, rightId } = await world(db);
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
    // A right is claimed by filing: a draft that lies there until the last day is over keeps nothing.
    const months = await buildMeasure(db, province, { code: "HT-09", claimMonths: "120" });
    const lasting = await buildRight(db, { measureId: months, producerId });
    const { id: late } = await openClaim(db, owner, { rightId: lasting });
    const isOver = async () =>
      (await rightsOfProducers(db, [producerId])).find(({ id }) => id === lasting)?.isOver;
    assert.equal(await isOver(), false);
    const setClock = await takeDatabaseClock(db);
    await setClock(new Date("2090-01-01T02:00:00Z"));
    assert.equal(await isOver(), true);
    await assert.rejects(
      fileClaim(db, owner, { claimId: late, expectedVersion: 1, sure: "1" }),
      fails("unprocessable", /hết hạn/),
    );
  }));
