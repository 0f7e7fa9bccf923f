import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import sharp from "sharp";
import {
  buildOffice,
  buildPdf,
  eicar,
  executable,
  pdfBomb,
  pngBomb,
  rawPdf,
  smallHeic,
} from "#tests/support/upload-fixtures.ts";
import { examineFile, mergeIntoPdf } from "./examine.ts";
import { IntakeRefusal, mostBytes } from "./limits.ts";

const folder = mkdtempSync(join(tmpdir(), "intake-"));
after(() => rmSync(folder, { recursive: true }));

const outcome = (bytes: Uint8Array) =>
  examineFile(bytes).then(
    ({ kind }) => kind,
    (error: unknown) => {
      assert.ok(error instanceof IntakeRefusal, String(error));
      return error.reason;
    },
  );
const photo = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: "#336633" } });

test("pictures of every kind a telephone sends become upright JPEG without place or camera", async () => {
  const jpeg = await photo()
    .jpeg()
    .withExif({ IFD0: { Make: "Secret phone" }, IFD3: { GPSLatitude: "22/1 8/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const all = {
    jpeg,
    png: await photo().png().toBuffer(),
    webp: await photo().webp().toBuffer(),
    avif: await photo().avif().toBuffer(),
    tiff: await photo().tiff().toBuffer(),
    heic: smallHeic,
  };
  for (const [name, bytes] of Object.entries(all)) {
    const kept = await examineFile(bytes);
    const facts = await sharp(kept.bytes).metadata();
    assert.equal(facts.format, "jpeg", name);
    assert.equal(facts.exif, undefined, name);
    if (name === "jpeg") assert.deepEqual([facts.width, facts.height], [30, 40], "turned upright");
    if (name === "heic") assert.deepEqual([facts.width, facts.height], [64, 48]);
  }
});

test("what is hidden behind a picture's end does not come in with it", async () => {
  const payload = Buffer.from("<script>alert(1)</script>MZ-payload");
  const kept = await examineFile(Buffer.concat([await photo().jpeg().toBuffer(), payload]));
  assert.equal(Buffer.from(kept.bytes).includes(payload), false);
});

test("a file is what its content says: programs, pages and pictures with script are refused", async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
  for (const text of [
    svg,
    `<?xml version="1.0"?>${svg}`,
    "<html><body>x</body></html>",
    "#!/bin/sh\n",
    "văn bản thường",
    "GIF89a",
  ])
    assert.equal(await outcome(Buffer.from(text)), "wrongType", text);
  assert.equal(await outcome(executable), "wrongType");
  assert.equal(await outcome(Buffer.alloc(0)), "empty");
  assert.equal(await outcome(Buffer.alloc(mostBytes + 1)), "tooLarge");
});

test("the virus test pattern is refused bare, inside a PDF and inside a document", async () => {
  assert.equal(await outcome(eicar), "malware");
  assert.equal(
    await outcome(Buffer.concat([await buildPdf(), Buffer.from("\n%"), eicar])),
    "malware",
  );
});

test("a PDF comes in as it was sent, with its pages counted", async () => {
  const pdf = await buildPdf({ pages: 7 });
  const kept = await examineFile(pdf);
  assert.equal(kept.pages, 7);
  assert.deepEqual(Buffer.from(kept.bytes), pdf);
});

test("a PDF that runs something, carries a file or is locked is refused, however it hides it", async () => {
  assert.equal(await outcome(await buildPdf({ javaScript: true })), "activeContent");
  assert.equal(await outcome(await buildPdf({ attachment: true })), "activeContent");
  assert.equal(await outcome(await buildPdf({ password: "x" })), "encrypted");
  const page = [
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
  ];
  const catalog = (more: string) => `<< /Type /Catalog /Pages 2 0 R ${more} >>`;
  assert.equal(await outcome(rawPdf([catalog(""), ...page])), "pdf");
  for (const hidden of [
    "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
    "/OpenAction << /S /#4aavaScript /#4a#53 (x) >>",
    "/OpenAction << /S /Launch /F (cmd.exe) >>",
    "/AA << /O << /S /URI /Next << /S /JavaScript /JS 9 0 R >> >> >>",
  ])
    assert.equal(await outcome(rawPdf([catalog(hidden), ...page])), "activeContent", hidden);
  assert.equal(await outcome(rawPdf([catalog(""), ...page], "/Encrypt 9 0 R")), "encrypted");
  const zipBehind = Buffer.concat([await buildPdf(), buildOffice("docx")]);
  assert.equal(await outcome(zipBehind), "activeContent", "a PDF that is an archive too");
});

test("documents are kept without macros, embedded files or parts from elsewhere only", async () => {
  const relation = (type: string) =>
    `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://example.vn/x" TargetMode="External"/></Relationships>`;
  assert.equal(await outcome(buildOffice("docx")), "docx");
  assert.equal(await outcome(buildOffice("xlsx", { "xl/worksheets/sheet1.xml": "<x/>" })), "xlsx");
  assert.equal(
    await outcome(buildOffice("docx", { "word/_rels/document.xml.rels": relation("hyperlink") })),
    "docx",
  );
  for (const unwanted of [
    { "word/vbaProject.bin": "x" },
    { "word/embeddings/oleObject1.bin": "x" },
    { "word/activeX/activeX1.xml": "<x/>" },
    { "xl/macrosheets/sheet1.xml": "<x/>" },
    { "../../etc/passwd": "x" },
    { "word/run.exe": "x" },
    { "word/_rels/settings.xml.rels": relation("attachedTemplate") },
  ])
    assert.equal(
      await outcome(buildOffice("docx", unwanted)),
      "activeContent",
      Object.keys(unwanted)[0],
    );
  assert.equal(await outcome(buildOffice("docm")), "activeContent");
  assert.equal(await outcome(buildOffice("docx").subarray(0, 200)), "damaged");
});

test("what is broken off is said to be damaged, and nothing of it is kept", async () => {
  const jpeg = await photo(800, 600).jpeg().toBuffer();
  assert.equal(await outcome(jpeg.subarray(0, jpeg.length / 2)), "damaged");
  assert.equal(await outcome((await buildPdf()).subarray(0, 200)), "damaged");
  assert.equal(await outcome(smallHeic.subarray(0, 300)), "damaged");
});

test("bombs are refused within two seconds and 150 MB, each in a process of its own", async () => {
  const zeros = new Uint8Array(120_000_000);
  const bombs: Record<string, [Buffer, string]> = {
    "picture of 50,000 by 50,000": [await pngBomb(50_000), "tooManyPixels"],
    "document with 120 MB of zeros": [buildOffice("docx", { "word/media/a.png": zeros }), "bomb"],
    "object stream of 300 MB": [pdfBomb(300_000_000), "bomb"],
    "object stream inside an object stream": [pdfBomb(100_000_000, 3), "bomb"],
  };
  for (const [name, [bytes, expected]] of Object.entries(bombs)) {
    const file = join(folder, "bomb");
    writeFileSync(file, bytes);
    const { outcome, ms, megabytes } = JSON.parse(
      execFileSync(process.execPath, ["tests/support/examine-alone.ts", file], {
        encoding: "utf8",
      }),
    ) as { outcome: string; ms: number; megabytes: number };
    assert.equal(outcome, expected, name);
    assert.ok(ms < 2000, `${name}: ${Math.round(ms)} ms`);
    assert.ok(megabytes < 150, `${name}: ${Math.round(megabytes)} MB`);
  }
});

test("photos and PDFs become one PDF in order, the same parts always the same bytes", async () => {
  const parts = [
    await examineFile(await photo(300, 400).jpeg().toBuffer()),
    await examineFile(await buildPdf({ pages: 2 })),
    await examineFile(smallHeic),
  ];
  const merged = await mergeIntoPdf(parts);
  assert.equal(merged.pages, 4);
  assert.deepEqual(await mergeIntoPdf(parts), merged);
  assert.equal((await examineFile(merged.bytes)).pages, 4);
  await assert.rejects(mergeIntoPdf([await examineFile(buildOffice("docx"))]), {
    reason: "wrongType",
  });
});

test("many files at once wait for their turn and all come through", async () => {
  const jpeg = await photo().jpeg().toBuffer();
  const kept = await Promise.all(Array.from({ length: 60 }, () => examineFile(jpeg)));
  assert.equal(new Set(kept.map(({ bytes }) => Buffer.from(bytes).toString("hex"))).size, 1);
});
