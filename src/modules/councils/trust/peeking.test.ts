import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { buildOfficer, recordAnyFile } from "#modules/dossiers/factory.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { buildProducer } from "#modules/producers/factory.ts";
import { testDatabase } from "#tests/support/db.ts";
import { everyAnswer, type Hall, openHall, writeOf } from "#tests/support/hall.ts";
import { onItem, signAll } from "#tests/support/scored.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { addConsultancy, addTie, readRegister } from "../conflicts/register.server.ts";
import { itemRecusals } from "../conflicts/schema.server.ts";
import { getSessionDocument } from "../documents/session-documents.server.ts";
import { buildCouncil, buildSession } from "../factory.ts";
import { deskPage } from "../pages/session/desk.server.ts";
import { revealItem } from "../results/reveal.server.ts";
import { giveVerdict } from "../results/verdict.server.ts";
import { startScoring } from "../service/scoring.server.ts";
import { enterPaperSheet, readPaperSheet } from "../sheets/paper.server.ts";
import { saveRemarks } from "../sheets/remarks.server.ts";
import { saveAnswers } from "../sheets/save.server.ts";
import { askMeeting, convertToMeeting } from "../written/convert.server.ts";

let database: Database;
let db: Db;
before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
});
after(() => database?.close());

const is = (code: ErrorCode) => (error: unknown) =>
  error instanceof AppError && error.code === code;

describe("a hidden round", () => {
  let hall: Hall;
  before(async () => {
    hall = await openHall(db, { members: 3 });
  });
  const place = () => ({ sessionId: hall.sessionId, itemId: hall.itemId, round: 1 });

  test("an entered paper sheet is read by nobody outside the session, who may otherwise read everything", async () => {
    const { secretary } = hall.council;
    await enterPaperSheet(db, secretary.actor, {
      ...place(),
      memberId: hall.first.id,
      scanDigest: await recordAnyFile(db),
      answers: Object.fromEntries(
        everyAnswer(hall.set).map(({ criterion, option }) => [criterion, option ?? 1]),
      ),
      comment: null,
      proposesRejection: false,
      rejectionReason: null,
      stopAt: null,
    });
    const { actor: auditor } = await buildAccount(db, {
      grants: [{ role: "auditor", path: "19" }],
    });
    const read = (actor: typeof auditor) =>
      readPaperSheet(db, actor, { ...place(), memberId: hall.first.id });
    await assert.rejects(read(auditor), is("forbidden"));
    for (const role of ["provinceOfficer", "decisionMaker", "departmentOfficer"] as const)
      await assert.rejects(read(await buildOfficer(db, role, "19")), is("forbidden"), role);
    // It is there to be read, by its member.
    assert.ok((await read(hall.first.actor)).draft.digest);
  });

  test("whoever may not score is told that, and not whether the product's set has a criterion", async () => {
    const other = await buildCouncil(db, { members: 2 });
    for (const stranger of [other.members[1], other.chair, other.secretary]) {
      assert.ok(stranger);
      const { actor } = stranger;
      const save = (writes: ReturnType<typeof writeOf>[]) =>
        saveAnswers(db, actor, { ...place(), writes });
      await assert.rejects(save([writeOf("khong.co", 1)]), is("notFound"));
      await assert.rejects(save([writeOf("1.1", 999)]), is("notFound"));
      await assert.rejects(save([]), is("notFound"));
      const remarks = {
        comment: null,
        proposesRejection: false,
        rejectionReason: null,
        stopAt: "khong.co",
        baseVersion: 0,
      };
      await assert.rejects(saveRemarks(db, actor, { ...place(), ...remarks }), is("notFound"));
      await assert.rejects(
        giveVerdict(db, actor, {
          ...(await onItem(db, hall.itemId)),
          rejected: false,
          ground: null,
          stopAt: "khong.co",
        }),
        is("notFound"),
      );
    }
    // Its own member is told what is wrong.
    await assert.rejects(
      saveAnswers(db, hall.second.actor, { ...place(), writes: [writeOf("khong.co", 1)] }),
      is("invalid"),
    );
  });
});

describe("opinions in writing that diverge", () => {
  test("are told to the council alone, and nothing of a product to whoever is in conflict with it", async () => {
    const council = await buildCouncil(db, { members: 5 });
    const session = await buildSession(db, { council, items: 2, mode: "written", declared: true });
    const [itemId = ""] = session.itemIds;
    const [chair, , , , out] = council.members;
    assert.ok(chair && out);
    const { sessionId } = session;
    await startScoring(db, council.secretary.actor, { sessionId, itemId: null });
    const { set } = await openHall(db, { members: 2 });
    await signAll(db, session, itemId, (at) => answersWorth(set, at < 3 ? 55 : 91));
    await db
      .insert(itemRecusals)
      .values({ itemId, userId: out.id, kind: "payment", source: "found" });
    await revealItem(db, council.secretary.actor, await onItem(db, itemId));

    const written = async (actor: typeof out.actor) =>
      (await deskPage(db, actor, sessionId)).written;
    assert.ok(((await written(chair.actor))?.items[itemId] ?? []).length > 0);
    assert.equal((await written(out.actor))?.items[itemId], undefined);
    for (const role of ["provinceOfficer", "decisionMaker", "departmentOfficer"] as const)
      assert.equal(await written(await buildOfficer(db, role, "19")), null, role);

    // The same after it has become a meeting: the product goes on there.
    await askMeeting(db, chair.actor, { sessionId, reason: "Ý kiến trái ngược" });
    await convertToMeeting(db, council.secretary.actor, {
      sessionId,
      place: "Hội trường",
      startsAt: "2026-12-01T08:00",
    });
    const sheets = (actor: typeof out.actor) =>
      getSessionDocument(db, actor, { sessionId, name: `phieu-san-pham-${itemId}` });
    assert.ok((await sheets(chair.actor)).blocks.length > 0);
    await assert.rejects(sheets(out.actor), is("notFound"));
  });
});

test("the register of ties takes, and so names, no producer of another province", async () => {
  const { office } = await buildCouncil(db, { members: 1 });
  const { id: here } = await buildProducer(db, { path: "19/05692", name: "HTX trong tỉnh" });
  const { id: there } = await buildProducer(db, { path: "01/00004", name: "HTX tỉnh khác" });
  const work = (producerId: string) =>
    addConsultancy(db, office, {
      organisation: "Công ty tư vấn",
      producerId,
      subject: "Lập hồ sơ",
      since: "",
      until: "",
      amount: "",
    });
  await work(here);
  await assert.rejects(work(there), is("invalid"));
  const tie = { kind: "relative", organisation: "", detail: "", since: "", until: "" } as const;
  await assert.rejects(
    addTie(db, office, { ...tie, userId: office.userId, producerId: there }),
    is("invalid"),
  );
  const { consultancies } = await readRegister(db, office);
  assert.deepEqual(
    consultancies.map(({ producerName }) => producerName),
    ["HTX trong tỉnh"],
  );
});
