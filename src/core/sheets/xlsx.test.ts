import assert from "node:assert/strict";
import { test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import { workbook } from "./xlsx.server.ts";

async function* batches(...all: (readonly (readonly (string | number | null)[])[])[]) {
  yield* all;
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

test("a workbook keeps numbers, days and texts as what they are, in the order they came", async () => {
  const nasty = '=1+1 & <b> "x" \u0007 Hợp tác xã 🌱';
  const bytes = await bytesOf(
    workbook([
      {
        name: "Sản phẩm: 1/2",
        about: "Thử",
        columns: [
          { head: "Tên", kind: "text" },
          { head: "Số", kind: "whole" },
          { head: "Tỷ lệ", kind: "decimal" },
          { head: "Ngày", kind: "day" },
        ],
        rows: batches([[nasty, 388_941_900_000, 94.6, "2026-11-22"]], [["Chè", null, -1.5, null]]),
      },
    ]),
  );
  const rows = await readSheet(bytes);
  assert.deepEqual(rows, [
    ["Tên", "Số", "Tỷ lệ", "Ngày"],
    [nasty.replace("\u0007", ""), 388_941_900_000, 94.6, new Date("2026-11-22")],
    ["Chè", null, -1.5, null],
  ]);
});

test("a workbook prints on A4 as wide as the page, its heads and what it is about on every page", async () => {
  const sheetOf = (name: string, widths: readonly number[]) => ({
    name,
    about: `Chè & mật, tỉnh "Thử" ${"dài ".repeat(100)}`,
    columns: widths.map((width) => ({ head: "Kết quả", kind: "decimal" as const, width })),
    rows: batches([[1234, 5.5]]),
    total: [1235, 6.5],
  });
  const bytes = await bytesOf(workbook([sheetOf("Hẹp", [40, 40]), sheetOf("L'rộng", [60, 60])]));
  const part = (path: string) => strFromU8(unzipSync(bytes)[path] ?? new Uint8Array());
  const [upright, wide] = ["1", "2"].map((at) => part(`xl/worksheets/sheet${at}.xml`));
  for (const [xml, orientation] of [
    [upright, "portrait"],
    [wide, "landscape"],
  ] as const) {
    assert.match(xml ?? "", /<pageSetUpPr fitToPage="1"\/>/);
    assert.match(
      xml ?? "",
      new RegExp(`paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"`),
    );
    const [, head = ""] = /<oddHeader>(.*)<\/oddHeader>/.exec(xml ?? "") ?? [];
    assert.match(head, /Chè &amp;&amp; mật, tỉnh &quot;Thử&quot;(?: dài)+…$/);
    assert.ok(head.length < 255, `a head of ${head.length} signs`);
  }
  assert.match(part("xl/workbook.xml"), /localSheetId="1">'L''rộng'!\$1:\$1</);
  const narrow = workbook([
    {
      name: "A",
      about: "A",
      columns: [{ head: "Dịch vụ du lịch cộng đồng", kind: "text", width: 14 }],
      rows: batches([["Chè"], ["Chè búp tím và mật ong rừng\nMột dòng nữa"]]),
    },
  ]);
  const rows = strFromU8(
    unzipSync(await bytesOf(narrow))["xl/worksheets/sheet1.xml"] ?? new Uint8Array(),
  ).matchAll(/<row r="\d"(?: ht="(\d+)")?/g);
  assert.deepEqual(
    [...rows].map(([, height]) => height),
    ["45", undefined, "60"],
    "heights of rows whose texts take three lines, one, and three with one of their own",
  );
  // Whole numbers among decimals are whole, and the last row is told apart by its letters.
  const styles = [...(upright ?? "").matchAll(/<c r="([A-Z]+\d)" s="(\d)"/g)].map((one) => one[2]);
  assert.deepEqual(styles, ["8", "8", "1", "2", "5", "6"]);
  const formats = [...part("xl/styles.xml").matchAll(/<xf numFmtId="(\d+)" fontId="(\d)"/g)];
  assert.deepEqual(
    [1, 2, 5, 6].map((at) => formats.slice(1)[at]?.slice(1)),
    [
      ["164", "0"],
      ["165", "0"],
      ["164", "1"],
      ["165", "1"],
    ],
  );
});

test("the same sheets are the same bytes, whenever they are asked for", async (t) => {
  const made = (day: string) => {
    t.mock.timers.setTime(Date.parse(day));
    const columns = [{ head: "Số", kind: "whole" as const }];
    const sheet = { name: "Số", about: "Thử", columns, rows: batches([[1]], [[2]]) };
    return bytesOf(workbook([sheet]));
  };
  t.mock.timers.enable({ apis: ["Date"] });
  assert.deepEqual(await made("2026-07-01"), await made("2027-02-03"));
});

test("rows are asked for only as the workbook is taken, and a reader who leaves ends it", async () => {
  let given = 0;
  let ended = false;
  async function* endless() {
    try {
      for (;;) {
        given += 1;
        yield Array.from({ length: 500 }, (_, at) => [`Dòng ${given} ${at} ${Math.random()}`]);
      }
    } finally {
      ended = true;
    }
  }
  const reader = workbook([
    { name: "A", about: "A", columns: [{ head: "A", kind: "text" }], rows: endless() },
  ]).getReader();
  for (let at = 0; at < 20; at += 1) await reader.read();
  assert.ok(given < 100, `${given} batches for 20 pieces`);
  await reader.cancel();
  assert.equal(ended, true);
});
