import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { followUp } from "#modules/councils/service/follow-up.server.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { rolledBack } from "#tests/support/db.ts";
import { signature } from "#tests/support/issued.ts";
import { pdfText, withoutPdfTools } from "#tests/support/pdf.ts";
import { approve, buildExcellent, buildLabResult, buildReport } from "#tests/support/upward.ts";
import { getPackage } from "../documents/package.server.ts";
import { upwardItems, upwardLetters } from "../schema.server.ts";
import { issueLetter } from "./issue.server.ts";
import { draftLetter, dropLetter, keepLetterCopy, saveLetter } from "./letters.server.ts";
import { listLetters, listSendable } from "./list.server.ts";
import {
  database,
  files,
  origin,
  is,
  scan,
  sha256,
  standing,
  stored,
} from "./upward.test.world.ts";

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
