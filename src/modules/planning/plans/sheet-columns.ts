import { fundSources } from "./model.ts";
import type { CellName } from "./sheet.ts";

/** A column of the sheet. */
export type SheetColumn = {
  readonly id: CellName;
  readonly label: string;
  readonly isAmount: boolean;
  /** Not shown until it is asked for, unless something stands in it. */
  readonly isExtra: boolean;
};

const column = (id: CellName, label: string, isAmount = false, isExtra = false): SheetColumn => ({
  id,
  label,
  isAmount,
  isExtra,
});

/** The columns of a plan's sheet in the order of the printed ones, a column for each of its years. */
export function sheetColumns(years: readonly number[]): SheetColumn[] {
  return [
    column("number", "TT"),
    column("name", "Hoạt động"),
    column("unit", "Đơn vị tính"),
    column("quantity", "Số lượng", true),
    column("unitCost", "Đơn giá", true),
    column("total", "Thành tiền", true),
    column("state", fundSources.state, true),
    column("integrated", fundSources.integrated, true, true),
    column("oda", fundSources.oda, true, true),
    column("mobilised", fundSources.mobilised, true),
    ...years.map((year) => column(`y${year}`, `Năm ${year}`, true, true)),
    column("lead", "Chủ trì", false, true),
    column("supporting", "Phối hợp", false, true),
    column("quarter", "Thời gian", false, true),
    column("note", "Ghi chú", false, true),
  ];
}

/** What a column of a plan's sheet is called. */
export function labelOf(cell: CellName): string {
  const year = /^y(\d{4})$/.exec(cell)?.[1];
  return (
    sheetColumns(year === undefined ? [] : [Number(year)]).find(({ id }) => id === cell)?.label ??
    cell
  );
}
