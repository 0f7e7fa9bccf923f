import { formatNumber, parseNumber } from "#core/input/number.ts";
import { cleanLine } from "#core/input/text.ts";
import { formatIn, parseDong } from "#core/money.ts";
import { emptyLine, type FundSource, mostDepth, type PlanLine, type PlanMoney } from "./model.ts";

/** Cells of a line that hold text, with the most characters that each may have. */
export const textCells = {
  number: 20,
  name: 400,
  unit: 60,
  lead: 300,
  supporting: 300,
  quarter: 60,
  note: 400,
} as const;
export type TextCell = keyof typeof textCells;
export const moneyCells = ["unitCost", "total", "state", "integrated", "oda", "mobilised"] as const;
export type MoneyCell = (typeof moneyCells)[number];
export type CellName = TextCell | MoneyCell | "quantity" | `y${number}`;

/** A line as it stands in the sheet: what was typed into each cell. Absent cells are empty. */
export type TypedLine = {
  readonly id: string;
  readonly depth: number;
  readonly partial: boolean;
  readonly cells: Readonly<Partial<Record<CellName, string>>>;
};

/** What is wrong with cells, by `line id` and cell. */
export type CellFaults = Readonly<Record<string, Readonly<Partial<Record<CellName, string>>>>>;

/** The years of a plan that its sheet tells apart: none when it is for one year only. */
export function sheetYears({ from, to }: { from: number; to: number }): number[] {
  return from === to ? [] : Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/**
 * What the typed cells say, by the rules of `core/money`, and what is wrong beside each cell that
 * says nothing readable. A line with faults is still a line, with nothing stated in those cells.
 */
export function readSheet(
  typed: readonly TypedLine[],
  money: PlanMoney,
): { lines: PlanLine[]; faults: CellFaults } {
  const faults: Record<string, Partial<Record<CellName, string>>> = {};
  const lines = typed.map((row, at): PlanLine => {
    const wrong: Partial<Record<CellName, string>> = {};
    const text = (cell: TextCell) => {
      const value = cleanLine(row.cells[cell] ?? "");
      if (value.length > textCells[cell]) wrong[cell] = `Nhiều nhất ${textCells[cell]} ký tự.`;
      return value;
    };
    const amount = (cell: MoneyCell | `y${number}`): bigint | null => {
      const value = cleanLine(row.cells[cell] ?? "");
      if (value === "") return null;
      // As in printed plans: a dash is nought, and no figure at all under "unit cost".
      if (/^[-–]$/.test(value)) return cell === "unitCost" ? null : 0n;
      const read = parseDong(value, money);
      if (read.ok) return read.dong;
      wrong[cell] = read.vi;
      return null;
    };
    const line: PlanLine = {
      ...emptyLine(row.id, at === 0 ? 0 : Math.min(Math.max(row.depth, 1), mostDepth)),
      number: text("number"),
      name: text("name"),
      unit: text("unit"),
      quantity: quantityOf(row.cells.quantity ?? "", wrong),
      unitCost: amount("unitCost"),
      total: amount("total"),
      funds: {
        state: amount("state"),
        integrated: amount("integrated"),
        oda: amount("oda"),
        mobilised: amount("mobilised"),
      } satisfies Record<FundSource, bigint | null>,
      years: yearsOf(row, amount),
      lead: text("lead"),
      supporting: text("supporting"),
      quarter: text("quarter"),
      note: text("note"),
      partial: row.partial,
    };
    if (line.name === "") wrong.name ??= "Hãy ghi tên hoạt động.";
    if (Object.keys(wrong).length > 0) faults[row.id] = wrong;
    return line;
  });
  return { lines, faults };
}

function quantityOf(typed: string, wrong: Partial<Record<CellName, string>>): string | null {
  const text = cleanLine(typed);
  if (text === "" || /^[-–]$/.test(text)) return null;
  const value = parseNumber(text);
  const fault =
    value === null
      ? "Hãy nhập số lượng, ví dụ: 15 hoặc 2,5."
      : value.startsWith("-")
        ? "Số lượng không được âm."
        : value.length > 15
          ? "Số lượng quá lớn."
          : null;
  if (fault === null) return value;
  wrong.quantity = fault;
  return null;
}

function yearsOf(
  row: TypedLine,
  amount: (cell: `y${number}`) => bigint | null,
): Record<string, bigint> {
  const years: Record<string, bigint> = {};
  for (const cell of Object.keys(row.cells)) {
    const year = /^y(\d{4})$/.exec(cell)?.[1];
    const dong = year === undefined ? null : amount(`y${Number(year)}`);
    if (year !== undefined && dong !== null) years[year] = dong;
  }
  return years;
}

/** Whether anything at all stands in a line; one where nothing does waits to be typed into. */
export function isFilled({ cells }: TypedLine): boolean {
  return Object.values(cells).some((text) => cleanLine(text ?? "") !== "");
}

/** The lines of a sheet with one at their end that waits to be typed into. */
export function withBlankLine(
  rows: readonly TypedLine[],
  newId: () => string,
): readonly TypedLine[] {
  const last = rows.at(-1);
  if (last && !isFilled(last)) return rows;
  const depth = Math.max(last?.depth ?? 1, 1);
  return [...rows, { id: newId(), depth, partial: false, cells: {} }];
}

/** A line as the sheet shows it; `readSheet` reads the same line back. */
export function typedOf(line: PlanLine, money: PlanMoney): TypedLine {
  const amount = (dong: bigint | null) =>
    dong === null ? "" : dong === 0n ? "-" : formatIn(dong, money);
  const cells: Partial<Record<CellName, string>> = {
    number: line.number,
    name: line.name,
    unit: line.unit,
    quantity: line.quantity === null ? "" : formatNumber(line.quantity),
    unitCost: line.unitCost === 0n ? "0" : amount(line.unitCost),
    total: amount(line.total),
    state: amount(line.funds.state),
    integrated: amount(line.funds.integrated),
    oda: amount(line.funds.oda),
    mobilised: amount(line.funds.mobilised),
    lead: line.lead,
    supporting: line.supporting,
    quarter: line.quarter,
    note: line.note,
  };
  for (const [year, dong] of Object.entries(line.years)) cells[`y${Number(year)}`] = amount(dong);
  const filled = Object.entries(cells).filter(([, text]) => text !== "");
  return {
    id: line.id,
    depth: line.depth,
    partial: line.partial,
    cells: Object.fromEntries(filled),
  };
}
