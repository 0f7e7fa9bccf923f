import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { builtVisit, conclude } from "../factory.ts";
import { inspectionFindings, inspections } from "../schema.server.ts";
import { cancelInspection, changeInspection } from "./change.server.ts";
import { concludeInspection } from "./conclude.server.ts";
import { describeInspection, getInspectionFile } from "./describe.server.ts";
import { judgeFinding, openRecheck } from "./findings.server.ts";
import { groundOfCase } from "./for-cases.server.ts";
import { findInspection, findingsOf } from "./load.server.ts";
import {
  answerFinding,
  getOwnEvidence,
  getOwnInspection,
  listOwnInspections,
} from "./own.server.ts";
import { closePlan, listPlans } from "./plans.server.ts";
import { remindOfDeadlines } from "./remind.server.ts";
import { openInspection } from "./schedule.server.ts";
import { saveVisit } from "./visit.server.ts";
import {
  database,
  files,
  isCode,
  hasField,
  photo,
  world,
  planOf,
  subjects,
} from "./inspections.test.world.ts";

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
