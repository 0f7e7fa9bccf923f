import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import type { AppError, ErrorCode } from "#core/errors.ts";
import { openDiskStore } from "#core/files/disk.ts";
import { recordFile } from "#core/files/record.ts";
import { addItems } from "#modules/councils/service/agenda.server.ts";
import { followUp, followUpsFor } from "#modules/councils/service/follow-up.server.ts";
import { openSession, planSession } from "#modules/councils/service/sessions.server.ts";
import { standingResult } from "#modules/councils/service/standing.server.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { signature } from "#tests/support/issued.ts";
import { pdfText, withoutPdfTools } from "#tests/support/pdf.ts";
import {
  approve,
  buildExcellent,
  buildLabResult,
  buildReport,
  buildSent,
} from "#tests/support/upward.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { decisions, recognitions } from "../../schema.server.ts";
import { listWaiting } from "../../service/describe.server.ts";
import { draftDecision, turnDraft } from "../../service/drafts.server.ts";
import { issueDecision } from "../../service/issue.server.ts";
import { issueLetter as issueOwnLetter } from "../../service/letter-acts.server.ts";
import { getLetter, getLetterDocument } from "../../service/letters.server.ts";
import { getPackage } from "../documents/package.server.ts";
import { upwardItems, upwardLetters } from "../schema.server.ts";
import { enterBelow, enterRecognised } from "./enter.server.ts";
import { issueLetter } from "./issue.server.ts";
import { draftLetter, dropLetter, keepLetterCopy, saveLetter } from "./letters.server.ts";
import { listLetters, listSendable } from "./list.server.ts";

const database = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "ocop-upward-"));
const files = await openDiskStore(folder);
await loadPlaces(database.db);
await loadRulebooks(database.db);
after(async () => {
  stopRenderer();
  await database.close();
  await rm(folder, { recursive: true });
});

const origin = "https://ocop.example.vn";
const is = (code: ErrorCode, vi?: RegExp) => (error: unknown) => {
  const { code: got, vi: said, fields } = error as AppError;
  assert.equal(got, code);
  if (vi) assert.match([said, ...Object.values(fields)].join(" "), vi);
  return true;
};
const scan = async () => new Blob([new Uint8Array(await buildPdf())], { type: "application/pdf" });
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const standing = async (db: Db, id = "") => {
  const { state, stage } = await findDossier(db, id);
  return [state, stage];
};

async function stored(db: Db, content: string): Promise<string> {
  const kept = await files.put(Buffer.from(content));
  await recordFile(db, kept, "application/pdf");
  return kept.digest;
}

describe("a package for the Ministry", () => {
  test("is one zip with every paper of the law, each as its index says", async () => {
    await rolledBack(database.db, async (db) => {
      const paper = await stored(db, "giấy tờ của chủ thể");
      const lab = await stored(db, "kết quả kiểm nghiệm");
      const built = await buildExcellent(db, { paperDigest: paper });
      const [dossierId = ""] = built.dossierIds;
      await buildReport(db, dossierId);
      await buildLabResult(db, { dossierId, digest: lab, by: built.office.userId });
      assert.deepEqual(
        (await listSendable(db, built.office)).map(({ approval }) => approval),
        ["none"],
      );
      await assert.rejects(
        draftLetter(db, built.office, { dossierIds: [dossierId] }),
        is("unprocessable", /chưa có quyết định phê duyệt/),
      );
      await approve(db, built);
      const { id: letterId } = await draftLetter(db, built.office, { dossierIds: [dossierId] });
      await assert.rejects(
        keepLetterCopy({ db, files }, built.office, {
          letterId,
          scan: await scan(),
          isConfirmed: true,
        }),
        is("conflict", /chưa ban hành/),
        "no number yet that a copy could be compared with",
      );
      await saveLetter(db, built.office, {
        letterId,
        expectedVersion: 1,
        subject: "Đề nghị công nhận sản phẩm OCOP 5 sao (thử)",
        texts: { body: "Kính đề nghị Bộ xem xét (thử).", report: "" },
      });
      const issued = await issueLetter(db, built.signer, {
        letterId,
        expectedVersion: 2,
        ...signature,
      });
      assert.match(issued.numberText, /^\d\d\/UBND-OCOP$/);
      assert.deepEqual(await standing(db, dossierId), ["forwardedUp", "central"]);
      await keepLetterCopy({ db, files }, built.office, {
        letterId,
        scan: await scan(),
        isConfirmed: true,
      });
      const zip = await getPackage({ db, store: files, origin }, built.office, letterId);
      const bytes = new Uint8Array(await new Response(zip.stream()).arrayBuffer());
      assert.equal(BigInt(bytes.byteLength), zip.size);
      const entries = unzipSync(bytes);
      const names = Object.keys(entries);
      for (const name of names) assert.match(name, /^[a-z0-9.\-/]+$/, "no diacritics in a name");
      const [folderName = ""] = names.flatMap((name) => /^san-pham-01-[^/]+/.exec(name)?.[0] ?? []);
      const expected = [
        "00-bia.pdf",
        "01-muc-luc.pdf",
        "manifest.json",
        "02-van-ban-de-nghi.pdf",
        "02-van-ban-de-nghi.docx",
        "02-van-ban-de-nghi-ban-ky.pdf",
        "03-bao-cao-hoi-dong-1.pdf",
        "04-quyet-dinh-phe-duyet-1.pdf",
        `${folderName}/bao-cao-to-tu-van.pdf`,
        `${folderName}/ho-so/00-bia.pdf`,
        `${folderName}/ho-so/01-muc-luc.pdf`,
        `${folderName}/ho-so/02-phieu-dang-ky.pdf`,
        `${folderName}/ho-so/02-phieu-dang-ky.docx`,
        `${folderName}/ho-so/03-bao-cao-tu-danh-gia.pdf`,
        `${folderName}/ho-so/03-bao-cao-tu-danh-gia.docx`,
        `${folderName}/ho-so/ho-so-da-nop.json`,
        `${folderName}/ho-so/manifest.json`,
      ];
      assert.deepEqual(names.slice(0, expected.length), expected);
      const rest = names.slice(expected.length);
      assert.deepEqual(
        rest.map((name) => sha256(entries[name] ?? new Uint8Array())),
        [paper, lab],
      );
      assert.match(rest[1] ?? "", /\/kiem-nghiem\/01-ket-qua-kiem-nghiem-du-luong/);
      const manifest = JSON.parse(strFromU8(entries["manifest.json"] ?? new Uint8Array())) as {
        files: { path: string; size: number; sha256: string }[];
        onPaper: string[];
      };
      assert.deepEqual(
        new Set(manifest.files.map(({ path }) => path)),
        new Set(names.filter((name) => name !== "manifest.json")),
      );
      for (const { path, size, sha256: digest } of manifest.files) {
        assert.equal(entries[path]?.byteLength, size, path);
        assert.equal(sha256(entries[path] ?? new Uint8Array()), digest, path);
      }
      assert.deepEqual(manifest.onPaper, []);
      if (withoutPdfTools === false) {
        const text = async (name: string) => pdfText(entries[name] ?? new Uint8Array());
        const letter = await text("02-van-ban-de-nghi.pdf");
        assert.ok(letter.includes(`Số: ${issued.numberText}`));
        assert.match(letter, /V\/v đề nghị công nhận sản phẩm OCOP 5 sao \(thử\)/);
        assert.match(letter, /Kính gửi: Bộ Nông nghiệp và Môi trường/);
        assert.match(letter, /Kính đề nghị Bộ xem xét \(thử\)/);
        const report = await text("03-bao-cao-hoi-dong-1.pdf");
        assert.match(report, /92,00/);
        assert.doesNotMatch(report, /DỰ THẢO/);
        assert.match(await text("04-quyet-dinh-phe-duyet-1.pdf"), /\d\d\/QĐ-UBND/);
        const index = (await text("01-muc-luc.pdf")).replaceAll(" ", "");
        for (const { path, sha256: digest } of manifest.files.slice(2)) {
          assert.ok(index.includes(digest), path);
        }
      }
    });
  });

  test("of a re-evaluation brings the agency's report, and neither council's report nor approval", async () => {
    await rolledBack(database.db, async (db) => {
      const paper = await stored(db, "giấy tờ khác");
      const built = await buildExcellent(db, { items: 2, paperDigest: paper });
      const [dossierId = ""] = built.dossierIds;
      await db.update(dossiers).set({ kind: "renewal" }).where(eq(dossiers.id, dossierId));
      await assert.rejects(
        draftLetter(db, built.office, { dossierIds: [...built.dossierIds] }),
        is("unprocessable", /đánh giá lại trình bằng văn bản riêng/),
      );
      const other = built.dossierIds[1] ?? "";
      await followUp(db, built.office, { dossierId: other, action: "forwardUp" });
      const shown = (await listSendable(db, built.office)).filter((one) =>
        built.dossierIds.includes(one.dossierId),
      );
      assert.deepEqual(
        shown.map(({ dossierId: shownId, approval }) => [shownId, approval]),
        [
          [dossierId, "notNeeded"],
          [other, "none"],
        ],
        "one that was handed on without a letter still needs one",
      );
      const { id } = await draftLetter(db, built.office, { dossierIds: [dossierId] });
      const zip = await getPackage({ db, store: files, origin }, built.office, id);
      const entries = unzipSync(new Uint8Array(await new Response(zip.stream()).arrayBuffer()));
      const names = Object.keys(entries);
      assert.ok(names.includes("03-bao-cao-co-quan-tham-muu.pdf"));
      assert.ok(!names.some((name) => /hoi-dong|phe-duyet|to-tu-van/.test(name)));
      assert.match(zip.title, /du-thao/);
    });
  });

  test("is refused to another province, for too few points, twice, and for a result that moved on", async () => {
    await rolledBack(database.db, async (db) => {
      const low = await buildExcellent(db, { points: 88 });
      const built = await buildExcellent(db);
      await approve(db, built);
      const stranger = await buildOfficer(db, "provinceOfficer", "01");
      const wanted = { dossierIds: [...built.dossierIds] };
      await assert.rejects(draftLetter(db, stranger, wanted), is("notFound"));
      await assert.rejects(
        draftLetter(db, low.office, { dossierIds: [...low.dossierIds] }),
        is("unprocessable", /Điểm chưa đủ/),
      );
      const { id: letterId } = await draftLetter(db, built.office, wanted);
      await assert.rejects(
        draftLetter(db, built.office, wanted),
        is("conflict", /văn bản đề nghị/),
      );
      const ground = { db, store: files, origin };
      await assert.rejects(getPackage(ground, stranger, letterId), is("notFound"));
      const on = { letterId, expectedVersion: 1 };
      await assert.rejects(issueLetter(db, built.office, { ...on, ...signature }), is("forbidden"));
      const issue = (more: object) =>
        issueLetter(db, built.signer, { ...on, ...signature, ...more });
      const now = await today(db);
      await assert.rejects(
        issue({ signedOn: addDays(now, 1) }),
        is("unprocessable", /sau hôm nay/),
      );
      await assert.rejects(
        issue({ signedOn: addDays(now, -1) }),
        is("unprocessable", /trước ngày của Quyết định/),
      );
      await assert.rejects(issue({ expectedVersion: 7 }), is("stale"));
      assert.deepEqual(await standing(db, built.dossierIds[0]), ["scored", "province"]);
      await issue({});
      await assert.rejects(
        dropLetter(db, built.office, { letterId, expectedVersion: 2 }),
        is("conflict", /đã ban hành/),
      );
      for (const statement of [
        sql`update ${upwardLetters} set subject = 'khác'`,
        sql`delete from ${upwardLetters}`,
        sql`update ${upwardItems} set stars = 3`,
        sql`delete from ${upwardItems}`,
      ])
        await assert.rejects(
          db.transaction((tx) => tx.execute(statement)),
          (error: Error) => (error.cause as { code?: string }).code === "42501",
        );
      const [shown] = await listLetters(db, built.office);
      assert.deepEqual([shown?.state, shown?.products, shown?.waiting], ["issued", 1, 1]);
      assert.deepEqual(await listLetters(db, stranger), []);
    });
  });
});

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
    assert.doesNotMatch(said, /92|ít nhất cần cải thiện/);
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
