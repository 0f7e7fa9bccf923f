import assert from "node:assert/strict";
import { test } from "node:test";
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
    { name: "A", columns: [{ head: "A", kind: "text" }], rows: endless() },
  ]).getReader();
  for (let at = 0; at < 20; at += 1) await reader.read();
  assert.ok(given < 100, `${given} batches for 20 pieces`);
  await reader.cancel();
  assert.equal(ended, true);
});
