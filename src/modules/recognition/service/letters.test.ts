import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Database, Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { listIssuedPapers } from "#modules/dossiers/service/issued-papers.server.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import {
  buildScored,
  buildSubmitted,
  type ScoredProducts,
  signature,
} from "#tests/support/issued.ts";
import { usualAgency } from "../letters.ts";
import { decisionPapers } from "../paths.ts";
import { getDecisionPaper } from "../documents/decision-papers.server.ts";
import { saveDraft, turnDraft } from "./drafts.server.ts";
import { issueDecision } from "./issue.server.ts";
import { issueLetter, saveLetter } from "./letter-acts.server.ts";
import { getLetter, getLetterDocument, type LetterRef } from "./letters.server.ts";

const is = (code: ErrorCode, vi?: RegExp) => (error: unknown) =>
  error instanceof AppError && error.code === code && (vi === undefined || vi.test(error.vi));

const producerOf = (holderId: string): UserActor => ({
  kind: "user",
  userId: randomUUID(),
  grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId } }],
});

const head = { signerName: "Trần Thị Mẫu", signerTitle: "Phó Chánh Văn phòng" };
const words = (document: PrintedDocument) => JSON.stringify(document.blocks);
/** What stands right above the signature. */
const lastWords = ({ blocks }: PrintedDocument) => {
  const last = blocks.findLast(({ kind }) => kind === "paragraph");
  return last?.kind === "paragraph" ? last.text : null;
};
const receiversOf = ({ blocks }: PrintedDocument) =>
  blocks.flatMap((block) => (block.kind === "closing" ? block.recipients : []));

describe("letters about decisions and results", () => {
  let database: Database;
  let db: Db;
  let scored: ScoredProducts;
  let office: UserActor;
  let decision: { decisionId: string; expectedVersion: number };
  const submission = () => ({ decisionId: decision.decisionId, name: decisionPapers.submission });
  const toCommune = () => ({
    decisionId: decision.decisionId,
    name: decisionPapers.communeNotice("05692"),
  });
  const toProducer = (seq: number) => ({
    decisionId: decision.decisionId,
    name: decisionPapers.producerNotice(seq),
  });
  const issue = async (ref: LetterRef, more: { issuedOn?: string } = {}) =>
    issueLetter(db, office, ref, {
      expectedVersion: (await getLetter(db, office, ref)).row?.version ?? 0,
      ...head,
      ...more,
    });
  before(async () => {
    database = await testDatabase();
    ({ db } = database);
    scored = await buildScored(db, { items: 2 });
    ({ office } = scored);
    decision = await buildSubmitted(db, scored);
  });
  after(() => database?.close());

  test("a submission says what is asked on what basis, in words that the office may change", async () => {
    const draft = await getLetterDocument(db, office, submission());
    assert.match(words(draft), /TTr-OCOP/);
    assert.match(words(draft), /DỰ THẢO/);
    assert.match(words(draft), /Căn cứ Quyết định số 26\/2026\/QĐ-TTg ngày 22 tháng 5 năm 2026/);
    assert.match(words(draft), /Căn cứ biên bản phiên họp/);
    assert.match(words(draft), /Kính gửi: Chủ tịch Ủy ban nhân dân/);
    assert.deepEqual(
      lastWords(draft),
      "Kính trình xem xét, ban hành Quyết định (dự thảo kèm theo)./.",
    );
    const usual = (await getLetter(db, office, submission())).words;
    const save = (expectedVersion: number, before: string) =>
      saveLetter(db, office, submission(), {
        expectedVersion,
        agency: "Văn phòng Điều phối Nông thôn mới",
        symbol: "vpđp",
        words: { ...usual, before, recipients: "Như trên\nSở Tài chính" },
      });
    await save(0, "Kính trình xem xét <b>gấp</b>.");
    await assert.rejects(save(0, "Khác"), is("stale"));
    const view = await getLetter(db, office, submission());
    assert.deepEqual(Object.keys(view.row?.words ?? {}), ["before", "recipients"]);
    const changed = await getLetterDocument(db, office, submission());
    assert.match(words(changed), /Kính trình xem xét <b>gấp<\/b>\./);
    assert.match(words(changed), /TTr-VPĐP/);
    await assert.rejects(
      saveLetter(db, office, submission(), {
        expectedVersion: 1,
        agency: "A",
        symbol: "A B/C",
        words: {},
      }),
      is("invalid"),
    );
  });

  test("gets its number once, however often it is asked for, and stays as it was issued", async () => {
    const settled = await Promise.allSettled([1, 2, 3, 4].map(() => issue(submission())));
    const done = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    assert.deepEqual(done, [{ numberText: "01/TTr-VPĐP" }]);
    for (const one of settled)
      if (one.status === "rejected")
        assert.ok(is("conflict")(one.reason) || is("stale")(one.reason), one.reason);
    const issued = await getLetterDocument(db, office, submission());
    assert.match(words(issued), /01\/TTr-VPĐP/);
    assert.match(words(issued), /KT\. CHÁNH VĂN PHÒNG/);
    assert.doesNotMatch(words(issued), /DỰ THẢO/);
    const on = { decisionId: decision.decisionId };
    await turnDraft(db, office, { ...on, expectedVersion: 2, act: "takeBack" });
    await saveDraft(db, office, {
      ...on,
      expectedVersion: 3,
      title: "Công nhận sản phẩm OCOP đợt khác",
      legalBasis: "",
      texts: {},
    });
    await turnDraft(db, office, { ...on, expectedVersion: 4, act: "submit" });
    decision = { ...decision, expectedVersion: 5 };
    assert.deepEqual(await getLetterDocument(db, office, submission()), issued);
    await assert.rejects(issue(submission()), is("conflict", /01\/TTr-VPĐP/));
    for (const statement of [
      sql`update decision_letters set number_text = '9' where number is not null`,
      sql`update decision_letters set document = '{}' where number is not null`,
      sql`delete from decision_letters`,
    ])
      await assert.rejects(
        db.transaction((tx) => tx.execute(statement)),
        (error: Error) => (error.cause as { code?: string } | undefined)?.code === "42501",
      );
  });

  test("notices have numbers only once the decision has, in one series without gaps, never back in time", async () => {
    await assert.rejects(issue(toCommune()), is("unprocessable", /sau khi quyết định/));
    await issueDecision(db, scored.signer, { ...decision, ...signature });
    const paper = await getDecisionPaper(db, office, {
      decisionId: decision.decisionId,
      name: decisionPapers.decision,
    });
    assert.match(
      words(paper),
      /Theo đề nghị của Văn phòng Điều phối Nông thôn mới tại Tờ trình số 01\/TTr-VPĐP ngày [^"]+\."/,
    );
    assert.match(words(paper), /"about":"Về việc công nhận sản phẩm OCOP đợt khác"/);
    assert.match(words(paper), /thi hành Quyết định này\.\/\./);
    const on = await today(db);
    for (const issuedOn of [addDays(on, -1), addDays(on, 1)])
      await assert.rejects(issue(toCommune(), { issuedOn }), is("unprocessable", /Ngày văn bản/));
    const notices = [toCommune(), toProducer(1), toProducer(2)];
    const numbers = await Promise.all(notices.map((ref) => issue(ref)));
    assert.deepEqual(numbers.map(({ numberText }) => numberText).toSorted(), [
      "01/TB-VPĐP",
      "02/TB-VPĐP",
      "03/TB-VPĐP",
    ]);
    const document = await getLetterDocument(db, office, toProducer(1));
    const notice = words(document);
    assert.match(notice, /\/QĐ-UBND ngày \d\d tháng \d+ năm \d{4}/);
    assert.doesNotMatch(notice, /Kính gửi/, "a notice names its receivers below");
    assert.deepEqual(receiversOf(document).slice(1), [
      "Ủy ban nhân dân xã Đồng Hỷ",
      "Lưu: VT, hồ sơ",
    ]);
    assert.match(receiversOf(document)[0] ?? "", /^Hợp tác xã thử nghiệm/);
    assert.match(notice, /đúng hạng sao trong thời hạn/);
    await assert.rejects(getDecisionPaper(db, office, toProducer(3)), is("notFound"));
  });

  test("are refused to whoever drafts no decisions, and are not there for another province", async () => {
    const ref = toCommune();
    for (const [actor, code] of [
      [await buildOfficer(db, "decisionMaker", "19"), "forbidden"],
      [await buildOfficer(db, "provinceOfficer", "01"), "notFound"],
      [await buildOfficer(db, "communeOfficer", "19/05692"), "notFound"],
    ] as const)
      await assert.rejects(issueLetter(db, actor, ref, { expectedVersion: 0, ...head }), is(code));
  });

  test("the letter on a result below three stars names the least to improve, ends the dossier and reaches its producer", async () => {
    const low = await buildScored(db, { points: 44 });
    const [dossierId = ""] = low.dossierIds;
    const ref = { dossierId };
    const draft = words(await getLetterDocument(db, low.office, ref));
    assert.match(draft, /đạt 44,00 điểm, xếp hạng 2 sao/);
    assert.match(draft, /ít nhất cần cải thiện \d+ nội dung/);
    assert.match(draft, /Mức cần đạt/);
    assert.equal((await getLetter(db, low.office, ref)).symbol, "VPĐP");
    assert.notEqual(usualAgency.symbol, "VPĐP");
    const asked = { expectedVersion: 0, ...head };
    const dossier = await findDossier(db, dossierId);
    const producer = producerOf(dossier.producerId);
    await assert.rejects(getLetterDocument(db, producer, ref), is("forbidden"), "still a draft");
    assert.deepEqual(await issueLetter(db, low.office, ref, asked), { numberText: "04/TB-VPĐP" });
    const issued = await getLetterDocument(db, low.office, ref);
    assert.equal((await findDossier(db, dossierId)).state, "notRecognised");
    const on = await today(db);
    assert.deepEqual(await listIssuedPapers(db, dossierId), [
      { kind: "resultNotice", numberText: "04/TB-VPĐP", issuedOn: on },
    ]);
    assert.deepEqual(await getLetterDocument(db, producer, ref), issued);
    await assert.rejects(
      getLetterDocument(db, producerOf(randomUUID()), ref),
      is("notFound"),
      "another producer",
    );
    const [told] = (await listMessages(db, producer)).messages;
    assert.match(told?.body ?? "", /điểm trung bình 44, 2 sao\. Thông báo số 04\/TB-VPĐP/);
    assert.equal((await listMessages(db, producer)).messages.length, 1, "told once");
    await assert.rejects(issueLetter(db, low.office, ref, asked), is("conflict", /04\/TB-VPĐP/));
    await assert.rejects(
      getLetterDocument(db, await buildOfficer(db, "provinceOfficer", "01"), ref),
      is("notFound"),
    );
    // Enough stars: no such letter.
    await assert.rejects(
      getLetter(db, office, { dossierId: scored.dossierIds[0] ?? "" }),
      is("notFound"),
    );
  });
});
