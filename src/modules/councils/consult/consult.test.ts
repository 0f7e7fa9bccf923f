import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { today } from "#core/calendar/today.ts";
import { addDays } from "#core/calendar/day.ts";
import { type BuiltAwaiting, buildAwaiting } from "#modules/dossiers/factory.ts";
import { listAnswers } from "#modules/dossiers/service/content.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { interestTies } from "../conflicts/schema.server.ts";
import { assignDossiers, assignmentsOf, reassign } from "./assign.server.ts";
import { describeTeamBoard } from "./board.server.ts";
import { type BuiltTeam, buildFindings, buildTeam } from "./factory.ts";
import { askTest, listWaitingTests, receiveTest, testsOf } from "./lab.server.ts";
import { listOwnWork } from "./own-work.server.ts";
import { isReportIntact, submitReport } from "./report.server.ts";
import { lastReport } from "./reports.server.ts";
import { findingsOf, saveFinding, submitReview, takeReviewBack } from "./review.server.ts";
import { consultAssignments } from "./schema.server.ts";
import { saveSurvey, surveysOf } from "./survey.server.ts";
import { consultViewOf } from "./view.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);
await loadRulebooks(database.db);

const fails = (code: ErrorCode) => (error: unknown) =>
  error instanceof AppError && error.code === code;

/** A team of three and a dossier under advice that two of them have. */
async function buildWork(tx: Db) {
  const team = await buildTeam(tx);
  const dossier = await buildAwaiting(tx);
  const [head, second, third] = team.people;
  assert.ok(head && second && third);
  await assignDossiers(tx, team.office.actor, {
    teamId: team.teamId,
    dueOn: "",
    assignments: [{ dossierId: dossier.dossierId, userIds: [head.id, second.id] }],
  });
  const given = await assignmentsOf(tx, [dossier.dossierId]);
  const of = (userId: string) => given.find((one) => one.userId === userId)?.id ?? "";
  return { team, dossier, head, second, third, first: of(head.id), other: of(second.id) };
}

/** The producer's own claims as findings, but for those given. */
async function agreeing(tx: Db, { dossierId }: BuiltAwaiting, but: Record<string, number> = {}) {
  const answers = await listAnswers(tx, dossierId);
  return {
    ...Object.fromEntries(answers.map(({ criterion, option }) => [criterion, option ?? 1])),
    ...but,
  };
}

async function tie(tx: Db, userId: string, { producerId }: BuiltAwaiting): Promise<void> {
  await tx.insert(interestTies).values({
    provinceCode: "19",
    userId,
    kind: "relative",
    producerId,
    createdBy: userId,
  });
}

async function takenIn(tx: Db, team: BuiltTeam, dossierId: string, purpose: string) {
  const digest = randomUUID().replaceAll("-", "").padEnd(64, "0");
  await tx.execute(
    `insert into stored_files (digest, size, media_type) values ('${digest}', 9, 'image/jpeg')`,
  );
  await tx.execute(
    `insert into consult_files (dossier_id, purpose, digest, stored_by)
     values ('${dossierId}', '${purpose}', '${digest}', '${team.head.id}')`,
  );
  return digest;
}

test("whoever is tied to the producer is proposed for nothing and cannot be given the dossier", async () => {
  await rolledBack(database.db, async (tx) => {
    const team = await buildTeam(tx, { fields: [["01"], [], []] });
    const dossier = await buildAwaiting(tx);
    await tie(tx, team.head.id, dossier);
    const board = await describeTeamBoard(tx, team.office.actor, { teamId: team.teamId });
    const shown = board.dossiers.find(({ row }) => row.id === dossier.dossierId);
    assert.ok(shown);
    assert.deepEqual([...shown.conflicted.keys()], [team.head.id]);
    const picked = shown.proposal?.picks.map(({ userId }) => userId) ?? [];
    assert.equal(picked.length, 2);
    assert.ok(!picked.includes(team.head.id));
    await assert.rejects(
      assignDossiers(tx, team.office.actor, {
        teamId: team.teamId,
        dueOn: "",
        assignments: [{ dossierId: dossier.dossierId, userIds: [team.head.id] }],
      }),
      fails("unprocessable"),
    );
    assert.deepEqual(await assignmentsOf(tx, [dossier.dossierId]), []);
  });
});

test("a dossier given twice is given once; taken back, its review is closed to who had it", async () => {
  await rolledBack(database.db, async (tx) => {
    const { team, dossier, head, third, first } = await buildWork(tx);
    const again = await assignDossiers(tx, team.office.actor, {
      teamId: team.teamId,
      dueOn: "",
      assignments: [{ dossierId: dossier.dossierId, userIds: [head.id] }],
    });
    assert.equal(again.given, 0);
    await reassign(tx, team.office.actor, { assignmentId: first, userId: third.id });
    await assert.rejects(submitReview(tx, head.actor, { assignmentId: first }), fails("notFound"));
    const holders = (await assignmentsOf(tx, [dossier.dossierId])).map(({ userId }) => userId);
    assert.ok(holders.includes(third.id) && !holders.includes(head.id));
    assert.equal((await listOwnWork(tx, head.actor)).length, 0);
    assert.equal((await listOwnWork(tx, third.actor)).length, 1);
  });
});

test("an office gives out only dossiers of its own units, and a consultant gives out none", async () => {
  await rolledBack(database.db, async (tx) => {
    const { team, dossier, head, third } = await buildWork(tx);
    const elsewhere = await buildTeam(tx, { path: "24" });
    const input = (teamId: string, userId: string) => ({
      teamId,
      dueOn: "",
      assignments: [{ dossierId: dossier.dossierId, userIds: [userId] }],
    });
    await assert.rejects(
      assignDossiers(tx, elsewhere.office.actor, input(elsewhere.teamId, elsewhere.head.id)),
      fails("notFound"),
    );
    await assert.rejects(
      assignDossiers(tx, elsewhere.office.actor, input(team.teamId, third.id)),
      fails("notFound"),
    );
    await assert.rejects(
      assignDossiers(tx, head.actor, input(team.teamId, third.id)),
      fails("forbidden"),
    );
    await assert.rejects(
      assignDossiers(tx, team.office.actor, input(team.teamId, elsewhere.head.id)),
      fails("unprocessable"),
    );
  });
});

test("a write sent twice is done once, and one based on an old version changes nothing", async () => {
  await rolledBack(database.db, async (tx) => {
    const { head, first } = await buildWork(tx);
    const write = {
      assignmentId: first,
      criterion: "1.1",
      option: 1,
      reason: "Vùng nguyên liệu nhỏ hơn đã khai.",
      papers: [],
      expectedVersion: 0,
      writeId: randomUUID(),
    };
    const saved = await saveFinding(tx, head.actor, write);
    assert.equal(saved.version, 1);
    assert.equal((await saveFinding(tx, head.actor, write)).version, 1);
    assert.equal(saved.standing.disagreements[0]?.criterion, "1.1");
    assert.ok(saved.standing.found.total < saved.standing.claimed.total);
    await assert.rejects(
      saveFinding(tx, head.actor, { ...write, option: 2, writeId: randomUUID() }),
      fails("stale"),
    );
    assert.equal((await findingsOf(tx, first))["1.1"]?.option, 1);
    await assert.rejects(
      saveFinding(tx, head.actor, { ...write, criterion: "99", writeId: randomUUID() }),
      fails("invalid"),
    );
    await assert.rejects(
      saveFinding(tx, head.actor, {
        ...write,
        papers: [randomUUID()],
        expectedVersion: 1,
        writeId: randomUUID(),
      }),
      fails("invalid"),
    );
  });
});

test("nobody writes in another's review, and a conflict that comes to light ends one's own", async () => {
  await rolledBack(database.db, async (tx) => {
    const { dossier, head, second, first } = await buildWork(tx);
    const write = () => ({
      assignmentId: first,
      criterion: "1.1",
      option: 1,
      reason: null,
      papers: [],
      expectedVersion: 0,
      writeId: randomUUID(),
    });
    await assert.rejects(saveFinding(tx, second.actor, write()), fails("notFound"));
    await tie(tx, head.id, dossier);
    await assert.rejects(saveFinding(tx, head.actor, write()), fails("forbidden"));
    await assert.rejects(
      askTest(tx, head.actor, {
        dossierId: dossier.dossierId,
        indicators: "Vi sinh",
        reason: "Hồ sơ thiếu",
        lab: null,
        dueOn: "",
      }),
      fails("notFound"),
    );
  });
});

test("a review is handed in whole, shown then and not before, and can be taken back until the report", async () => {
  await rolledBack(database.db, async (tx) => {
    const { dossier, head, first } = await buildWork(tx);
    await buildFindings(tx, head.actor, first, { "1.1": 1 });
    await assert.rejects(
      submitReview(tx, head.actor, { assignmentId: first }),
      fails("unprocessable"),
    );
    assert.deepEqual((await consultViewOf(tx, dossier.dossierId, "province")).opinions, {});
    const { "1.1": _done, ...rest } = await agreeing(tx, dossier);
    await buildFindings(tx, head.actor, first, rest);
    await submitReview(tx, head.actor, { assignmentId: first });
    const view = await consultViewOf(tx, dossier.dossierId, "province");
    assert.equal(view.opinions["1.1"]?.[0]?.option, 1);
    assert.equal(view.report, null);
    await assert.rejects(
      saveFinding(tx, head.actor, {
        assignmentId: first,
        criterion: "1.1",
        option: 2,
        reason: null,
        papers: [],
        expectedVersion: 1,
        writeId: randomUUID(),
      }),
      fails("conflict"),
    );
    await takeReviewBack(tx, head.actor, { assignmentId: first });
    assert.deepEqual((await consultViewOf(tx, dossier.dossierId, "province")).opinions, {});
  });
});

test("the team reports once everything is in: by its head, frozen under a digest", async () => {
  await rolledBack(database.db, async (tx) => {
    const { team, dossier, head, second, first, other } = await buildWork(tx);
    const { dossierId } = dossier;
    const report = {
      dossierId,
      summary: "Hồ sơ đầy đủ, một tiêu chí thấp hơn chủ thể tự chấm.",
      recommendation: "propose" as const,
    };
    await buildFindings(tx, head.actor, first, await agreeing(tx, dossier, { "1.1": 1 }));
    await submitReview(tx, head.actor, { assignmentId: first });
    await assert.rejects(submitReport(tx, head.actor, report), fails("unprocessable"));
    await buildFindings(tx, second.actor, other, await agreeing(tx, dossier));
    await submitReview(tx, second.actor, { assignmentId: other });
    await assert.rejects(submitReport(tx, second.actor, report), fails("forbidden"));
    await assert.rejects(submitReport(tx, team.office.actor, report), fails("forbidden"));
    const { digest } = await submitReport(tx, head.actor, report);
    const kept = await lastReport(tx, dossierId, "province");
    assert.ok(kept);
    assert.equal(kept.digest, digest);
    assert.ok(isReportIntact(kept));
    assert.ok(!isReportIntact({ ...kept, content: { ...kept.content, summary: "Khác" } }));
    assert.equal(kept.content.reviews.length, 2);
    assert.equal(
      (await consultViewOf(tx, dossierId, "province")).report?.recommendation,
      "propose",
    );
    await assert.rejects(submitReport(tx, head.actor, report), fails("conflict"));
    await assert.rejects(
      takeReviewBack(tx, head.actor, { assignmentId: first }),
      fails("conflict"),
    );
  });
});

test("a survey sent twice is one; one that was mended replaces it; another's id and foreign files are refused", async () => {
  await rolledBack(database.db, async (tx) => {
    const { team, dossier, head, second, first, other } = await buildWork(tx);
    const photo = await takenIn(tx, team, dossier.dossierId, "surveyPhoto");
    const signature = await takenIn(tx, team, dossier.dossierId, "signature");
    const survey = {
      id: randomUUID(),
      assignmentId: first,
      on: await today(tx),
      latitude: 21.7,
      longitude: 105.9,
      accuracy: 12,
      people: "Chuyên gia thử, đại diện chủ thể",
      findings: "Xưởng đúng như khai.",
      photos: [photo],
      signatureDigest: signature,
      signedName: "Người đại diện thử",
      deviceAt: "2026-11-22T01:00:00.000Z",
    };
    assert.equal((await saveSurvey(tx, head.actor, survey)).version, 1);
    assert.equal((await saveSurvey(tx, head.actor, survey)).version, 1);
    const mended = { ...survey, findings: "Xưởng đúng như khai, thêm một kho." };
    assert.equal((await saveSurvey(tx, head.actor, mended)).version, 2);
    const [kept, ...more] = await surveysOf(tx, dossier.dossierId);
    assert.equal(kept?.findings, mended.findings);
    assert.deepEqual(more, []);
    await assert.rejects(
      saveSurvey(tx, second.actor, { ...survey, assignmentId: other }),
      fails("conflict"),
    );
    await assert.rejects(
      saveSurvey(tx, head.actor, { ...survey, id: randomUUID(), photos: [signature] }),
      fails("invalid"),
    );
    const tomorrow = addDays(await today(tx), 1);
    await assert.rejects(
      saveSurvey(tx, head.actor, { ...survey, id: randomUUID(), on: tomorrow }),
      fails("invalid"),
    );
  });
});

test("a test that was asked for waits, is overdue, and is answered with its result", async () => {
  await rolledBack(database.db, async (tx) => {
    const { team, dossier, head, third } = await buildWork(tx);
    const { dossierId } = dossier;
    const asked = {
      dossierId,
      indicators: "Tổng số vi sinh vật hiếu khí",
      reason: "Phiếu trong hồ sơ đã quá 12 tháng",
      lab: "Phòng kiểm nghiệm thử",
      dueOn: addDays(await today(tx), 3),
    };
    await assert.rejects(askTest(tx, third.actor, asked), fails("notFound"));
    const { id: testId } = await askTest(tx, head.actor, asked);
    const [waiting] = await listWaitingTests(tx, team.office.actor);
    assert.equal(waiting?.test.id, testId);
    assert.equal(waiting.isOverdue, false);
    await tx.execute(`update lab_tests set due_on = current_date - 5, asked_on = current_date - 9`);
    assert.equal((await listWaitingTests(tx, team.office.actor))[0]?.isOverdue, true);
    const stranger = await buildAccount(tx, { grants: [{ role: "provinceOfficer", path: "24" }] });
    assert.deepEqual(await listWaitingTests(tx, stranger.actor), []);
    const resultDigest = await takenIn(tx, team, dossierId, "labResult");
    const received = {
      testId,
      receivedOn: await today(tx),
      resultDigest,
      verdict: "met" as const,
      note: null,
      expectedVersion: 1,
    };
    await assert.rejects(
      receiveTest(tx, team.office.actor, { ...received, resultDigest: "0".repeat(64) }),
      fails("invalid"),
    );
    await receiveTest(tx, team.office.actor, received);
    await assert.rejects(receiveTest(tx, team.office.actor, received), fails("stale"));
    assert.equal((await testsOf(tx, dossierId))[0]?.verdict, "met");
    assert.deepEqual(await listWaitingTests(tx, team.office.actor), []);
  });
});

test("a dossier that came back to the team is reviewed anew by whoever is given it again", async () => {
  await rolledBack(database.db, async (tx) => {
    const { team, dossier, head, first } = await buildWork(tx);
    await buildFindings(tx, head.actor, first, await agreeing(tx, dossier));
    await submitReview(tx, head.actor, { assignmentId: first });
    await tx
      .update(consultAssignments)
      .set({ submittedAt: new Date("2026-01-05T00:00:00Z") })
      .where(eq(consultAssignments.id, first));
    const { given } = await assignDossiers(tx, team.office.actor, {
      teamId: team.teamId,
      dueOn: "",
      assignments: [{ dossierId: dossier.dossierId, userIds: [head.id] }],
    });
    assert.equal(given, 1);
    const [work] = await listOwnWork(tx, head.actor);
    assert.equal(work?.submittedAt, null);
    assert.equal(work.found, work.of);
  });
});
