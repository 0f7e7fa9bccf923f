import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { eq } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import { addDays } from "#core/calendar/day.ts";
import { conflictsWith } from "#modules/councils/service/conflicts-with.server.ts";
import { buildPlan, decidePlan } from "#modules/cycle/plans/factory.ts";
import { filePlan } from "#modules/cycle/plans/service/decide.server.ts";
import { describePlan, describeWorks } from "#modules/cycle/plans/service/describe.server.ts";
import { listPlans } from "#modules/cycle/plans/service/list.server.ts";
import { savePart } from "#modules/cycle/plans/service/write.server.ts";
import { moveTask } from "#modules/cycle/works/service/tasks.server.ts";
import { addVisit } from "#modules/cycle/works/service/visits.server.ts";
import { buildGround, buildOfficer } from "#modules/dossiers/factory.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { testServices } from "#tests/support/services.ts";
import { agencies, users } from "#modules/people/schema.server.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { consultantReadersOf } from "#modules/cycle/service/consultants.server.ts";
import { rolledBack } from "#tests/support/db.ts";
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
import { database, fails } from "./support.test.world.ts";

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
    await assert.rejects(
      saveContract(db, office, {
        ...contract,
        number: "00",
        signedOn: addDays(on, 1),
        endsOn: "",
        producerId,
      }),
      fails("invalid", /tương lai/),
    );
    await saveContract(db, office, {
      ...contract,
      number: "01",
      endsOn: addDays(on, -1),
      producerId,
    });
    assert.deepEqual(await read(), [[], []]);
    await saveContract(db, office, { ...contract, number: "02", endsOn: on, producerId });
    assert.deepEqual(await read(), [[planId], []]);
    // The producer is told who reads, and by which contract; one that has ended opens nothing.
    const told = async (of: string) =>
      (await consultantReadersOf(db, of)).map(({ adviser, people, number, signedBy }) => [
        adviser,
        people.length,
        number,
        signedBy,
      ]);
    assert.deepEqual(await told(producerId), [["Tư vấn thử", 1, "02", "producer"]]);
    assert.deepEqual(await told(other.producerId), []);
    // A contract of the office opens the plans of whom the office wrote down within its days.
    await saveContract(db, office, { ...contract, number: "03", endsOn: "", producerId: "" });
    const advised = { partnerId, producerId: other.producerId, productId: "", what: "Phương án" };
    await addAdvice(db, office, { ...advised, advisedOn: addDays(on, -40) });
    assert.deepEqual(await read(), [[planId], []]);
    await addAdvice(db, office, { ...advised, advisedOn: on });
    assert.deepEqual(await read(), [[planId, otherPlan].toSorted(), []]);
    assert.deepEqual(await told(other.producerId), [["Tư vấn thử", 1, "03", "office"]]);
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
