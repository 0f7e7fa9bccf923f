import { foldText } from "#core/text.ts";
import { type Cell, headOfMerge, letterOf, type Sheet, textOf } from "./cells.ts";
import {
  type FieldName,
  type Layout,
  type Located,
  locate,
  type RoundFieldName,
} from "./layouts.ts";

/** A cell of a row: where it stands and what it says. */
export type Field = {
  readonly column: string;
  readonly cell: Cell;
  readonly text: string;
  /** Row, from 1, whose value a blank cell that is not merged was given. */
  readonly filledFrom: number | null;
};

/** One row of products as the layout reads it; columns that the sheet lacks are absent. */
export type RawRow = {
  /** Row of the sheet, from 1. */
  readonly row: number;
  readonly fields: Readonly<Partial<Record<FieldName, Field>>>;
  readonly rounds: readonly Readonly<Partial<Record<RoundFieldName, Field>>>[];
};

/** The rows of a sheet that are about products, and those that are not: footers, headings. */
export type RawRows = {
  readonly located: Located;
  readonly rows: readonly RawRow[];
  readonly skipped: readonly number[];
};

/** Takes a sheet apart by a layout. Throws `LayoutMismatchError` when it is none of that layout. */
export function readRows(sheet: Sheet, layout: Layout): RawRows {
  const located = locate(layout, sheet);
  const rows: RawRow[] = [];
  const skipped: number[] = [];
  for (let at = located.firstRow; at < sheet.rows.length; at++) {
    const cells = sheet.rows[at] ?? [];
    if (cells.every((cell) => textOf(cell) === "")) continue;
    const own = rowAt(sheet, located, at);
    if (isNoProduct(own, layout)) skipped.push(at + 1);
    else rows.push(filled(own, { sheet, layout, located, before: rows.at(-1) }));
  }
  return { located, rows, skipped };
}

function rowAt(sheet: Sheet, located: Located, at: number): RawRow {
  const cells = sheet.rows[at] ?? [];
  const field = (index: number): Field => {
    const cell = cells[index] ?? null;
    return { column: letterOf(index), cell, text: textOf(cell), filledFrom: null };
  };
  const all = <Name extends string>(columns: Readonly<Partial<Record<Name, number>>>) =>
    Object.fromEntries(
      Object.entries<number | undefined>(columns).flatMap(([name, index]) =>
        index === undefined ? [] : [[name, field(index)]],
      ),
    ) as Partial<Record<Name, Field>>;
  return { row: at + 1, fields: all(located.fields), rounds: located.rounds.map(all) };
}

/** Without its mark a row is a product only when it says who makes it, or which star it has. */
function isNoProduct({ fields, rounds }: RawRow, { rowMark, columns }: Layout): boolean {
  const says = (name: FieldName) => (fields[name]?.text ?? "") !== "";
  const hasStars = rounds.some((round) => (round.stars?.text ?? "") !== "") || says("currentStars");
  const product = foldText(fields.product?.text ?? "");
  if (columns.product?.header?.some((header) => foldText(header) === product)) return true;
  if (/^\d{1,2}$/.test(product) && /^\D?1\D?$/.test(fields.index?.text ?? "")) return true;
  if (rowMark === undefined) return false;
  const isNumbered = /^\d+\.?$/.test(fields[rowMark]?.text ?? "");
  if (isNumbered) return false;
  return !(says("product") && (says("producer") || hasStars));
}

/** Blank cells of a merged one, and of a producer that goes on from the row above. */
function filled(
  own: RawRow,
  of: { sheet: Sheet; layout: Layout; located: Located; before: RawRow | undefined },
): RawRow {
  const { sheet, layout, located, before } = of;
  const fields: Partial<Record<FieldName, Field>> = { ...own.fields };
  const goesOn = fields.producer?.text === "" && layout.fillDown.includes("producer");
  for (const name of layout.fillDown) {
    const field = fields[name];
    if (field === undefined || field.text !== "") continue;
    const column = located.fields[name] ?? 0;
    const head = headOfMerge(sheet, own.row - 1, column);
    if (head && head.row < own.row - 1) {
      const cell = sheet.rows[head.row]?.[head.column] ?? null;
      fields[name] = { ...field, cell, text: textOf(cell) };
    } else if (goesOn && before?.fields[name] !== undefined) {
      const { cell, text } = before.fields[name];
      if (text !== "") fields[name] = { ...field, cell, text, filledFrom: before.row };
    }
  }
  return { ...own, fields };
}
