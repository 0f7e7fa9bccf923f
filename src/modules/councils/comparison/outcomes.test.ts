import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Database } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { openHall } from "#tests/support/hall.ts";
import { closeItem, signAll } from "#tests/support/scored.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { answerReopening, askReopening } from "../results/reopen.server.ts";
import { resultsOf } from "../service/current-result.server.ts";
import { listOutcomes } from "./outcomes.server.ts";

describe("results to compare", () => {
  let database: Database;
  before(async () => {
    database = await testDatabase();
    await loadPlaces(database.db);
  });
  after(() => database?.close());

  test("are those that stand, of the places that the asker may compare, and none that is scored again", async () => {
    const { db } = database;
    const hall = await openHall(db, { members: 3 });
    await signAll(db, hall, hall.itemId, answersWorth(hall.set, 74));
    const { office } = hall.council;
    assert.deepEqual(await listOutcomes(db, office), []);
    await closeItem(db, hall, hall.itemId);
    const [found, ...more] = await listOutcomes(db, office);
    assert.equal(found?.mean, "74.000000");
    assert.equal(found.rank, 1);
    assert.deepEqual(more, []);
    const elsewhere = await buildAccount(db, { grants: [{ role: "provinceOfficer", path: "24" }] });
    assert.deepEqual(await listOutcomes(db, elsewhere.actor), []);
    assert.deepEqual(await listOutcomes(db, hall.council.chair.actor), []);
    const [closed] = await resultsOf(db, [hall.itemId]);
    const asked = await askReopening(db, hall.council.secretary.actor, {
      resultId: closed?.id ?? "",
      reason: "Có tài liệu mới",
    });
    await answerReopening(db, hall.council.chair.actor, {
      reopeningId: asked.id,
      agreed: true,
      answer: "Đồng ý",
    });
    assert.deepEqual(await listOutcomes(db, office), []);
  });
});
