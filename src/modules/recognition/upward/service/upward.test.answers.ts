import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { addItems } from "#modules/councils/service/agenda.server.ts";
import { followUp, followUpsFor } from "#modules/councils/service/follow-up.server.ts";
import { openSession, planSession } from "#modules/councils/service/sessions.server.ts";
import { standingResult } from "#modules/councils/service/standing.server.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { signature } from "#tests/support/issued.ts";
import { buildSent } from "#tests/support/upward.ts";
import { decisions, recognitions } from "../../schema.server.ts";
import { listWaiting } from "../../service/describe.server.ts";
import { draftDecision, turnDraft } from "../../service/drafts.server.ts";
import { issueDecision } from "../../service/issue.server.ts";
import { issueLetter as issueOwnLetter } from "../../service/letter-acts.server.ts";
import { getLetter, getLetterDocument } from "../../service/letters.server.ts";
import { enterBelow, enterRecognised } from "./enter.server.ts";
import { listSendable } from "./list.server.ts";
import { database, files, is, scan, standing } from "./upward.test.world.ts";

describe("what the Ministry answers", () => {
  // Four products of one letter, one for each way that it can go.
  const { db } = database;
  let sent: Awaited<ReturnType<typeof buildSent>>;
  before(async () => {
    sent = await buildSent(db, { items: 4 });
  });

  test("five stars: its decision is entered with number, day and copy; recognition and certificate follow", async () => {
    const dossierId = sent.dossierIds[0] ?? "";
    const now = await today(db);
    const told = {
      letterId: sent.letterId,
      dossierIds: [dossierId],
      numberText: "1234/QĐ-BNNMT",
      signedOn: now,
      signerName: "Nguyễn Văn Thử",
      certificateNumbers: { [dossierId]: "77/2026/OCOP-TW" },
      copyConfirmed: true,
    };
    const enter = async (more: object = {}, copy: Blob | null = null) =>
      enterRecognised({ db, files }, sent.office, { ...told, ...more }, copy ?? (await scan()));
    await assert.rejects(
      enterRecognised({ db, files }, sent.office, told, null),
      is("unprocessable", /bản quyết định đã ký/),
    );
    await assert.rejects(
      enter({ signedOn: addDays(now, -1) }),
      is("unprocessable", /không được trước/),
    );
    await assert.rejects(enter({ signedOn: addDays(now, 1) }), is("unprocessable", /sau hôm nay/));
    await assert.rejects(
      enter({}, new Blob(["chữ"], { type: "text/plain" })),
      is("unsupportedType"),
    );
    const stranger = await buildOfficer(db, "provinceOfficer", "01");
    await assert.rejects(
      enterRecognised({ db, files }, stranger, told, await scan()),
      is("notFound"),
    );
    await assert.rejects(enter({ dossierIds: [sent.letterId] }), is("notFound"));
    const { certificates } = await enter();
    assert.deepEqual(
      certificates.map(({ numberText }) => numberText),
      ["77/2026/OCOP-TW"],
    );
    const [recognition] = await db
      .select()
      .from(recognitions)
      .where(eq(recognitions.dossierId, dossierId));
    assert.deepEqual(
      [recognition?.stars, recognition?.recognisedOn, recognition?.provinceCode],
      [5, now, "19"],
    );
    assert.deepEqual(await standing(db, dossierId), ["decided", "central"]);
    await assert.rejects(enter(), is("conflict", /không còn ở cấp trên/));
    const { rows } = await db.execute<{ subject: string }>(
      sql`select subject from dossier_messages where dossier_id = ${dossierId} order by created_at desc, id limit 5`,
    );
    assert.ok(rows.some(({ subject }) => /được công nhận/.test(subject)));
  });

  test("below its level: the province recognises on the Ministry's result, under its own decision", async () => {
    const dossierId = sent.dossierIds[1] ?? "";
    const now = await today(db);
    const below = {
      letterId: sent.letterId,
      dossierId,
      mean: "86,5",
      stars: 4,
      sender: "Văn phòng Điều phối (thử)",
      letterNumber: "88/VPĐP-OCOP",
      letterOn: now,
      remarks: null,
      copyConfirmed: true,
    };
    const enter = async (more: object = {}) =>
      enterBelow({ db, files }, sent.office, { ...below, ...more }, await scan());
    await assert.rejects(enter({ stars: 5 }), is("unprocessable", /không đạt 5 sao/));
    await assert.rejects(
      enter({ mean: "93", stars: 5 }),
      is("unprocessable", /công nhận ở cấp này/),
    );
    await assert.rejects(enter({ mean: "101" }), is("invalid"));
    await assert.rejects(
      enter({ copyConfirmed: false }),
      is("unprocessable", /không đọc được số, ngày/),
    );
    await assert.rejects(
      enterBelow({ db, files }, sent.office, below, null),
      is("invalid", /bản văn bản/),
    );
    await assert.rejects(
      enterBelow({ db, files }, sent.signer, below, await scan()),
      is("forbidden"),
    );
    await enter();
    assert.deepEqual(await standing(db, dossierId), ["scored", "province"]);
    await assert.rejects(enter(), is("conflict", /không ở cấp trên/));
    const standingNow = await standingResult(db, dossierId);
    assert.deepEqual([standingNow?.stars, standingNow?.stage], [4, "central"]);
    const row = await findDossier(db, dossierId);
    assert.deepEqual(await followUpsFor(db, sent.office, row), ["reevaluate"]);
    assert.deepEqual(
      await listSendable(db, sent.office),
      [],
      "what came down does not go up again",
    );
    const waiting = await listWaiting(db, sent.office);
    assert.deepEqual(
      waiting.map(({ mean, stars, next }) => [mean, stars, next]),
      [["86,50", 4, "recognition"]],
    );
    const { id: decisionId } = await draftDecision(db, sent.office, {
      kind: "recognition",
      dossierIds: [dossierId],
    });
    const [draft] = await db.select().from(decisions).where(eq(decisions.id, decisionId));
    assert.match(
      draft?.legalBasis.join("\n") ?? "",
      /Văn bản số 88\/VPĐP-OCOP ngày .* của Văn phòng/,
    );
    await turnDraft(db, sent.office, { act: "submit", decisionId, expectedVersion: 1 });
    await issueDecision(db, sent.signer, { decisionId, expectedVersion: 2, ...signature });
    const [recognition] = await db
      .select()
      .from(recognitions)
      .where(eq(recognitions.dossierId, dossierId));
    assert.equal(recognition?.stars, 4);
    assert.deepEqual(await standing(db, dossierId), ["decided", "province"]);
    await assert.rejects(
      db.transaction((tx) => tx.execute(sql`update upper_results set stars = 5`)),
      (error: Error) => (error.cause as { code?: string }).code === "42501",
    );
  });

  test("below any recognition: the letter on the result tells the Ministry's, and ends the dossier", async () => {
    const dossierId = sent.dossierIds[3] ?? "";
    const ref = { dossierId };
    await assert.rejects(getLetter(db, sent.office, ref), is("notFound"), "92 points here");
    const told = {
      letterId: sent.letterId,
      dossierId,
      mean: "44,5",
      stars: 2,
      sender: "Văn phòng Điều phối (thử)",
      letterNumber: "90/VPĐP-OCOP",
      letterOn: await today(db),
      remarks: "Thiếu kết quả kiểm nghiệm (thử).",
      copyConfirmed: true,
    };
    await enterBelow({ db, files }, sent.office, told, await scan());
    const said = JSON.stringify(await getLetterDocument(db, sent.office, ref));
    assert.match(said, /Văn bản số 90\/VPĐP-OCOP ngày [^"]* của Văn phòng Điều phối \(thử\)/);
    assert.match(said, /đạt 44,50 điểm, xếp hạng 2 sao/);
    assert.match(said, /Thiếu kết quả kiểm nghiệm \(thử\)/);
    assert.doesNotMatch(said, /92,00|ít nhất cần cải thiện/);
    await issueOwnLetter(db, sent.office, ref, { expectedVersion: 0, ...signature });
    assert.deepEqual(await standing(db, dossierId), ["notRecognised", "province"]);
  });

  test("below its level: the province may evaluate once more, in a new session of its council", async () => {
    const dossierId = sent.dossierIds[2] ?? "";
    await assert.rejects(
      followUp(db, sent.office, { dossierId, action: "reevaluate" }),
      is("forbidden"),
    );
    const told = {
      letterId: sent.letterId,
      dossierId,
      mean: "85",
      stars: 4,
      sender: "Văn phòng Điều phối (thử)",
      letterNumber: "89/VPĐP-OCOP",
      letterOn: await today(db),
      remarks: "Minh chứng thị trường còn thiếu (thử).",
      copyConfirmed: true,
    };
    await enterBelow({ db, files }, sent.office, told, await scan());
    await assert.rejects(
      followUp(db, sent.signer, { dossierId, action: "reevaluate" }),
      is("forbidden"),
    );
    await followUp(db, sent.office, { dossierId, action: "reevaluate" });
    assert.deepEqual(await standing(db, dossierId), ["underAdvice", "province"]);
    const secretary = sent.council.secretary.actor;
    const { id: sessionId } = await planSession(db, secretary, {
      councilId: sent.council.councilId,
      stage: "province",
      title: "Phiên đánh giá lại (thử)",
      mode: "meeting",
      place: "Hội trường thử",
      startsAt: "2026-11-02T08:00",
      dueAt: null,
    });
    const { ids } = await addItems(db, secretary, { sessionId, dossierIds: [dossierId] });
    assert.equal(ids.length, 1);
    await openSession(db, secretary, { sessionId });
    assert.deepEqual(await standing(db, dossierId), ["inSession", "province"]);
  });
});
