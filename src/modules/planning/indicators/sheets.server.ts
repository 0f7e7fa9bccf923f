import type { Db } from "#core/database/connection.ts";
import type { Sheet, SheetCell, SheetColumn } from "#core/sheets/xlsx.server.ts";
import type { KeptFigure } from "../reports/digest.ts";
import type { Asked } from "./formulas/formula.server.ts";
import {
  type Dimension,
  dimensions,
  type FigureRow,
  type IndicatorDefinition,
  rowUnitOf,
} from "./model.ts";
import { periodInSentence } from "./period.ts";
import type { Pivot } from "./pivot.server.ts";
import { crossedUnit, type PivotAsked } from "./pivot-asked.ts";
import { eachRow, type PartChoice } from "./rows.server.ts";

const text = (head: string, width: number): SheetColumn => ({ head, kind: "text", width });

/** What a sheet tells of an indicator, of which unit and when. */
const aboutOf = (what: string, { scope, ...period }: Asked) =>
  `${what}, ${scope.name}, ${periodInSentence(period)}`;

/** A column of the rows behind a figure, and what a row has in it. */
type RowColumn = SheetColumn & { readonly of: (row: FigureRow) => SheetCell };

const starColumn: RowColumn = {
  head: "Hạng sao",
  kind: "whole",
  width: 8,
  of: ({ stars }) => stars,
};
const metColumn: RowColumn = { ...text("Đạt", 8), of: ({ met }) => (met ? "Có" : "Không") };
const amountColumn = (unit: string): RowColumn => ({
  head: unit === "đồng" ? "Số tiền (đồng)" : `Số ${unit}`,
  kind: "whole",
  width: 18,
  of: ({ amount }) => amount,
});

/** The columns that the rows behind a figure can fill. */
function rowColumns(definition: IndicatorDefinition): RowColumn[] {
  const unit = rowUnitOf(definition);
  return [
    { ...text("Tên", 36), of: ({ label }) => label },
    { ...text("Thuộc", 32), of: ({ note }) => note },
    { ...text("Địa bàn", 22), of: ({ unitName }) => unitName },
    { head: "Ngày", kind: "day", width: 12, of: ({ day }) => day },
    ...(definition.by.includes("star") ? [starColumn] : []),
    ...(unit === null ? [] : [amountColumn(unit)]),
    ...(definition.measure === "share" ? [metColumn] : []),
    { ...text("Mã", 38), of: ({ key }) => key },
  ];
}

/** The rows behind a figure as a sheet, read as they are written; see `eachRow` for `tx`. */
export function rowSheet(
  tx: Db,
  definition: IndicatorDefinition,
  asked: Asked,
  part: PartChoice,
): Sheet {
  const columns = rowColumns(definition);
  async function* rows(): AsyncGenerator<SheetCell[][]> {
    for await (const some of eachRow(tx, definition, asked, part))
      yield some.map((row) => columns.map(({ of }) => of(row)));
  }
  const chosen = Object.keys(part).length > 0 ? " (phần đã chọn)" : "";
  return {
    name: definition.vi,
    about: aboutOf(definition.vi + chosen, asked),
    columns,
    rows: rows(),
  };
}

/** A pivot as a sheet, with the sums that it shows. */
export function pivotSheet(
  { rows, columns, cells, total }: Pivot,
  {
    definition,
    rows: down,
    asked,
  }: Pick<PivotAsked, "rows"> & { readonly definition: IndicatorDefinition; readonly asked: Asked },
): Sheet {
  async function* lines(): AsyncGenerator<SheetCell[][]> {
    yield rows.map(({ key, label, value }) => [
      label,
      ...columns.map((column) => cells[key]?.[column.key] ?? null),
      value,
    ]);
  }
  const width = crossedUnit(definition) === "đồng" ? 18 : 13;
  const number = (head: string): SheetColumn => ({ head, kind: "whole", width });
  return {
    name: definition.vi,
    about: aboutOf(`${definition.vi} (${crossedUnit(definition)})`, asked),
    columns: [
      { head: dimensions[down], kind: "text", width: 40 },
      ...columns.map(({ label }) => number(label)),
      number("Tổng số"),
    ],
    rows: lines(),
    total: ["Tổng số", ...columns.map(({ value }) => value), total],
  };
}

/** The figures of a report as sheets: one of all of them, one of their breakdowns; `about` is what they say of themselves. */
export function reportSheets(
  figures: readonly Omit<KeptFigure, "rowKeys">[],
  about: string,
): Sheet[] {
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
  const value: SheetColumn = { head: "Kết quả", kind: "decimal", width: 18 };
  return [
    {
      name: "Chỉ số",
      about,
      columns: [
        text("Chỉ số", 60),
        text("Đơn vị tính", 14),
        value,
        { head: "Trên tổng số", kind: "whole", width: 10 },
        text("Ghi chú", 32),
      ],
      rows: all(),
    },
    {
      name: "Phân tổ",
      about,
      columns: [
        text("Chỉ số", 60),
        text("Phân theo", 31),
        text("Phần", 36),
        value,
        text("Đơn vị tính", 14),
      ],
      rows: parts(),
    },
  ];
}
