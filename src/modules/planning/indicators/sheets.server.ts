import type { Db } from "#core/database/connection.ts";
import type { Sheet, SheetCell, SheetColumn } from "#core/sheets/xlsx.server.ts";
import type { KeptFigure } from "../reports/digest.ts";
import type { Asked } from "./formulas/formula.server.ts";
import { type Dimension, dimensions, type IndicatorDefinition } from "./model.ts";
import type { Pivot } from "./pivot.server.ts";
import { eachRow, type PartChoice } from "./rows.server.ts";

/** The rows behind a figure as a sheet, read as they are written; see `eachRow` for `tx`. */
export function rowSheet(
  tx: Db,
  definition: IndicatorDefinition,
  asked: Asked,
  part: PartChoice,
): Sheet {
  async function* rows(): AsyncGenerator<SheetCell[][]> {
    for await (const some of eachRow(tx, definition, asked, part))
      yield some.map(({ label, note, unitName, day, stars, amount, met, key }) => [
        label,
        note,
        unitName,
        day,
        stars,
        amount,
        met === null ? null : met ? "Có" : "Không",
        key,
      ]);
  }
  return {
    name: definition.vi,
    columns: [
      { head: "Tên", kind: "text", width: 44 },
      { head: "Thuộc", kind: "text", width: 36 },
      { head: "Địa bàn", kind: "text", width: 26 },
      { head: "Ngày", kind: "day" },
      { head: "Hạng sao", kind: "whole" },
      {
        head: definition.unit === "đồng" ? "Số tiền (đồng)" : "Số lượng",
        kind: "whole",
        width: 20,
      },
      { head: "Đạt", kind: "text" },
      { head: "Mã", kind: "text", width: 38 },
    ],
    rows: rows(),
  };
}

/** A pivot as a sheet, with the sums that it shows. */
export function pivotSheet(
  { rows, columns, cells, total }: Pivot,
  { definition, rows: down }: { definition: IndicatorDefinition; rows: Dimension },
): Sheet {
  async function* lines(): AsyncGenerator<SheetCell[][]> {
    yield rows.map(({ key, label, value }) => [
      label,
      ...columns.map((column) => cells[key]?.[column.key] ?? null),
      value,
    ]);
    yield [["Tổng số", ...columns.map(({ value }) => value), total]];
  }
  const number = (head: string): SheetColumn => ({ head, kind: "whole", width: 18 });
  return {
    name: definition.vi,
    columns: [
      { head: dimensions[down], kind: "text", width: 40 },
      ...columns.map(({ label }) => number(label)),
      number("Tổng số"),
    ],
    rows: lines(),
  };
}

/** The figures of a report as sheets: one of all of them, one of their breakdowns. */
export function reportSheets(figures: readonly Omit<KeptFigure, "rowKeys">[]): Sheet[] {
  async function* all(): AsyncGenerator<SheetCell[][]> {
    yield figures.map(({ name, unit, value, whole, reason }) => [name, unit, value, whole, reason]);
  }
  async function* parts(): AsyncGenerator<SheetCell[][]> {
    for (const { name, unit, by } of figures)
      yield Object.entries(by).flatMap(([dimension, of]) =>
        of.map(({ label, value }) => [
          name,
          dimensions[dimension as Dimension],
          label,
          value,
          unit,
        ]),
      );
  }
  const text = (head: string, width: number): SheetColumn => ({ head, kind: "text", width });
  const value: SheetColumn = { head: "Kết quả", kind: "decimal", width: 20 };
  return [
    {
      name: "Chỉ số",
      columns: [
        text("Chỉ số", 60),
        text("Đơn vị tính", 14),
        value,
        { head: "Trên tổng số", kind: "whole" },
        text("Ghi chú", 60),
      ],
      rows: all(),
    },
    {
      name: "Phân tổ",
      columns: [
        text("Chỉ số", 60),
        text("Phân theo", 30),
        text("Phần", 40),
        value,
        text("Đơn vị tính", 14),
      ],
      rows: parts(),
    },
  ];
}
