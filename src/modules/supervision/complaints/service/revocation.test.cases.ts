import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { addTie } from "#modules/councils/conflicts/register.server.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { findRecognition } from "#modules/recognition/service/found.server.ts";
import { historyOfToken } from "#modules/recognition/service/history.server.ts";
import { turnDraft } from "#modules/recognition/service/drafts.server.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import {
  proposeRestoration,
  recordCase,
  recordRestoration,
  recoverPaper,
  submitCase,
} from "../../cases/service/decide.server.ts";
import {
  describeCase,
  describeQuestion,
  findCaseFile,
  listCases,
  listQuestions,
} from "../../cases/service/list.server.ts";
import { confirmStopped, openCase } from "../../cases/service/open.server.ts";
import {
  askProducer,
  concludeCase,
  dismissCase,
  explainCase,
  verifyCase,
} from "../../cases/service/work.server.ts";
import { getUpwardLetter } from "../../cases/documents/upward-letter.server.ts";
import { revocationCases } from "../../cases/schema.server.ts";
import { readComplaintCode } from "../code.ts";
import { toCase } from "./inbox.server.ts";
import { askComplaint } from "./tell.server.ts";
import {
  is,
  photo,
  db,
  services,
  store,
  made,
  owner,
  tell,
  versionOf,
  issue,
  stateOf,
  waiting,
} from "./revocation.test.world.ts";

describe("from a complaint to a revocation and back", () => {
  test("walks the whole way, the producer heard, and back again", async () => {
    const { code } = await tell({}, await photo());
    assert.ok(readComplaintCode(code));
    const told = await waiting(code);
    assert.equal(told.recognitionId, made.certificates[0]?.recognitionId);
    const kept = await services.files.read(told.photoDigest ?? "");
    assert.equal((await sharp(kept).metadata()).exif, undefined, "where it was taken is gone");

    const { caseId } = await toCase(db, made.office, {
      complaintId: told.id,
      expectedVersion: 1,
      certificateNumber: "",
      ground: "misuseOfOcopMark",
      facts: "Ảnh bao bì in 5 sao.",
    });
    assert.equal((await askComplaint(db, { code, ip: "192.0.2.99" }))?.state, "inCase");
    assert.equal(await stateOf(), "valid", "nothing is public before a decision");
    assert.deepEqual((await historyOfToken(db, made.certificates[0]?.token ?? "")).length, 1);
    const seen = await describeCase(db, made.office, caseId);
    assert.deepEqual(
      seen.files.map(({ digest }) => digest),
      [told.photoDigest],
    );
    await verifyCase(db, made.office, await versionOf(caseId));
    const on = await today(db);
    const conclude = async () =>
      concludeCase(db, made.office, {
        ...(await versionOf(caseId)),
        ground: "misuseOfOcopMark",
        conclusion: "Chủ thể in sai hạng sao.",
        concludedOn: on,
      });
    await assert.rejects(conclude(), is("unprocessable", /giải trình/));
    assert.deepEqual(await listQuestions(db, owner), [], "not asked, not told");
    await assert.rejects(describeQuestion(db, owner, caseId), is("notFound"));
    const ask = async (answerBy: string) =>
      askProducer(db, made.office, {
        ...(await versionOf(caseId)),
        question: "Vì sao in 5 sao?",
        answerBy,
      });
    await assert.rejects(ask(addDays(on, -1)), is("unprocessable"));
    await ask(addDays(on, 5));
    await assert.rejects(conclude(), is("unprocessable", /còn trong thời hạn/));
    assert.equal((await listMessages(db, owner)).messages[0]?.kind, "supervision");
    const answer = { ...(await versionOf(caseId)), answer: "Do nhà in nhầm, đã thu hồi bao bì." };
    await explainCase(store, owner, answer, new Blob([new Uint8Array(await buildPdf())]));
    await assert.rejects(explainCase(store, owner, answer, null), is("stale"));
    const question = await describeQuestion(db, owner, caseId);
    assert.equal(question.files.length, 1, "the producer sees its own file, not the shopper's");
    await assert.rejects(
      findCaseFile(db, owner, { caseId, digest: told.photoDigest ?? "" }),
      is("notFound"),
    );
    await conclude();
    const [urgent] = await listCases(db, made.office);
    assert.equal(urgent?.row.id, caseId);
    assert.ok((urgent?.clock?.daysLeft ?? 0) >= 15);

    const { decisionId } = await submitCase(db, made.office, await versionOf(caseId));
    assert.ok(decisionId);
    assert.equal((await describeCase(db, made.office, caseId)).standing, "submitted");
    await assert.rejects(
      submitCase(db, made.office, await versionOf(caseId)),
      is("unprocessable", /không còn ở bước này/),
    );
    await issue(decisionId);
    assert.equal(await stateOf(), "revoked");
    const decided = await describeCase(db, made.office, caseId);
    assert.equal(decided.standing, "decided");
    assert.deepEqual([decided.clock?.daysLeft, decided.clock?.isLate], [null, false]);
    const recover = async (recoveredOn: string) =>
      recoverPaper(db, made.office, { ...(await versionOf(caseId)), recoveredOn });
    await assert.rejects(recover(addDays(on, 1)), is("unprocessable", /Ngày nhận lại/));
    await recover(on);
    await assert.rejects(recover(on), is("unprocessable", /Đã nhận lại/));

    const { decisionId: back } = await proposeRestoration(db, made.office, {
      ...(await versionOf(caseId)),
      reason: "Ảnh là của hàng giả.",
      concludedOn: on,
    });
    await issue(back);
    assert.equal(await stateOf(), "valid");
    assert.equal((await describeCase(db, made.office, caseId)).standing, "restored");
    assert.deepEqual(
      (await describeCase(db, made.office, caseId)).steps.map(({ act }) => act),
      ["open", "verify", "ask", "explain", "conclude", "submit", "recover", "restore"],
    );
  });

  test("a commune's confirmation begins the clock at once, late cases are shown late, a dismissal is told", async () => {
    const commune = await buildOfficer(db, "communeOfficer", "19/05692");
    const recognitionId = made.certificates[1]?.recognitionId ?? "";
    const on = await today(db);
    const confirm = (actor: UserActor, confirmedOn: string) =>
      confirmStopped(db, actor, { recognitionId, confirmedOn, facts: "Xưởng đóng cửa." });
    await assert.rejects(confirm(made.office, on), is("forbidden"));
    await assert.rejects(
      confirm(await buildOfficer(db, "communeOfficer", "19/05704"), on),
      is("notFound"),
    );
    await assert.rejects(confirm(commune, addDays(on, 1)), is("unprocessable"));
    const { id } = await confirm(commune, on);
    await assert.rejects(confirm(commune, on), is("conflict", /đã có một vụ việc/));
    const shown = await describeCase(db, made.office, id);
    assert.equal(shown.standing, "concluded");
    assert.ok((shown.clock?.daysLeft ?? 0) >= 15);
    await db
      .update(revocationCases)
      .set({ decideBy: addDays(on, -1) })
      .where(eq(revocationCases.id, id));
    const [first] = await listCases(db, made.office);
    assert.deepEqual([first?.row.id, first?.clock?.isLate], [id, true]);
    await dismissCase(db, made.office, {
      ...(await versionOf(id)),
      reason: "Xã xác nhận lại: còn sản xuất.",
    });
    assert.equal((await describeCase(db, commune, id)).standing, "dismissed");
    assert.equal(await stateOf(1), "valid");
    await assert.rejects(
      dismissCase(db, made.office, { ...(await versionOf(id)), reason: "Lần nữa." }),
      is("unprocessable"),
    );
  });

  test("a draft that the signer does not want brings the case back; five stars are proposed and recorded", async () => {
    const recognitionId = made.certificates[1]?.recognitionId ?? "";
    const open = () =>
      db.transaction((tx) =>
        openCase(tx, made.office, {
          recognitionId,
          origin: "otherAuthority",
          ground: "otherAuthorityConclusion",
          facts: "Kết luận thanh tra số 5.",
        }),
      );
    const { id } = await open();
    await assert.rejects(open(), is("conflict"));
    await verifyCase(db, made.office, await versionOf(id));
    const on = await today(db);
    await concludeCase(db, made.office, {
      ...(await versionOf(id)),
      ground: "otherAuthorityConclusion",
      conclusion: "Theo kết luận thanh tra số 5.",
      concludedOn: on,
    });
    const { decisionId } = await submitCase(db, made.office, await versionOf(id));
    await turnDraft(db, made.office, {
      act: "drop",
      decisionId: decisionId ?? "",
      expectedVersion: 1,
    });
    assert.equal((await describeCase(db, made.office, id)).standing, "concluded");
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local role none`);
      await tx.execute(sql`alter table recognitions disable trigger recognition_guard`);
      await tx.execute(sql`update recognitions set stars = 5 where id = ${recognitionId}`);
      await tx.execute(sql`alter table recognitions enable always trigger recognition_guard`);
      await tx.execute(sql`update revocation_cases set stars = 5 where id = ${id}`);
    });
    assert.deepEqual(await submitCase(db, made.office, await versionOf(id)), { decisionId: null });
    const record = async (scan: Blob | null, copyConfirmed = false) =>
      recordCase(
        store,
        made.office,
        {
          ...(await versionOf(id)),
          issuer: "Bộ trưởng Bộ Nông nghiệp và Môi trường",
          numberText: "88/QĐ-BNNMT",
          signedOn: on,
          signerName: "",
          copyConfirmed,
        },
        scan,
      );
    await assert.rejects(record(null), is("unprocessable", /đã ký/));
    const scan = new Blob([new Uint8Array(await buildPdf())]);
    await assert.rejects(record(scan), is("unprocessable", /đối chiếu/));
    await record(scan, true);
    const decided = await describeCase(db, made.office, id);
    assert.equal(decided.standing, "decided");
    const [head] = (await getUpwardLetter(db, made.office, id)).blocks;
    assert.ok(head?.kind === "letterhead" && head.subject?.startsWith("đề nghị"), "V/v is printed");
    assert.match(decided.obstacles.get("restore")?.join() ?? "", /Bộ trưởng quyết định/);
    const revokedOn = async () => (await findRecognition(db, recognitionId))?.revokedOn;
    assert.equal(await revokedOn(), on);
    const restore = async (copy: Blob | null, more: object = {}) =>
      recordRestoration(
        store,
        made.office,
        {
          ...(await versionOf(id)),
          reason: "Kết luận thanh tra đã bị hủy.",
          concludedOn: on,
          issuer: "Bộ trưởng Bộ Nông nghiệp và Môi trường",
          numberText: "95/QĐ-BNNMT",
          signedOn: on,
          signerName: "",
          copyConfirmed: true,
          ...more,
        },
        copy,
      );
    await assert.rejects(restore(null), is("unprocessable", /đã ký/));
    await assert.rejects(restore(scan, { concludedOn: addDays(on, 1) }), is("unprocessable"));
    await assert.rejects(restore(scan, { copyConfirmed: false }), is("unprocessable", /đối chiếu/));
    await assert.rejects(restore(scan, { numberText: "88/QĐ-BNNMT" }), is("conflict"));
    await restore(scan);
    assert.equal((await describeCase(db, made.office, id)).standing, "restored");
    assert.equal(await revokedOn(), null);
    await assert.rejects(restore(scan), is("unprocessable", /không còn ở bước này/));
  });

  test("whoever has a tie to the producer leads no case about it, and confirms nothing for its commune", async () => {
    const lead = await buildAccount(db, { grants: [{ role: "provinceOfficer", path: "19" }] });
    const neighbour = await buildAccount(db, {
      grants: [{ role: "communeOfficer", path: "19/05692" }],
    });
    const recognitionId = made.certificates[0]?.recognitionId ?? "";
    const { rows } = await db.execute<{ producer: string }>(
      sql`select producer_id as producer from recognitions where id = ${recognitionId}`,
    );
    for (const { id: userId } of [lead, neighbour])
      await addTie(db, lead.actor, {
        userId,
        kind: "relative",
        producerId: rows[0]?.producer ?? "",
        organisation: "",
        detail: "Em ruột",
        since: "",
        until: "",
      });
    await assert.rejects(
      db.transaction((tx) =>
        openCase(tx, lead.actor, {
          recognitionId,
          origin: "office",
          ground: "breachOfLaw",
          facts: "Thử",
        }),
      ),
      is("forbidden", /quan hệ lợi ích/),
    );
    const confirmedOn = await today(db);
    await assert.rejects(
      confirmStopped(db, neighbour.actor, { recognitionId, confirmedOn, facts: "Đóng cửa." }),
      is("forbidden", /Người thân/),
    );
  });
});
