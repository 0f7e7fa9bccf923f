import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { AppError } from "#core/errors.ts";
import { addTie } from "#modules/councils/conflicts/register.server.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { buildCertified, type Certified } from "#tests/support/certified.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { testServices } from "#tests/support/services.ts";
import { buildPdf, smallHeic } from "#tests/support/upload-fixtures.ts";
import { builtVisit, buildPlan, conclude } from "../factory.ts";
import { inspectionFindings, inspections } from "../schema.server.ts";
import { minutesNumberText } from "../minutes-number.ts";
import { cancelInspection, changeInspection } from "./change.server.ts";
import { concludeInspection } from "./conclude.server.ts";
import { describeInspection, getInspectionFile, listInspections } from "./describe.server.ts";
import { keepVisitFile } from "./files.server.ts";
import { judgeFinding, openRecheck } from "./findings.server.ts";
import { groundOfCase } from "./for-cases.server.ts";
import { findInspection, findingsOf } from "./load.server.ts";
import {
  answerFinding,
  getOwnEvidence,
  getOwnInspection,
  listOwnInspections,
} from "./own.server.ts";
import { changePlan, closePlan, dropPlan, listPlans } from "./plans.server.ts";
import { remindOfDeadlines } from "./remind.server.ts";
import { addToPlan, openInspection } from "./schedule.server.ts";
import { rankTargets } from "./targets.server.ts";
import { saveVisit } from "./visit.server.ts";

const database = await testDatabase();
await loadPlaces(database.db);
await loadRulebooks(database.db);
const { files } = await testServices(database);
after(() => database.close());

const isCode = (code: string) => (error: unknown) => (error as AppError).code === code;
const hasField = (field: string, says: RegExp) => (error: unknown) =>
  says.test((error as AppError).fields[field] ?? "");
const photo = () => new Blob([Buffer.from(smallHeic)]);

type World = { certified: Certified; planner: UserActor; lead: UserActor };

/** A certified product, a department's officer who plans, an inspector who leads. */
async function world(db: Db, wanted: Parameters<typeof buildCertified>[1] = {}): Promise<World> {
  const certified = await buildCertified(db, wanted);
  const { actor: planner } = await buildAccount(db, {
    name: "Cán bộ sở thử",
    grants: [{ role: "departmentOfficer", path: "19" }],
  });
  const { actor: lead } = await buildAccount(db, {
    name: "Thanh tra thử",
    grants: [{ role: "inspector", path: "19" }],
  });
  return { certified, planner, lead };
}

const planOf = (db: Db, { certified, planner, lead }: World, more = {}) =>
  buildPlan(db, {
    planner,
    leadId: lead.userId,
    recognitionIds: [certified.recognitionId],
    ...more,
  });

const subjects = async (db: Db, actor: UserActor) =>
  (await listMessages(db, actor)).messages.map(({ subject }) => subject);

describe("from the plan to the remedy", () => {
  test("a visit's finding is answered with evidence and settled by a recheck", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const { owner } = at.certified.ground;
      const { planId, ids } = await planOf(db, at);
      const [id = ""] = ids;
      assert.match((await subjects(db, owner))[0] ?? "", /^Kiểm tra định kỳ/);
      const [announced] = await listOwnInspections(db, owner);
      assert.deepEqual([announced?.row.state, announced?.findings], ["planned", []]);

      await conclude(db, at.lead, id, ["label:producer", "mark:stars"]);
      const own = await getOwnInspection(db, owner, id);
      assert.deepEqual(
        own.findings.map(({ title, state }) => [title, state]),
        [
          ["Tên, địa chỉ đơn vị sản xuất, kinh doanh", "open"],
          ["Mẫu nhãn hiệu đúng hạng sao được công nhận", "open"],
        ],
      );
      const [label, mark] = own.findings;
      assert.ok(label && mark);
      const pdf = new Blob([new Uint8Array(await buildPdf())]);
      await answerFinding(
        { db, files },
        owner,
        { findingId: label.id, expectedVersion: 1, text: "Đã in lại nhãn." },
        [photo(), pdf],
      );
      const answer = (await describeInspection(db, at.planner, id)).findings[0]?.log[0];
      assert.equal(answer?.evidence.length, 2);
      const digest = answer?.evidence[1] ?? "";
      assert.equal(
        (await getInspectionFile(db, at.planner, { inspectionId: id, digest })).mediaType,
        "application/pdf",
      );
      assert.equal((await getOwnEvidence(db, owner, { inspectionId: id, digest })).digest, digest);
      assert.match((await subjects(db, at.planner))[0] ?? "", /^Chủ thể trả lời/);

      const { version } = await findInspection(db, id);
      const { id: again } = await openRecheck(db, at.planner, {
        inspectionId: id,
        expectedVersion: version,
        plannedOn: addDays(await today(db), 3),
        leadId: at.lead.userId,
      });
      const recheck = await findInspection(db, again);
      assert.deepEqual(
        recheck.checklist.map(({ code }) => code),
        [`finding:${label.id}`, `finding:${mark.id}`],
      );
      await conclude(db, at.lead, again, [`finding:${mark.id}`]);
      assert.deepEqual(
        (await findingsOf(db, [id])).map(({ state }) => state),
        ["remedied", "referred"],
      );
      assert.equal((await findingsOf(db, [again])).length, 0);
      const ground = await groundOfCase(db, at.lead, id);
      assert.deepEqual(
        ground?.referred.map(({ id: of }) => of),
        [mark.id],
      );
      const told = await subjects(db, owner);
      assert.ok(told.some((one) => one.startsWith("Đã khắc phục")));
      assert.ok(told.some((one) => one.startsWith("Chuyển đề nghị xử lý")));
      await closePlan(db, at.planner, { planId, expectedVersion: 2 });
      assert.deepEqual(
        (await listPlans(db, at.planner)).map(({ state, visits, concluded }) => [
          state,
          visits,
          concluded,
        ]),
        [["closed", 1, 1]],
      );
    });
  });

  test("an answer that is not enough goes back with a new deadline, and one that is settles it", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const { owner } = at.certified.ground;
      const [id = ""] = (await planOf(db, at)).ids;
      await conclude(db, at.lead, id, ["label:time"]);
      const findingId = (await findingsOf(db, [id]))[0]?.id ?? "";
      const answer = (expectedVersion: number) =>
        answerFinding({ db, files }, owner, { findingId, expectedVersion, text: "Đã sửa." }, []);
      const judge = (step: "accept" | "sendBack", expectedVersion: number, dueOn = "") =>
        judgeFinding(db, at.lead, { findingId, expectedVersion, step, text: "Đã xem.", dueOn });
      await answer(1);
      await assert.rejects(judge("sendBack", 2), hasField("dueOn", /hạn mới/));
      const later = addDays(await today(db), 20);
      await judge("sendBack", 2, later);
      assert.equal((await findingsOf(db, [id]))[0]?.dueOn, later);
      await assert.rejects(judge("accept", 2), isCode("stale"));
      await answer(3);
      await judge("accept", 4);
      await assert.rejects(answer(5), isCode("conflict"));
      assert.equal((await findingsOf(db, [id]))[0]?.state, "remedied");
    });
  });

  test("a line that is not kept needs a demand with a deadline, or is referred with a reason", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const [id = ""] = (await planOf(db, at)).ids;
      await saveVisit(db, at.lead, await builtVisit(db, id, ["mark:others"]));
      const concludeWith = (demands: Parameters<typeof concludeInspection>[2]["demands"]) =>
        concludeInspection(db, at.lead, {
          inspectionId: id,
          expectedVersion: 2,
          conclusion: "Có vi phạm.",
          demands,
        });
      await assert.rejects(concludeWith({}), hasField("demands.mark:others.demand", /ghi yêu cầu/));
      const remedy = { measure: "remedy", demand: "Gỡ nhãn.", dueOn: "" } as const;
      await assert.rejects(
        concludeWith({ "mark:others": remedy }),
        hasField("demands.mark:others.dueOn", /hạn khắc phục/),
      );
      await concludeWith({
        "mark:others": { measure: "refer", demand: "Dùng sao cho sản phẩm khác.", dueOn: "" },
      });
      const ground = await groundOfCase(db, at.lead, id);
      assert.equal(ground?.referred.length, 1);
    });
  });
});

describe("a plan that nobody has approved", () => {
  test("takes another name and other days that hold its visits, or is dropped with them unheard", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const { planId, ids } = await planOf(db, at, { isDraft: true });
      const on = await today(db);
      const change = (expectedVersion: number, toOn: string) =>
        changePlan(db, at.planner, {
          planId,
          expectedVersion,
          title: "Kế hoạch tên khác",
          fromOn: on,
          toOn,
        });
      await assert.rejects(change(1, addDays(on, 6)), hasField("toOn", /ngoài thời gian/));
      await assert.rejects(change(1, addDays(on, -1)), hasField("toOn", /sau ngày đầu/));
      await change(1, addDays(on, 30));
      await assert.rejects(change(1, addDays(on, 30)), isCode("stale"));
      const [plan] = await listPlans(db, at.planner);
      assert.deepEqual([plan?.title, plan?.toOn], ["Kế hoạch tên khác", addDays(on, 30)]);
      await assert.rejects(
        dropPlan(db, at.certified.ground.owner, { planId, expectedVersion: 2 }),
        isCode("notFound"),
      );
      await dropPlan(db, at.planner, { planId, expectedVersion: 2 });
      assert.deepEqual(await listPlans(db, at.planner), []);
      assert.equal((await findInspection(db, ids[0] ?? "")).state, "cancelled");
      assert.deepEqual(await subjects(db, at.certified.ground.owner), []);
      const approved = await planOf(db, at);
      for (const act of [dropPlan, closePlan] as const)
        await assert.rejects(
          act(db, at.planner, { planId, expectedVersion: 3 }),
          isCode("conflict"),
        );
      await assert.rejects(
        dropPlan(db, at.planner, { planId: approved.planId, expectedVersion: 2 }),
        isCode("conflict"),
      );
    });
  });
});

describe("the minutes of an agency", () => {
  test("are numbered without gaps as they are concluded, by the sign that the agency uses", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const numbers: (string | null)[] = [];
      for (const symbol of [undefined, "sct-ocop", undefined]) {
        const [id = ""] = (await planOf(db, at)).ids;
        await saveVisit(db, at.lead, await builtVisit(db, id, ["mark:stars"]));
        const concludeWith = (demands: Parameters<typeof concludeInspection>[2]["demands"]) =>
          concludeInspection(db, at.lead, {
            inspectionId: id,
            expectedVersion: 2,
            conclusion: "Xong.",
            demands,
            ...(symbol === undefined ? {} : { symbol }),
          });
        await assert.rejects(concludeWith({}), isCode("invalid"), "gives its number back");
        const refer = { measure: "refer", demand: "In sai hạng.", dueOn: "" } as const;
        await concludeWith({ "mark:stars": refer });
        numbers.push(minutesNumberText(await findInspection(db, id)));
      }
      assert.deepEqual(numbers, ["01/BB-OCOP", "01/BB-SCT-OCOP", "02/BB-OCOP"]);
    });
  });
});

describe("what a producer hears of a visit", () => {
  test("is nothing of an unannounced one, whatever is changed, until it is concluded", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const { owner } = at.certified.ground;
      const { id } = await openInspection(db, at.planner, {
        recognitionId: at.certified.recognitionId,
        kind: "unannounced",
        plannedOn: await today(db),
        leadId: at.lead.userId,
        note: "Có tin về nhãn.",
      });
      await changeInspection(db, at.planner, {
        inspectionId: id,
        expectedVersion: 1,
        plannedOn: addDays(await today(db), 1),
        leadId: at.lead.userId,
      });
      await saveVisit(db, at.lead, await builtVisit(db, id));
      assert.deepEqual(await listOwnInspections(db, owner), []);
      assert.deepEqual(await subjects(db, owner), []);
      await assert.rejects(getOwnInspection(db, owner, id), isCode("notFound"));
      await assert.rejects(
        db.transaction((tx) =>
          tx
            .update(inspections)
            .set({ toldAt: sql`now()` })
            .where(eq(inspections.id, id)),
        ),
        (error) => /inspections_unannounced/.test(String((error as Error).cause)),
      );
      await conclude(db, at.lead, id);
      assert.equal((await getOwnInspection(db, owner, id)).row.state, "concluded");
    });
  });

  test("is of an announced one once the plan is approved, and of its other day and its end", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const { owner } = at.certified.ground;
      const { ids } = await planOf(db, at, { isDraft: true });
      const [id = ""] = ids;
      assert.deepEqual(await subjects(db, owner), []);
      await assert.rejects(saveVisit(db, at.lead, await builtVisit(db, id)), isCode("conflict"));
      const other = await planOf(db, at);
      const [announced = ""] = other.ids;
      const moved = addDays(await today(db), 9);
      await changeInspection(db, at.planner, {
        inspectionId: announced,
        expectedVersion: 1,
        plannedOn: moved,
        leadId: at.lead.userId,
      });
      await cancelInspection(db, at.planner, {
        inspectionId: announced,
        expectedVersion: 2,
        reason: "Cơ sở bị lũ.",
      });
      const told = (await subjects(db, owner)).map((one) => one.split(" ").slice(0, 2).join(" "));
      assert.deepEqual(told.toSorted(), ["Không kiểm", "Kiểm tra", "Đổi ngày"]);
      assert.deepEqual(await listOwnInspections(db, owner), []);
    });
  });

  test("is of a deadline three days before and once after, and not when it has answered", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const { owner } = at.certified.ground;
      const [id = ""] = (await planOf(db, at)).ids;
      await conclude(db, at.lead, id, ["label:name", "label:time"]);
      const [one, two] = await findingsOf(db, [id]);
      const due = (dueOn: string) =>
        db.update(inspectionFindings).set({ dueOn }).where(eq(inspectionFindings.inspectionId, id));
      const on = await today(db);
      await due(addDays(on, 4));
      assert.equal(await remindOfDeadlines(db), 0);
      await due(addDays(on, 3));
      assert.equal(await remindOfDeadlines(db), 2);
      assert.equal(await remindOfDeadlines(db), 0);
      await answerFinding(
        { db, files },
        owner,
        { findingId: one?.id ?? "", expectedVersion: 1, text: "Đã sửa." },
        [],
      );
      await due(addDays(on, -1));
      assert.equal(await remindOfDeadlines(db), 1);
      assert.equal(await remindOfDeadlines(db), 0);
      const told = (await subjects(db, owner)).filter((line) => /hạn/.test(line));
      assert.equal(told.filter((line) => line.startsWith("Sắp đến hạn")).length, 2);
      assert.equal(told.filter((line) => line === `Đã quá hạn khắc phục: ${two?.title}`).length, 1);
    });
  });
});

describe("a visit from a phone", () => {
  test("is one, however often it is sent; mended, it is the next version; concluded, it stays", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const [id = ""] = (await planOf(db, at)).ids;
      const { digest } = await keepVisitFile(db, files, at.lead, {
        inspectionId: id,
        purpose: "visitPhoto",
        content: photo(),
      });
      const visit = { ...(await builtVisit(db, id)), photos: [digest] };
      assert.equal((await saveVisit(db, at.lead, visit)).version, 1);
      assert.equal((await saveVisit(db, at.lead, visit)).version, 1);
      assert.equal((await saveVisit(db, at.lead, { ...visit, notes: "Thêm." })).version, 2);
      const other = { ...visit, id: "00000000-0000-4000-8000-00000000beef" };
      await assert.rejects(saveVisit(db, at.lead, other), isCode("conflict"));
      await conclude(db, at.lead, id);
      await assert.rejects(saveVisit(db, at.lead, visit), isCode("conflict"));
      const guarded = [
        sql`update inspections set conclusion = 'Khác' where id = ${id}`,
        sql`update inspection_visits set notes = 'Khác' where inspection_id = ${id}`,
        sql`update inspection_files set purpose = 'evidence' where inspection_id = ${id}`,
        sql`delete from inspection_visits where inspection_id = ${id}`,
      ];
      for (const forged of guarded)
        await assert.rejects(
          db.transaction((tx) => tx.execute(forged)),
          (error) => (error as { cause?: { code?: string } }).cause?.code === "42501",
        );
    });
  });

  test("names only what was taken in for it and lines that its checklist has, and says what lacks", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const [id = ""] = (await planOf(db, at)).ids;
      const visit = await builtVisit(db, id);
      const send = (part: object) => saveVisit(db, at.lead, { ...visit, ...part });
      await assert.rejects(send({ photos: ["0".repeat(64)] }), hasField("visitPhoto", /chưa được/));
      const bare = { mark: "notKept", note: "", photos: [] } as const;
      await assert.rejects(
        send({ answers: { "label:name": bare } }),
        hasField("label:name", /ghi rõ hoặc chụp ảnh/),
      );
      await assert.rejects(send({ answers: { "label:no": bare } }), isCode("invalid"));
      await assert.rejects(send({ answers: {} }), hasField("answers", /Chưa đánh dấu/));
      await assert.rejects(send({ on: addDays(await today(db), 1) }), hasField("on", /tương lai/));
      const pdf = new Blob([new Uint8Array(await buildPdf())]);
      await assert.rejects(
        keepVisitFile(db, files, at.lead, {
          inspectionId: id,
          purpose: "visitPhoto",
          content: pdf,
        }),
        isCode("unsupportedType"),
      );
    });
  });

  test("is the lead's alone: not the planner's, not another inspector's", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const [id = ""] = (await planOf(db, at)).ids;
      const visit = await builtVisit(db, id);
      for (const actor of [at.planner, at.certified.ground.province])
        await assert.rejects(saveVisit(db, actor, visit), isCode("forbidden"));
      for (const actor of [at.certified.ground.owner, at.certified.ground.commune])
        await assert.rejects(saveVisit(db, actor, visit), isCode("notFound"));
    });
  });
});

describe("a conflict of interest", () => {
  test("keeps an inspector from leading, and hides the inspection from who is in it", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const { province, producerId } = at.certified.ground;
      const [id = ""] = (await planOf(db, at)).ids;
      assert.equal((await listInspections(db, at.lead)).length, 1);
      await addTie(db, province, {
        userId: at.lead.userId,
        kind: "relative",
        producerId,
        organisation: "",
        detail: "Em ruột của giám đốc",
        since: "",
        until: "",
      });
      await assert.rejects(planOf(db, at), hasField("leadId", /xung đột lợi ích/));
      assert.deepEqual(await listInspections(db, at.lead), []);
      await assert.rejects(describeInspection(db, at.lead, id), isCode("notFound"));
      const visit = await builtVisit(db, id);
      await assert.rejects(saveVisit(db, at.lead, visit), isCode("notFound"));
    });
  });
});

describe("the choice of products", () => {
  test("ranks those in force of the plan's unit with their reasons and the lot", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db, { endsIn: 100 });
      const calm = await buildCertified(db, { endsIn: 900 });
      await buildCertified(db, { endsIn: -10 });
      const { planId } = await planOf(db, at, { isDraft: true });
      const targets = await rankTargets(db, at.planner, planId);
      assert.deepEqual(
        targets.map(({ recognition, score }) => [recognition.id, score]),
        [
          [at.certified.recognitionId, 6],
          [calm.recognitionId, 5],
        ],
      );
      assert.deepEqual(
        targets[0]?.reasons.map(({ kind }) => kind),
        ["neverVisited", "ingested", "endingSoon"],
      );
      assert.equal(targets.filter(({ isDrawn }) => isDrawn).length, 1);
    });
  });

  test("takes a product once into a plan, on a day of it, and none of another province", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const { planId } = await planOf(db, at);
      const { actor: elsewhere } = await buildAccount(db, {
        grants: [{ role: "departmentOfficer", path: "24" }],
      });
      const add = (actor: UserActor, plannedOn: string) =>
        addToPlan(db, actor, {
          planId,
          recognitionIds: at.certified.recognitionId,
          kind: "periodic",
          plannedOn,
          leadId: at.lead.userId,
          note: "",
        });
      const on = await today(db);
      await assert.rejects(add(at.planner, on), hasField("recognitionIds", /đã có trong kế hoạch/));
      await assert.rejects(add(at.planner, addDays(on, 90)), hasField("plannedOn", /thời gian/));
      await assert.rejects(add(elsewhere, on), isCode("notFound"));
      await assert.rejects(
        openInspection(db, elsewhere, {
          recognitionId: at.certified.recognitionId,
          kind: "unannounced",
          plannedOn: on,
          leadId: at.lead.userId,
          note: "Thử",
        }),
        isCode("notFound"),
      );
    });
  });
});
