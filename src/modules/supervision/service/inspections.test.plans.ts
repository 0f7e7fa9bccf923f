import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { addTie } from "#modules/councils/conflicts/register.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { rolledBack } from "#tests/support/db.ts";
import { builtVisit } from "../factory.ts";
import { minutesNumberText } from "../minutes-number.ts";
import { concludeInspection } from "./conclude.server.ts";
import { describeInspection, listInspections } from "./describe.server.ts";
import { findInspection } from "./load.server.ts";
import { changePlan, closePlan, dropPlan, listPlans } from "./plans.server.ts";
import { addToPlan, openInspection } from "./schedule.server.ts";
import { rankTargets } from "./targets.server.ts";
import { saveVisit } from "./visit.server.ts";
import { database, isCode, hasField, world, planOf, subjects } from "./inspections.test.world.ts";

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
