import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { testDatabase } from "#tests/support/db.ts";
import { type Hall, openHall } from "#tests/support/hall.ts";
import { closeItem, fillSheet, onItem, signAll, signAs } from "#tests/support/scored.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { itemRecusals } from "../conflicts/schema.server.ts";
import { councilSessions, sessionItems } from "../schema.server.ts";
import { describeBoard } from "../service/board.server.ts";
import { currentResult, resultsOf } from "../service/current-result.server.ts";
import { followUp, followUpsFor } from "../service/follow-up.server.ts";
import { closeSession, goTo, takeAllPresent, takeAttendance } from "../service/run.server.ts";
import { noteItem, postpone, rescore } from "../service/scoring.server.ts";
import { conclude, rejectItem } from "./conclude.server.ts";
import { answerReopening, askReopening } from "./reopen.server.ts";
import { revealItem } from "./reveal.server.ts";
import { describeSeverity } from "./rounds.server.ts";
import { giveVerdict } from "./verdict.server.ts";
import { describeItem } from "./view.server.ts";

let database: Database;
let db: Db;
before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
});
after(() => database?.close());

const is = (code: ErrorCode, pattern?: RegExp) => (error: unknown) =>
  error instanceof AppError &&
  error.code === code &&
  (pattern === undefined || pattern.test(error.vi));

const on = (itemId: string) => onItem(db, itemId);
const secretaryOf = (hall: Hall) => hall.council.secretary.actor;
const worth = (hall: Hall, total: number): Answers => answersWorth(hall.set, total);
const place = ({ sessionId, itemId }: Hall) => ({ sessionId, itemId });
const dossierOf = async (itemId: string) => {
  const [item] = await db.select().from(sessionItems).where(eq(sessionItems.id, itemId));
  return findDossier(db, item?.dossierId ?? "");
};
const attend = (hall: Hall, userId: string, attendance: "present" | "absent", seen = "present") =>
  takeAttendance(db, secretaryOf(hall), {
    sessionId: hall.sessionId,
    userId,
    attendance,
    seen: seen as "present",
  });

describe("reveal", () => {
  test("waits for everybody who is there, names them, and shows nothing before", async () => {
    const hall = await openHall(db, { members: 3 });
    await signAs(db, hall, { itemId: hall.itemId, member: hall.first, answers: worth(hall, 72) });
    await fillSheet(db, hall, {
      itemId: hall.itemId,
      member: hall.second,
      answers: worth(hall, 90),
    });
    const { itemId } = hall;
    await assert.rejects(
      async () => revealItem(db, secretaryOf(hall), await on(itemId)),
      is("unprocessable", /còn chờ phiếu của: .*Thành viên/),
    );
    const view = await describeItem(db, secretaryOf(hall), place(hall));
    assert.deepEqual(view.rounds, []);
    assert.equal(view.awaited.length, 2);
    await assert.rejects(
      async () => conclude(db, secretaryOf(hall), await on(itemId)),
      is("conflict"),
    );
  });

  test("counts who signed and then left, and leaves out who was never there", async () => {
    const hall = await openHall(db, { members: 5 });
    const { members } = hall.council;
    for (const member of members.slice(0, 4))
      await signAs(db, hall, { itemId: hall.itemId, member, answers: worth(hall, 72) });
    await attend(hall, members[3]?.id ?? "", "absent");
    await attend(hall, members[4]?.id ?? "", "absent");
    await closeItem(db, hall, hall.itemId);
    const result = await currentResult(db, (await dossierOf(hall.itemId)).id);
    assert.equal(result?.outcome.counted, 4);
    assert.equal(result?.mean, "72.000000");
    assert.equal(result?.stars, 4);
  });

  test("is refused without a quorum, and without somebody to preside", async () => {
    const hall = await openHall(db, { members: 5 });
    const { members } = hall.council;
    for (const member of members.slice(2))
      await signAs(db, hall, { itemId: hall.itemId, member, answers: worth(hall, 72) });
    await attend(hall, members[0]?.id ?? "", "absent");
    await attend(hall, members[1]?.id ?? "", "absent");
    await assert.rejects(
      async () => revealItem(db, secretaryOf(hall), await on(hall.itemId)),
      is("unprocessable", /Chưa đủ túc số: 3\/5/),
    );
    await attend(hall, members[1]?.id ?? "", "present", "absent");
    await signAs(db, hall, {
      itemId: hall.itemId,
      member: hall.council.deputy,
      answers: worth(hall, 72),
    });
    await revealItem(db, secretaryOf(hall), await on(hall.itemId));
  });

  test("leaves out a member whose conflict is found only now, though they have signed", async () => {
    const hall = await openHall(db, { members: 5 });
    await signAll(db, hall, hall.itemId, (at) => worth(hall, at === 4 ? 95 : 72));
    const out = hall.council.members[4];
    await db.insert(itemRecusals).values({
      itemId: hall.itemId,
      userId: out?.id ?? "",
      kind: "relative",
      source: "found",
    });
    await closeItem(db, hall, hall.itemId);
    const result = await currentResult(db, (await dossierOf(hall.itemId)).id);
    assert.equal(result?.mean, "72.000000");
    assert.equal(result?.outcome.counted, 4);
    assert.equal(out && out.id in (result?.basis.sheets ?? {}), false);
    await assert.rejects(
      describeItem(db, out?.actor ?? secretaryOf(hall), place(hall)),
      is("forbidden"),
    );
  });

  test("a member sees the others' sheets only afterwards; an office only the closed result", async () => {
    const hall = await openHall(db, { members: 3 });
    await signAll(db, hall, hall.itemId, (at) => worth(hall, [72, 75, 78][at] ?? 72));
    assert.deepEqual((await describeItem(db, hall.first.actor, place(hall))).rounds, []);
    await assert.rejects(describeItem(db, hall.council.office, place(hall)), is("forbidden"));
    await revealItem(db, secretaryOf(hall), await on(hall.itemId));
    const [round] = (await describeItem(db, hall.first.actor, place(hall))).rounds;
    assert.deepEqual(
      round?.reveal?.totals.toSorted((a, b) => a - b),
      [72, 75, 78],
    );
    assert.equal(round?.reveal?.median, "75.00");
    await assert.rejects(describeItem(db, hall.council.office, place(hall)), is("forbidden"));
    await conclude(db, secretaryOf(hall), await on(hall.itemId));
    const seen = await describeItem(db, hall.council.office, place(hall));
    assert.deepEqual(seen.rounds, []);
    assert.equal(seen.results[0]?.mean, "75.000000");
  });
});

describe("rescoring", () => {
  test("is asked for by the spread, keeps both rounds and tells who changed what", async () => {
    const hall = await openHall(db, { members: 3 });
    await signAll(db, hall, hall.itemId, (at) => worth(hall, [60, 80, 72][at] ?? 72));
    await revealItem(db, secretaryOf(hall), await on(hall.itemId));
    await assert.rejects(
      async () => conclude(db, secretaryOf(hall), await on(hall.itemId)),
      is("unprocessable", /chênh lệch/),
    );
    await rescore(db, secretaryOf(hall), { ...(await on(hall.itemId)), reason: "Thảo luận 1.1" });
    assert.equal((await describeItem(db, hall.first.actor, place(hall))).rounds.length, 1);
    await signAll(db, hall, hall.itemId, (at) => worth(hall, [70, 76, 72][at] ?? 72));
    await closeItem(db, hall, hall.itemId);
    const { rounds } = await describeItem(db, hall.first.actor, place(hall));
    assert.deepEqual(
      rounds.map(({ round, kind }) => [round, kind]),
      [
        [1, "first"],
        [2, "rescore"],
      ],
    );
    assert.ok((rounds[1]?.changes.length ?? 0) > 0);
    assert.ok(rounds[1]?.changes.every(({ from, to }) => from !== to));
    const result = await currentResult(db, (await dossierOf(hall.itemId)).id);
    assert.equal(result?.mean, "72.670000");
    assert.equal(result?.basis.round, 2);
  });

  test("ends after the rounds that the rules allow: then the result stands as it is", async () => {
    const hall = await openHall(db, { members: 3 });
    const apart = (at: number) => worth(hall, [60, 80, 72][at] ?? 72);
    await signAll(db, hall, hall.itemId, apart);
    for (let round = 0; round < 2; round += 1) {
      await revealItem(db, secretaryOf(hall), await on(hall.itemId));
      await rescore(db, secretaryOf(hall), { ...(await on(hall.itemId)), reason: "Chênh lệch" });
      await signAll(db, hall, hall.itemId, apart);
    }
    await revealItem(db, secretaryOf(hall), await on(hall.itemId));
    await assert.rejects(
      async () =>
        rescore(db, secretaryOf(hall), { ...(await on(hall.itemId)), reason: "Chênh lệch" }),
      is("unprocessable", /đủ số lần/),
    );
    await conclude(db, secretaryOf(hall), await on(hall.itemId));
  });

  test("is refused while the sheets agree, and a shown product is not put off for other sheets", async () => {
    const hall = await openHall(db, { members: 3 });
    await signAll(db, hall, hall.itemId, worth(hall, 72));
    await revealItem(db, secretaryOf(hall), await on(hall.itemId));
    await assert.rejects(
      async () => rescore(db, secretaryOf(hall), { ...(await on(hall.itemId)), reason: "x" }),
      is("unprocessable", /không chênh lệch/),
    );
    await assert.rejects(
      async () => postpone(db, secretaryOf(hall), await on(hall.itemId)),
      is("conflict"),
    );
  });
});

describe("rejection", () => {
  test("proposed on a sheet waits for a ruling, and once confirmed ends the dossier", async () => {
    const hall = await openHall(db, { members: 3 });
    const { itemId } = hall;
    await signAs(
      db,
      hall,
      { itemId, member: hall.first, answers: worth(hall, 72) },
      { rejectionReason: "Hàng giả mạo nhãn hiệu" },
    );
    for (const member of hall.council.members.slice(1))
      await signAs(db, hall, { itemId, member, answers: worth(hall, 72) });
    await revealItem(db, secretaryOf(hall), await on(itemId));
    await assert.rejects(
      async () => conclude(db, secretaryOf(hall), await on(itemId)),
      is("unprocessable", /đề nghị loại/),
    );
    const ruling = { rejected: true, ground: "Vi phạm nhãn hiệu", stopAt: null };
    await assert.rejects(
      async () =>
        giveVerdict(db, hall.council.members[2]?.actor ?? hall.first.actor, {
          ...(await on(itemId)),
          ...ruling,
        }),
      is("forbidden"),
    );
    await giveVerdict(db, hall.council.chair.actor, { ...(await on(itemId)), ...ruling });
    assert.deepEqual(await conclude(db, secretaryOf(hall), await on(itemId)), {
      stars: 0,
      rejected: true,
    });
    assert.equal((await dossierOf(itemId)).state, "rejected");
    assert.equal((await currentResult(db, (await dossierOf(itemId)).id))?.rejected, true);
  });

  test("not confirmed leaves the result; a confirmed stop cuts every sheet", async () => {
    const hall = await openHall(db, { members: 3 });
    const { itemId } = hall;
    const stopAt = hall.set.leaves[9]?.code ?? "";
    await signAs(db, hall, { itemId, member: hall.first, answers: worth(hall, 72) }, { stopAt });
    for (const member of hall.council.members.slice(1))
      await signAs(db, hall, { itemId, member, answers: worth(hall, 72) });
    await revealItem(db, secretaryOf(hall), await on(itemId));
    await giveVerdict(db, secretaryOf(hall), {
      ...(await on(itemId)),
      rejected: false,
      ground: null,
      stopAt,
    });
    const done = await conclude(db, secretaryOf(hall), await on(itemId));
    const [result] = await resultsOf(db, [itemId]);
    assert.equal(result?.outcome.spread, 0);
    assert.ok(Number(result?.mean) < 60);
    assert.equal(done.rejected, false);
  });

  test("before the reveal keeps what was written hidden for good", async () => {
    const hall = await openHall(db, { members: 3 });
    await signAll(db, hall, hall.itemId, worth(hall, 72));
    await rejectItem(db, secretaryOf(hall), {
      ...(await on(hall.itemId)),
      reason: "Sản phẩm đã bị thu hồi giấy phép",
    });
    const view = await describeItem(db, hall.first.actor, place(hall));
    assert.deepEqual(view.rounds, []);
    assert.equal(view.results[0]?.mean, null);
    assert.equal((await dossierOf(hall.itemId)).state, "rejected");
  });
});

describe("reopening", () => {
  async function concluded(): Promise<{ hall: Hall; resultId: string }> {
    const hall = await openHall(db, { members: 3 });
    await signAll(db, hall, hall.itemId, worth(hall, 72));
    await closeItem(db, hall, hall.itemId);
    const [result] = await resultsOf(db, [hall.itemId]);
    return { hall, resultId: result?.id ?? "" };
  }
  const reason = "Phát hiện nhầm phiếu kiểm nghiệm";

  test("takes two people, one of them presiding, and leaves both versions", async () => {
    const { hall, resultId } = await concluded();
    const [before] = await resultsOf(db, [hall.itemId]);
    await assert.rejects(
      askReopening(db, hall.council.members[2]?.actor ?? hall.first.actor, { resultId, reason }),
      is("forbidden"),
    );
    const asked = await askReopening(db, secretaryOf(hall), { resultId, reason });
    const answer = { reopeningId: asked.id, agreed: true, answer: "Đồng ý" };
    await assert.rejects(answerReopening(db, secretaryOf(hall), answer), is("forbidden"));
    await answerReopening(db, hall.council.chair.actor, answer);
    assert.equal((await dossierOf(hall.itemId)).state, "rescoring");
    await signAll(db, hall, hall.itemId, worth(hall, 60));
    await closeItem(db, hall, hall.itemId);
    const versions = await resultsOf(db, [hall.itemId]);
    assert.deepEqual(
      versions.map(({ version, stars }) => [version, stars]),
      [
        [1, 4],
        [2, 3],
      ],
    );
    assert.equal(versions[0]?.digest, before?.digest);
    assert.equal((await currentResult(db, (await dossierOf(hall.itemId)).id))?.version, 2);
  });

  test("opens a closed session again, which then has to be closed again", async () => {
    const { hall, resultId } = await concluded();
    const { version } = await describeBoard(db, secretaryOf(hall), hall.sessionId);
    await closeSession(db, secretaryOf(hall), {
      sessionId: hall.sessionId,
      expectedVersion: version,
    });
    const asked = await askReopening(db, hall.council.chair.actor, { resultId, reason });
    await answerReopening(db, secretaryOf(hall), {
      reopeningId: asked.id,
      agreed: true,
      answer: "Đồng ý",
    });
    const [session] = await db
      .select()
      .from(councilSessions)
      .where(eq(councilSessions.id, hall.sessionId));
    assert.equal(session?.state, "open");
  });

  test("refused leaves everything; after a decision there is nothing to reopen", async () => {
    const { hall, resultId } = await concluded();
    const asked = await askReopening(db, secretaryOf(hall), { resultId, reason });
    await assert.rejects(
      askReopening(db, hall.council.chair.actor, { resultId, reason }),
      is("conflict"),
    );
    await answerReopening(db, hall.council.chair.actor, {
      reopeningId: asked.id,
      agreed: false,
      answer: "Không có căn cứ",
    });
    assert.equal((await dossierOf(hall.itemId)).state, "scored");
    await db
      .update(dossiers)
      .set({ state: "decided" })
      .where(eq(dossiers.id, (await dossierOf(hall.itemId)).id));
    await assert.rejects(askReopening(db, secretaryOf(hall), { resultId, reason }), is("conflict"));
  });
});

describe("what follows a result", () => {
  test("92 points held at four stars may be recognised here or go up; one of two stars is refused with advice", async () => {
    const hall = await openHall(db, { members: 3, items: 2 });
    const [held = "", low = ""] = hall.itemIds;
    await signAll(db, hall, held, answersWorth(hall.set, 92, { missing: 5 }));
    await signAll(db, hall, low, worth(hall, 45));
    await closeItem(db, hall, held);
    await closeItem(db, hall, low);
    const [result] = await resultsOf(db, [held]);
    assert.deepEqual([result?.mean, result?.stars, result?.outcome.bandStars], ["92.000000", 4, 5]);
    assert.equal(result?.outcome.unmet.length, 1);
    const { office } = hall.council;
    assert.deepEqual(await followUpsFor(db, office, await dossierOf(held)), ["forwardUp"]);
    assert.deepEqual(await followUpsFor(db, office, await dossierOf(low)), ["refuse"]);
    const { advice } = await describeItem(db, office, { sessionId: hall.sessionId, itemId: low });
    assert.equal(advice?.stars, 3);
    assert.equal(advice?.reachable, true);
    assert.ok((advice?.total ?? 0) >= 50);
    const dossierId = (await dossierOf(low)).id;
    await assert.rejects(
      followUp(db, office, { dossierId, action: "forwardUp" }),
      is("unprocessable"),
    );
    await followUp(db, office, { dossierId, action: "refuse" });
    const { rows } = await db.execute<{ body: string }>(
      sql`select body from dossier_messages where dossier_id = ${dossierId} order by created_at desc limit 1`,
    );
    assert.match(rows[0]?.body ?? "", /điểm trung bình 45, 2 sao/);
    await followUp(db, office, { dossierId: (await dossierOf(held)).id, action: "forwardUp" });
    assert.deepEqual(
      [(await dossierOf(held)).state, (await dossierOf(held)).stage],
      ["forwardedUp", "central"],
    );
  });
});

describe("running a session", () => {
  test("two secretaries: whoever acts on what the other has changed is told so", async () => {
    const hall = await openHall(db, { members: 3 });
    const seen = await on(hall.itemId);
    await noteItem(db, secretaryOf(hall), { ...seen, discussion: "Bàn về bao bì" });
    await assert.rejects(
      noteItem(db, secretaryOf(hall), { ...seen, discussion: "Khác" }),
      is("stale", /Người khác vừa thao tác/),
    );
    await attend(hall, hall.first.id, "absent");
    await assert.rejects(attend(hall, hall.first.id, "present"), is("stale"));
  });

  test("a session with open products is not closed; a member may not run it", async () => {
    const hall = await openHall(db, { members: 3, items: 2 });
    const { sessionId } = hall;
    const { version } = await describeBoard(db, secretaryOf(hall), sessionId);
    await assert.rejects(
      closeSession(db, secretaryOf(hall), { sessionId, expectedVersion: version }),
      is("unprocessable", /số 1, 2/),
    );
    await assert.rejects(
      goTo(db, hall.first.actor, { sessionId, itemId: hall.itemId }),
      is("forbidden"),
    );
    await assert.rejects(takeAllPresent(db, hall.first.actor, { sessionId }), is("forbidden"));
    for (const itemId of hall.itemIds) await postpone(db, secretaryOf(hall), await on(itemId));
    await closeSession(db, secretaryOf(hall), { sessionId, expectedVersion: version });
    await assert.rejects(goTo(db, secretaryOf(hall), { sessionId, itemId: null }), is("conflict"));
  });

  test("severity is told to the council over revealed products only", async () => {
    const hall = await openHall(db, { members: 3, items: 2 });
    const [one = "", two = ""] = hall.itemIds;
    await signAll(db, hall, one, (at) => worth(hall, [70, 72, 76][at] ?? 72));
    await signAll(db, hall, two, (at) => worth(hall, [90, 60, 60][at] ?? 72));
    await revealItem(db, secretaryOf(hall), await on(one));
    const told = await describeSeverity(db, hall.first.actor, hall.sessionId);
    assert.deepEqual(
      told.map(({ products }) => products),
      [1, 1, 1],
    );
    assert.deepEqual(
      told.map(({ distance }) => distance).toSorted(),
      ["+5.0", "-1.0", "-4.0"].toSorted(),
    );
  });
});
