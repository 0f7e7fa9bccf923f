// Support, use case by use case; one process, so that the cases share one database.
import "./support.test.claims.ts";
import "./support.test.training.ts";
import "./support.test.partners.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { eq } from "drizzle-orm";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { dossierMessages } from "#modules/dossiers/messages/schema.server.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildMeasure, builtMeasure } from "./factory.ts";
import {
  listMeasures,
  moveMeasure,
  saveMeasure,
  takeCatalogue,
} from "./service/measures.server.ts";
import { readOwnSupport } from "./service/own.server.ts";
import { listRights, meetRights } from "./service/rights.server.ts";
import { database, fails } from "./support.test.world.ts";

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
