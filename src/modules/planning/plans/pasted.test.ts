import assert from "node:assert/strict";
import { test } from "node:test";
import { mostLines, mostTargetRows } from "./model.ts";
import { pasteInto, pasteTargets } from "./pasted.ts";
import type { CellName, TypedLine } from "./sheet.ts";

const columns: readonly CellName[] = ["number", "name", "total"];
const total: TypedLine = { id: "total", depth: 0, partial: false, cells: { name: "Tổng cộng" } };

function paste(text: string, column: CellName = "number") {
  let made = 0;
  const newId = () => `line-${(made += 1)}`;
  return pasteInto([total], { row: 1, column }, text, { columns, newId });
}

test("a pasted range fills lines, without the blank ones that Excel leaves at its end", () => {
  const { rows, ok, vi } = paste(
    '1\tTập huấn\t400\r\n\t\t\r\n2\t"Hội\nchợ"\t1.234,5\r\n\t\t\r\n\r\n',
  );
  assert.ok(ok);
  assert.equal(vi, "Đã dán 3 dòng.");
  assert.deepEqual(
    rows.slice(1).map(({ depth, cells }) => [depth, cells.number, cells.name, cells.total]),
    [
      [1, "1", "Tập huấn", "400"],
      [1, "", "", ""],
      [1, "2", "Hội chợ", "1.234,5"],
    ],
  );
});

test("columns that have no place are said, blank ones are not missed", () => {
  assert.match(paste("1\tTập huấn\t400\t300\t100").vi, /2 cột bên phải không còn chỗ/);
  assert.match(paste("Tập huấn\t400\tnghìn", "name").vi, /1 cột bên phải/);
  assert.equal(paste("Tập huấn\t400\t\t\t", "name").vi, "Đã dán 1 dòng.");
});

test("more lines than a plan or a table of targets holds are not pasted at all", () => {
  const long = "1\tTập huấn\t400\n".repeat(3_000);
  const sheet = paste(long);
  assert.deepEqual([sheet.ok, sheet.rows], [false, [total]]);
  assert.match(sheet.vi, /3\.000 dòng.*nhiều nhất 600 dòng/);
  assert.ok(paste("1\tTập huấn\t400\n".repeat(mostLines - 1)).ok);

  const row = { unit: "Xã Đồng Hỷ", cells: ["1"] };
  const targets = pasteTargets([row], { row: 0, column: 0 }, long, 1);
  assert.deepEqual([targets.ok, targets.rows], [false, [row]]);
  assert.match(targets.vi, new RegExp(`nhiều nhất ${mostTargetRows} dòng`));
  assert.match(paste(`1\t${"ă".repeat(200_000)}`).vi, /quá lớn/);
});

test("figures that are pasted beside units keep the units; a row without one keeps its figures", () => {
  const row = { unit: "Xã Đồng Hỷ", cells: ["1", "2"] };
  const { rows, vi } = pasteTargets([row], { row: 0, column: 2 }, "9\t8\n7\t", 2);
  assert.deepEqual(rows, [
    { unit: "Xã Đồng Hỷ", cells: ["1", "9"] },
    { unit: "", cells: ["", "7"] },
  ]);
  assert.match(vi, /1 cột bên phải/);
});

test("headings at the top of a range are no lines; columns in another order are said", () => {
  const range =
    "TT\tNội dung\tThành tiền (triệu đồng)\r\n(1)\t(2)\t(3)=(1)x(2)\r\n1\tTập huấn\t400";
  const { rows, vi } = paste(range);
  assert.deepEqual(
    rows.slice(1).map(({ cells }) => cells),
    [{ number: "1", name: "Tập huấn", total: "400" }],
  );
  assert.equal(vi, "Đã dán 1 dòng. 2 dòng đầu là tiêu đề cột nên không dán.");
  const turned = paste("STT\tHoạt động\tĐơn vị tính\n1\tTập huấn\tlớp");
  assert.equal(turned.rows.length, 2);
  assert.match(turned.vi, /“Đơn vị tính” đang nằm ở cột “Thành tiền”/);
  const twoRows = paste("TT\tHoạt động\tKinh phí\n\t\tNSNN\n1\tTập huấn\t400");
  assert.equal(twoRows.rows.length, 2);
  // Lines that only sound like headings, and a range without any, stay lines.
  for (const lines of [
    "I\tNội dung\t\n1\tTập huấn\t400",
    "\tHoạt động truyền thông\t\n1\tTập huấn\t400",
    "TT\tNội dung\t400\n1\tTập huấn\t400",
  ])
    assert.equal(paste(lines).rows.length, 3, lines);

  const targets = pasteTargets(
    [],
    { row: 0, column: 0 },
    "Xã, phường\tSản phẩm mới\nXã Đồng Hỷ\t2",
    1,
  );
  assert.deepEqual(targets.rows, [{ unit: "Xã Đồng Hỷ", cells: ["2"] }]);
  assert.match(targets.vi, /tiêu đề cột/);
  const blank = pasteTargets([], { row: 0, column: 0 }, "Xã Đồng Hỷ\t-\nXã Phú Bình\t", 1);
  assert.equal(blank.rows.length, 2);
});
