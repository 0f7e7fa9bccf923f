import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import type { AppError } from "#core/errors.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { buildCertified, changeRecognition } from "#tests/support/certified.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { ladderOf, stepOn } from "../renewal.ts";
import { renewalProcedure } from "../rules.ts";
import { logLeaves, recognitions } from "../schema.server.ts";
import { readRadar } from "./radar.server.ts";
import { remindOfRenewals } from "./remind.server.ts";
import {
  extendRecognition,
  listOwnRecognitions,
  renewRecognition,
  stopRenewal,
  withdrawStop,
} from "./renewal.server.ts";

const database = await testDatabase();
await loadPlaces(database.db);
await loadRulebooks(database.db);
after(() => database.close());

const procedure = renewalProcedure(loadProcedures(), "2026-11-22");
const isCode = (code: string) => (error: unknown) => (error as AppError).code === code;

describe("the ladder of reminders", () => {
  test("has the steps 180, 150, 120 days before the end and the last day", () => {
    assert.ok(procedure);
    const end = "2027-12-31";
    assert.deepEqual(ladderOf(end, procedure), {
      opens: addDays(end, -180),
      middle: addDays(end, -150),
      closes: addDays(end, -120),
      ends: end,
    });
    for (const [before, step] of [
      [181, null],
      [180, "opens"],
      [151, "opens"],
      [150, "middle"],
      [121, "middle"],
      [120, "closes"],
      [1, "closes"],
      [0, "ends"],
      [-30, "ends"],
      [-31, null],
    ] as const)
      assert.equal(stepOn(end, addDays(end, -before), procedure), step, `${before} days before`);
  });

  test("is climbed once, to the producer and the commune, and not by who has answered", async () => {
    await rolledBack(database.db, async (db) => {
      const due = await buildCertified(db, { endsIn: 140 });
      const answered = await buildCertified(db, { endsIn: 140 });
      await buildCertified(db, { endsIn: 500 });
      const revoked = await buildCertified(db, { endsIn: 140 });
      await changeRecognition(db, revoked, { revokedOn: "2026-01-01" });
      await stopRenewal(db, answered.ground.owner, {
        recognitionId: answered.recognitionId,
        reason: "costs",
      });
      assert.equal(await remindOfRenewals(db), 1);
      assert.equal(await remindOfRenewals(db), 0);
      const told = await listMessages(db, due.ground.owner);
      assert.equal(told.messages.length, 1);
      assert.match(told.messages[0]?.subject ?? "", /nhắc lần 2/);
      assert.equal((await listMessages(db, due.ground.commune)).messages.length, 1);
      assert.equal((await listMessages(db, answered.ground.owner)).messages.length, 0);
    });
  });
});

describe("a producer", () => {
  test("opens the filled renewal by one act, and is then left in peace", async () => {
    await rolledBack(database.db, async (db) => {
      const { ground, recognitionId, expiresOn } = await buildCertified(db, { endsIn: 100 });
      const [before] = await listOwnRecognitions(db, ground.owner);
      assert.deepEqual([before?.state, before?.mayRenew], ["expiring", true]);
      const { dossierId } = await renewRecognition(db, ground.owner, { recognitionId });
      const { rows } = await db.execute(
        sql`select kind, previous_stars, certificate_expires_on::text as ends from dossiers where id = ${dossierId}`,
      );
      assert.deepEqual(rows, [{ kind: "renewal", previous_stars: 4, ends: expiresOn }]);
      const [now] = await listOwnRecognitions(db, ground.owner);
      assert.deepEqual([now?.underWay, now?.mayRenew], [dossierId, false]);
      assert.equal(await remindOfRenewals(db), 0);
    });
  });

  test("cannot renew before the window, what is revoked, or what is another's", async () => {
    await rolledBack(database.db, async (db) => {
      const early = await buildCertified(db, { endsIn: 181 });
      await assert.rejects(
        renewRecognition(db, early.ground.owner, early),
        isCode("invalid"),
        "unknown fields are refused",
      );
      const of = ({ recognitionId }: { recognitionId: string }) => ({ recognitionId });
      await assert.rejects(
        renewRecognition(db, early.ground.owner, of(early)),
        isCode("unprocessable"),
      );
      const other = await buildGround(db);
      for (const act of [renewRecognition, withdrawStop])
        await assert.rejects(act(db, other.owner, of(early)), isCode("notFound"));
      await assert.rejects(
        stopRenewal(db, other.owner, { ...of(early), reason: "costs" }),
        isCode("notFound"),
      );
      await changeRecognition(db, early, { revokedOn: "2026-01-01" });
      await assert.rejects(
        renewRecognition(db, early.ground.owner, of(early)),
        isCode("unprocessable"),
      );
    });
  });
});

describe("the transitional extension", () => {
  test("is the office's, up to the longest, with its basis, and in the log", async () => {
    await rolledBack(database.db, async (db) => {
      const built = await buildCertified(db, { endsIn: -5 });
      const { recognitionId, expiresOn, ground } = built;
      const extend = (until: string, actor = ground.province) =>
        extendRecognition(db, actor, { recognitionId, until, basis: "Điều 12.3" });
      await assert.rejects(extend(addDays(expiresOn, 181)), isCode("unprocessable"));
      await assert.rejects(extend(expiresOn), isCode("unprocessable"));
      await assert.rejects(extend(addDays(expiresOn, 90), ground.owner), isCode("notFound"));
      await assert.rejects(extend(addDays(expiresOn, 90), ground.commune), isCode("forbidden"));
      await extend(addDays(expiresOn, 180));
      const [own] = await listOwnRecognitions(db, ground.owner);
      assert.equal(own?.state, "extended");
      const leaves = await db
        .select()
        .from(logLeaves)
        .where(eq(logLeaves.certificateId, built.certificateId));
      assert.deepEqual(
        leaves.map(({ kind }) => kind),
        ["extended"],
      );
    });
  });
});

describe("the radar", () => {
  test("counts what ends by commune and month, and who lapsed without renewing and why", async () => {
    await rolledBack(database.db, async (db) => {
      const soon = await buildCertified(db, { endsIn: 45 });
      const extended = await buildCertified(db, { endsIn: -20 });
      await changeRecognition(db, extended, { extendedUntil: addDays(await today(db), 45) });
      await buildCertified(db, { endsIn: 800 });
      const lapsed = await buildCertified(db, { endsIn: -50 });
      const silent = await buildCertified(db, { endsIn: -60 });
      const renewed = await buildCertified(db, { endsIn: -60 });
      const next = await buildCertified(db, { ground: renewed.ground, endsIn: 900 });
      await changeRecognition(db, renewed, {
        replacedOn: await today(db),
        replacedById: next.recognitionId,
      });
      await stopRenewal(db, lapsed.ground.owner, {
        recognitionId: lapsed.recognitionId,
        reason: "noBenefit",
      });
      const radar = await readRadar(db, soon.ground.province);
      assert.equal(radar.months.length, 12);
      assert.equal(radar.communes.length, 1);
      const [commune] = radar.communes;
      assert.equal(commune?.total, 2);
      const month = addDays(await today(db), 45).slice(0, 7);
      assert.equal(commune?.counts[radar.months.indexOf(month)], 2, "both in their last month");
      assert.deepEqual(
        new Set(radar.lapsed.map(({ id, reason }) => `${id} ${reason}`)),
        new Set([`${lapsed.recognitionId} noBenefit`, `${silent.recognitionId} null`]),
      );
      const elsewhere = await buildGround(db, { path: "01/00004" });
      const theirs = await readRadar(db, elsewhere.province);
      assert.deepEqual([theirs.communes, theirs.lapsed], [[], []]);
      await assert.rejects(readRadar(db, soon.ground.owner), isCode("forbidden"));
    });
  });
});

test("a recognition is never lost from its producer's list", async () => {
  await rolledBack(database.db, async (db) => {
    const built = await buildCertified(db, { endsIn: -900 });
    const listed = await listOwnRecognitions(db, built.ground.owner);
    assert.deepEqual(
      listed.map(({ id, state }) => [id, state]),
      [[built.recognitionId, "expired"]],
    );
    assert.equal((await db.select().from(recognitions)).length >= 1, true);
  });
});
