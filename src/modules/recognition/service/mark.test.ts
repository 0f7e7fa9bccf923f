import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { today } from "#core/calendar/today.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import type { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { buildCertified, changeRecognition } from "#tests/support/certified.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { pdfText, withoutPdfTools } from "#tests/support/pdf.ts";
import { placeholderMark } from "../mark.ts";
import { getMark, getMarkSheet } from "./mark.server.ts";
import { readScanFigures } from "./scan-figures.server.ts";
import { scanCounter } from "./scans.server.ts";

const database = await testDatabase();
await loadPlaces(database.db);
await loadRulebooks(database.db);
const dataFolder = mkdtempSync(join(tmpdir(), "ocop-mark-"));
after(async () => {
  stopRenderer();
  rmSync(dataFolder, { recursive: true });
  await database.close();
});
const isCode = (code: string) => (error: unknown) => (error as AppError).code === code;

test("the mark is its producer's, while the recognition is in force", async () => {
  await rolledBack(database.db, async (db) => {
    const at = { db, dataFolder };
    const built = await buildCertified(db, { endsIn: 30 });
    const ended = await buildCertified(db, { endsIn: -1, ground: built.ground });
    const { owner, commune } = built.ground;
    const mark = await getMark(at, owner, built.recognitionId);
    assert.match(mark, /OCOP 4 SAO/);
    assert.match(mark, /KHÔNG PHẢI NHÃN HIỆU CHÍNH THỨC/);
    assert.ok(mark.includes(built.number));
    await assert.rejects(getMark(at, commune, built.recognitionId), isCode("notFound"));
    await assert.rejects(getMark(at, owner, ended.recognitionId), isCode("unprocessable"));
    await assert.rejects(getMark(at, owner, "no id"), isCode("notFound"));
    mkdirSync(join(dataFolder, "nhan-ocop"));
    writeFileSync(join(dataFolder, "nhan-ocop", "4.svg"), "<svg>của tỉnh</svg>");
    assert.equal(await getMark(at, owner, built.recognitionId), "<svg>của tỉnh</svg>");
    const sample = await buildCertified(db, { isDemo: true, ground: built.ground });
    assert.match(
      await getMark(at, owner, sample.recognitionId),
      /DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ/,
      "a sample says so, whatever artwork is there",
    );
  });
});

test("the sheet with the mark names its last day, its rules and the owner's template; the day after there is none", async () => {
  await rolledBack(database.db, async (db) => {
    const at = { db, dataFolder: join(dataFolder, "none"), origin: "https://ocop.example" };
    const built = await buildCertified(db, { endsIn: 0, stars: 3 });
    const ended = await buildCertified(db, { endsIn: -1, ground: built.ground });
    const { owner, commune } = built.ground;
    const sheet = await getMarkSheet(at, owner, built.recognitionId);
    if (withoutPdfTools === false) {
      const text = await pdfText(sheet);
      assert.match(text, /OCOP 3 SAO/);
      assert.ok(text.includes(`hết ngày ${formatDay(built.expiresOn)}`));
      assert.match(text, /KHÔNG PHẢI NHÃN HIỆU CHÍNH THỨC/);
      assert.match(text, /1162\/QĐ-VPĐP-OCOP/);
      assert.match(text, /thì theo mẫu chính thức/);
    }
    await assert.rejects(getMarkSheet(at, owner, ended.recognitionId), isCode("unprocessable"));
    await assert.rejects(getMarkSheet(at, commune, built.recognitionId), isCode("notFound"));
    await changeRecognition(db, built, { revokedOn: await today(db) });
    await assert.rejects(getMarkSheet(at, owner, built.recognitionId), isCode("unprocessable"));
    await assert.rejects(getMark(at, owner, built.recognitionId), isCode("unprocessable"));
  });
});

test("every star level has a mark of its own", () => {
  const starsIn = (stars: number) =>
    placeholderMark({ stars, number: "1" }).split("<path").length - 1;
  assert.deepEqual([3, 4, 5].map(starsIn), [3, 4, 5]);
});

test("a number in the mark is text, never markup", () => {
  const mark = placeholderMark({ stars: 3, number: '"><script>alert(1)</script>' });
  assert.ok(!mark.includes("<script>"));
});

test("the office sees lookups of its own units, the unusual first", async () => {
  await rolledBack(database.db, async (db) => {
    const quiet = await buildCertified(db);
    const ended = await buildCertified(db, { endsIn: -20 });
    const scans = scanCounter({ db, secret: () => "s".repeat(32) }, (error) =>
      assert.fail(String(error)),
    );
    for (let n = 0; n < 30; n += 1) scans.note(quiet.token, "203.0.113.9");
    for (let n = 0; n < 10; n += 1) scans.note(ended.token, "203.0.113.9");
    await scans.flush();
    const figures = await readScanFigures(db, quiet.ground.province);
    assert.deepEqual(
      figures.map(({ number, total, today, patterns }) => [number, total, today, patterns]),
      [
        [ended.number, 10, 10, ["afterEnd"]],
        [quiet.number, 30, 30, []],
      ],
    );
    await assert.rejects(readScanFigures(db, quiet.ground.owner), isCode("forbidden"));
  });
});
