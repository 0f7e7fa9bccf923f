import assert from "node:assert/strict";
import { after, test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { pdfInfo, pdfPages, pdfText, withoutPdfTools } from "#tests/support/pdf.ts";
import type { Block, PrintedDocument } from "./blocks.ts";
import { renderBlocks } from "./blocks.server.ts";
import { renderDocx } from "./docx.server.ts";
import { countPdfPages } from "./pdf-pages.ts";
import { stopRenderer } from "./typst.server.ts";

after(stopRenderer);

/** What people paste, and what would act if it were markup of either format. */
const hostile = [
  "#panic(1) $x$ *đậm* _nghiêng_ \\ `mã` <nhãn> @ai // hết",
  "</w:t></w:r><w:r><w:t>chen vào & \"'",
  "{{mẫu}} ${1+1} =cmd|' /C calc'!A0",
].join("\n");

const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Every kind of block, each text told apart by what it says. */
function everyBlock(text: string): readonly Block[] {
  return [
    {
      kind: "letterhead",
      parent: null,
      agency: "Ủy ban nhân dân\nXã Thử",
      number: "12/BC-UBND",
      subject: "việc thử",
      dated: { place: "Thử", day: "2026-01-05" },
    },
    { kind: "title", text: "Báo cáo", about: "Về việc thử" },
    { kind: "banner", lines: ["BẢN NHÁP"] },
    { kind: "heading", level: 1, text: "Phần một" },
    { kind: "heading", level: 2, text: "Mục nhỏ" },
    { kind: "field", label: "Họ tên", value: "Nguyễn Thị Thử" },
    { kind: "field", label: "Để trống", value: null },
    { kind: "answer", label: "Mô tả", value: text },
    { kind: "answer", label: "Chưa ghi", value: null },
    {
      kind: "ticks",
      label: "Loại",
      items: [
        { text: "Có", ticked: true },
        { text: "Không", ticked: false },
      ],
    },
    {
      kind: "table",
      columns: [
        { head: "TT", width: 12, align: "center" },
        { head: "Nội dung", width: null },
      ],
      rows: [
        { tone: "group", cells: [{ text: "Nhóm chung", span: 2, bold: true }] },
        { cells: [{ text: "1" }, { text: "Ô trong bảng", code: "a1b2c3d4" }] },
      ],
    },
    {
      kind: "frames",
      frames: [
        { title: "Phần cấp xã", lines: [{ label: "Số", value: "7" }], signer: "Người nhận" },
        { title: "Phần cấp tỉnh", lines: [{ label: "Số", value: null }], signer: "Người nhận" },
      ],
    },
    {
      kind: "qr",
      modules: [
        [true, false],
        [false, true],
      ],
      png: pixel,
      lines: ["Quét mã này"],
    },
    {
      kind: "drawing",
      svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60" font-family="Tinos"><rect width="80" height="20" fill="#3f8f66"/><text x="0" y="50" font-size="14">Xã Thượng Quới</text></svg>',
      png: pixel,
      width: 100,
      height: 30,
      caption: "Hình 1. Biểu đồ thử",
      alt: "Một cột",
    },
    { kind: "paragraph", style: "body", text: "Đoạn cuối." },
    {
      kind: "closing",
      recipients: ["Như trên", "Lưu: VT"],
      signers: [{ authority: "TM. Ủy ban nhân dân", post: "Chủ tịch", name: "Trần Văn Ký" }],
    },
  ];
}

function documentOf(text = "Một đoạn.\nHai đoạn."): PrintedDocument {
  return {
    title: "Tài liệu thử",
    footer: { left: "Chân trang", right: "Dữ liệu mẫu" },
    createdAt: new Date("2026-01-05T03:04:05Z"),
    blocks: everyBlock(text),
  };
}

const said = [
  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  "Số: 12/BC-UBND",
  "V/v việc thử",
  "Thử, ngày 05 tháng 01 năm 2026",
  "Về việc thử",
  "BẢN NHÁP",
  "Mục nhỏ",
  "Họ tên: Nguyễn Thị Thử",
  "Hai đoạn.",
  "Nhóm chung",
  "Ô trong bảng",
  "a1b2c3d4",
  "Phần cấp tỉnh",
  "Quét mã này",
  "Hình 1. Biểu đồ thử",
  "Đoạn cuối.",
  "Nơi nhận:",
  "- Lưu: VT.",
  "Trần Văn Ký",
];

/** The text of a Word file's main part, tags taken off. */
function wordWords(docx: Uint8Array): string {
  const xml = strFromU8(unzipSync(docx)["word/document.xml"] ?? new Uint8Array());
  return xml
    .replaceAll(/<w:br\/>|<\/w:p>/g, " ")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");
}

test(
  "a PDF shows every kind of block, with boxes, dots and foot",
  { skip: withoutPdfTools },
  async () => {
    const pdf = await renderBlocks(documentOf());
    const text = await pdfText(pdf);
    for (const words of said) assert.ok(text.includes(words), `${words} in ${text}`);
    assert.match(text, /Để trống: \.{10}/);
    assert.match(text, /Loại: ☒ Có ☐ Không/);
    assert.match(text, /PHẦN MỘT/);
    assert.match(text, /Chân trang/);
    assert.match(text, /Xã Thượng Quới/, "a drawing's words are text in the document's font");
    assert.equal((await pdfInfo(pdf))["Title"], "Tài liệu thử");
    assert.equal(countPdfPages(pdf), (await pdfPages(pdf)).length);
  },
);

test("a Word file says the same in real styles, with the margins of Decree 30", async () => {
  const docx = await renderDocx(documentOf());
  const words = wordWords(docx);
  for (const line of said) assert.ok(words.includes(line), `${line} in ${words}`);
  const parts = unzipSync(docx);
  const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  const styles = strFromU8(parts["word/styles.xml"] ?? new Uint8Array());
  assert.match(styles, /w:ascii="Times New Roman"/);
  for (const style of ["Heading1", "Title", "OcopBody", "OcopSigner"]) {
    assert.ok(styles.includes(`w:styleId="${style}"`), style);
    assert.ok(xml.includes(`<w:pStyle w:val="${style}"/>`), `${style} is used`);
  }
  assert.match(xml, /<w:pgMar[^>]*w:top="20mm"[^>]*w:left="30mm"|<w:pgMar[^>]*w:left="30mm"/);
  assert.match(xml, /<w:titlePg\/>/);
  assert.match(xml, /<w:tblHeader\/>/);
  assert.ok(
    Object.keys(parts).some((name) => name.startsWith("word/media/")),
    "the QR code is in",
  );
});

test(
  "text that would be markup in either format is printed as text",
  { skip: withoutPdfTools },
  async () => {
    const pdf = await pdfText(await renderBlocks(documentOf(hostile)));
    const word = wordWords(await renderDocx(documentOf(hostile)));
    for (const line of hostile.split("\n")) {
      assert.ok(word.includes(line), `${line} in ${word}`);
      assert.ok(
        pdf.replaceAll(/\s/g, "").includes(line.replaceAll(/\s/g, "")),
        `${line} in ${pdf}`,
      );
    }
  },
);

test("characters that XML cannot hold and characters that hide text are left out", async () => {
  const docx = await renderDocx(documentOf("a\u0000b\u000Bc\u202Ed\uD800e\uFFFEf\u200Bg"));
  assert.match(wordWords(docx), /Mô tả: abcdefg /);
});

test("the same document gives the same bytes, whenever it is made", async () => {
  const first = await renderDocx(documentOf());
  const pdf = await renderBlocks(documentOf());
  await new Promise((resolve) => setTimeout(resolve, 2100));
  assert.deepEqual(Buffer.from(await renderDocx(documentOf())), Buffer.from(first));
  assert.deepEqual(Buffer.from(await renderBlocks(documentOf())), Buffer.from(pdf));
});
