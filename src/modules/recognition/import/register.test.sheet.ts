import assert from "node:assert/strict";
import { describe, test } from "node:test";
import writeWorkbook from "write-excel-file/node";
import { prepareImport, shippedLayout } from "./read.server.ts";
import { database } from "./register.test.world.ts";

const cell = (value: string | number | Date | null, rowSpan?: number) =>
  value === null
    ? null
    : {
        value,
        ...(value instanceof Date ? { type: Date, format: "dd/mm/yyyy" } : {}),
        ...(rowSpan === undefined ? {} : { rowSpan }),
      };

/** A register of 22 columns as offices keep it: made here, with its merged cells and its footer. */
async function bigSheet(): Promise<Buffer> {
  const blank = (n: number) => Array.from({ length: n }, () => null);
  const rows = [
    [cell("SỔ THEO DÕI SẢN PHẨM OCOP (dữ liệu thử)")],
    [],
    [
      cell("TT"),
      cell("Tên sản phẩm"),
      cell("Nhóm"),
      cell("Loại hình"),
      cell("Chủ thể"),
      cell("Xã, phường"),
      cell("Địa chỉ"),
      cell("Người đại diện"),
      cell("Điện thoại"),
      cell("Sao hiện tại"),
      cell("Ngày hết hạn"),
      cell("Lần 1"),
      ...blank(4),
      cell("Lần 2"),
      ...blank(4),
      cell("Ghi chú"),
    ],
    [
      ...blank(11),
      cell("Sao"),
      cell("Ngày"),
      cell("Năm"),
      cell("Số QĐ"),
      cell("Cơ quan"),
      cell("Sao"),
      cell("Ngày"),
      cell("Năm"),
      cell("Số QĐ"),
      cell("Cơ quan"),
      null,
    ],
    [
      cell(1),
      cell("Chè tôm nõn"),
      cell("Chè"),
      cell("HTX", 2),
      cell("HTX Chè Thử", 2),
      cell("Văn Lăng", 2),
      cell("Xóm Mẫu", 2),
      cell("Người Mẫu", 2),
      cell(912345678, 2),
      cell(4),
      cell(new Date("2027-03-15")),
      cell(3),
      cell(new Date("2021-02-01")),
      cell(2021),
      cell("11/QĐ-UBND"),
      cell("UBND tỉnh"),
      cell(4),
      cell(45366),
      cell(2024),
      cell("22/QĐ-UBND"),
      cell("UBND tỉnh"),
      null,
    ],
    [
      cell(2),
      cell("Chè đinh"),
      cell("Chè"),
      null,
      null,
      null,
      null,
      null,
      null,
      cell(3),
      cell("05/06/2026"),
      cell(3),
      cell("05/06/2023"),
      cell(2022),
      cell("33/QĐ-UBND"),
      cell("UBND tỉnh"),
      ...blank(6),
    ],
    [
      cell(3),
      cell("Chè mất gốc"),
      cell("Chè"),
      cell("HKD"),
      null,
      cell("Văn Lăng"),
      ...blank(3),
      cell(5),
      cell("01/01/2030"),
      cell(3),
      cell("05/06/2023"),
      cell(2023),
      ...blank(8),
    ],
    [],
    [null, cell("Tổng cộng: 3 sản phẩm")],
    [null, null, null, null, cell("Người lập biểu")],
  ];
  return writeWorkbook(rows as never, { sheet: "Loc" }).toBuffer();
}

describe("the sheet of 22 columns", () => {
  test("is read through its merged cells, dates in three ways and its footer", async () => {
    const layout = await shippedLayout("chi-cuc-22");
    const { report, plan } = await prepareImport(database.db, await bigSheet(), {
      layout,
      actor: null,
      province: "Thái Nguyên",
    });
    assert.deepEqual(
      [report.rows, report.accepted, report.corrected, report.doubtful],
      [3, 1, 1, 1],
    );
    assert.deepEqual([report.producers, report.products, report.recognitions], [1, 3, 4]);
    assert.deepEqual(
      plan.recognitions.map(({ day, expiresOn, regime, level }) => [day, expiresOn, regime, level]),
      [
        ["2021-02-01", "2024-02-01", "1048-2019", "province"],
        ["2024-03-15", "2027-03-15", "148-2023", "province"],
        ["2023-06-05", "2026-06-05", "148-2023", "province"],
        ["2023-06-05", "2026-06-05", "148-2023", "district"],
      ],
    );
    const [producer] = plan.producers;
    assert.deepEqual([producer?.phone, producer?.place.code], ["0912345678", "05665"]);
    assert.deepEqual(
      report.problems
        .filter(({ row }) => row > 0)
        .map(({ row, column, kind }) => `${column}${row} ${kind}`),
      ["N6 yearDisagrees", "E7 filledFromAbove", "K7 expiryDisagrees", "J7 starsDisagree"],
    );
    assert.match(report.problems.find(({ row }) => row === 0)?.text ?? "", /Loc/);
    assert.ok(
      report.problems.some(({ row, text }) => row === 0 && /Bỏ qua 2 dòng.*9, 10/.test(text)),
    );
  });
});
