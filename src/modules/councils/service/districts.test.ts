import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Database, Db } from "#core/database/connection.ts";
import type { AppError } from "#core/errors.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { buildGround, fillDossier } from "#modules/dossiers/factory.ts";
import { receiveDossier } from "#modules/dossiers/service/commune.server.ts";
import { fileDossier } from "#modules/dossiers/service/file.server.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { recordDossier } from "#modules/dossiers/service/open.server.ts";
import { passToAdvice } from "#modules/dossiers/service/province.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { passCommune } from "#tests/support/desk.ts";
import { closeItem, signAll } from "#tests/support/scored.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { type BuiltCouncil, buildCouncil, declareAll } from "../factory.ts";
import { addItems, listWaiting } from "./agenda.server.ts";
import { authorisedCouncil } from "./councils.server.ts";
import { followUp, followUpsFor } from "./follow-up.server.ts";
import { takeAllPresent } from "./run.server.ts";
import { startScoring } from "./scoring.server.ts";
import { openSession, planSession } from "./sessions.server.ts";

let database: Database;
let db: Db;
before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
});
after(() => database?.close());

/** A commune of today, and one that it was formed from, in the district 169. */
const commune = "19/05692";
const formerUnit = "05656";

/** A dossier of a round of the past, with the advisers of its first council. */
async function record(filedOn: string, setCode = "01", inFormer = true) {
  const ground = await buildGround(db, { path: commune, setCode });
  const { id: dossierId } = await recordDossier(db, ground.province, {
    productId: ground.productId,
    kind: "first",
    setCode,
    filedOn,
    numberText: null,
    ...(inFormer ? { formerUnit } : {}),
    previousId: null,
    previousStars: null,
    certificateExpiresOn: null,
  });
  await fillDossier(db, ground.province, dossierId);
  await fileDossier(db, ground.province, { dossierId });
  return { dossierId, province: ground.province, commune: ground.commune };
}

async function intake({ dossierId, province }: Awaited<ReturnType<typeof record>>) {
  await receiveDossier(db, province, { dossierId });
  await passToAdvice(db, province, { dossierId });
}

/** Scores one dossier in a session of its own, recorded as of a day; the points are everybody's. */
async function scoreIt(
  council: BuiltCouncil,
  wanted: { dossierId: string; stage: string; on: string; points: number; regime?: string },
) {
  const { dossierId, stage, on, points, regime = "148-2023" } = wanted;
  const secretary = council.secretary.actor;
  const { id: sessionId } = await planSession(db, secretary, {
    councilId: council.councilId,
    stage,
    title: "Phiên ghi lại (thử)",
    mode: "meeting",
    place: "Hội trường thử",
    startsAt: `${on}T08:00`,
    isRecorded: true,
  });
  const {
    ids: [itemId = ""],
  } = await addItems(db, secretary, { sessionId, dossierIds: [dossierId] });
  await openSession(db, secretary, { sessionId });
  await takeAllPresent(db, secretary, { sessionId });
  await declareAll(db, sessionId);
  await startScoring(db, secretary, { sessionId, itemId });
  const { setCode } = await findDossier(db, dossierId);
  const set = getBook(regime).compiled.get(setCode);
  assert.ok(set);
  await signAll(db, { sessionId, council }, itemId, answersWorth(set, points));
  return closeItem(db, { sessionId, council }, itemId);
}

const district = (wanted: { districtCode?: string; regime?: string; decisionOn?: string } = {}) =>
  buildCouncil(db, {
    members: 3,
    level: "district",
    districtCode: "169",
    regime: "148-2023",
    decisionOn: "2024-01-15",
    ...wanted,
  });
const standing = async (dossierId: string) => {
  const { state, stage } = await findDossier(db, dossierId);
  return [state, stage];
};

test("a district council of 2024 sends 70 points up to the province, and a province sends down what stays below", async () => {
  const recorded = await record("2024-05-10");
  const { dossierId, province } = recorded;
  assert.deepEqual(await standing(dossierId), ["filed", "district"]);
  await intake(recorded);
  const result = await scoreIt(await district(), {
    dossierId,
    stage: "district",
    on: "2024-06-01",
    points: 70,
  });
  assert.equal(result.rejected, false);
  assert.ok(
    (await followUpsFor(db, province, await findDossier(db, dossierId))).includes("forwardUp"),
  );
  await followUp(db, province, { dossierId, action: "forwardUp" });
  assert.deepEqual(await standing(dossierId), ["forwardedUp", "province"]);
  await intake(recorded);
  const above = await buildCouncil(db, {
    members: 3,
    regime: "148-2023",
    decisionOn: "2024-02-01",
  });
  await scoreIt(above, { dossierId, stage: "province", on: "2024-08-01", points: 66 });
  assert.deepEqual(await followUpsFor(db, province, await findDossier(db, dossierId)), [
    "sendDown",
  ]);
  await followUp(db, province, { dossierId, action: "sendDown" });
  assert.deepEqual(await standing(dossierId), ["scored", "district"]);
});

test("below 70 points a district recognises or tells the producer, and sends nothing up", async () => {
  const [recognised, low] = [await record("2024-05-10"), await record("2024-05-11", "02")];
  const council = await district();
  await intake(recognised);
  await intake(low);
  await scoreIt(council, {
    dossierId: recognised.dossierId,
    stage: "district",
    on: "2024-06-01",
    points: 69,
  });
  await scoreIt(council, {
    dossierId: low.dossierId,
    stage: "district",
    on: "2024-06-02",
    points: 45,
  });
  const follow = async ({ dossierId, province }: typeof low) =>
    followUpsFor(db, province, await findDossier(db, dossierId));
  assert.equal((await follow(recognised)).includes("forwardUp"), false);
  assert.deepEqual(await follow(low), ["refuse"]);
});

test("in 2020 a district recognised nothing and sent up from 50 points", async () => {
  const recorded = await record("2020-10-05");
  const { dossierId, province } = recorded;
  assert.deepEqual(await standing(dossierId), ["filed", "commune"]);
  await passCommune(db, recorded.commune, dossierId);
  assert.deepEqual(await standing(dossierId), ["forwarded", "district"]);
  await intake(recorded);
  const regime = "1048-2019";
  const council = await district({ regime, decisionOn: "2020-01-15" });
  await scoreIt(council, { dossierId, stage: "district", on: "2020-11-01", points: 55, regime });
  const found = await followUpsFor(db, province, await findDossier(db, dossierId));
  assert.deepEqual(found, ["forwardUp"]);
});

test("a district takes up what was filed in its own communes", async () => {
  const [own, unknown] = [
    await record("2024-05-14", "05"),
    await record("2024-05-15", "06", false),
  ];
  await intake(own);
  await intake(unknown);
  const waiting = async (built: BuiltCouncil) => {
    const { council } = await authorisedCouncil(db, built.secretary.actor, "see", built.councilId);
    const ids = (await listWaiting(db, council)).map(({ id }) => id);
    return [ids.includes(own.dossierId), ids.includes(unknown.dossierId)];
  };
  assert.deepEqual(await waiting(await district()), [true, true]);
  const other = await district({ districtCode: "171" });
  assert.deepEqual(await waiting(other), [false, true]);
  const foreign = scoreIt(other, {
    dossierId: own.dossierId,
    stage: "district",
    on: "2024-06-01",
    points: 70,
  });
  await assert.rejects(foreign, (error: AppError) => /huyện khác/.test(error.vi));
});

test("a session of the past is held under the rules of its day, or not at all", async () => {
  const recorded = await record("2024-05-12", "03");
  await intake(recorded);
  const council = await district();
  const early = scoreIt(council, {
    dossierId: recorded.dossierId,
    stage: "district",
    on: "2024-01-10",
    points: 70,
  });
  await assert.rejects(early, (error: AppError) => "rules" in error.fields);
});

test("a council of today takes up no dossier of an earlier decision", async () => {
  const recorded = await record("2024-05-13", "04");
  await intake(recorded);
  const today = await buildCouncil(db, { members: 3 });
  const { council } = await authorisedCouncil(db, today.secretary.actor, "see", today.councilId);
  const waiting = await listWaiting(db, council);
  assert.equal(
    waiting.some(({ id }) => id === recorded.dossierId),
    false,
  );
});
