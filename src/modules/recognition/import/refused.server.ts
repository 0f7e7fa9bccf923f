import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import writeWorkbook, { type Cell as WrittenCell } from "write-excel-file/node";
import { type Cell, indexOfLetter, type Merge, type Sheet } from "./cells.ts";
import type { ReadyDraft } from "./drafts.server.ts";
import type { Layout } from "./layouts.ts";
import { type Problem, problemKinds } from "./problems.ts";
import { sheetOf } from "./read.server.ts";
import { type RawRow, type RawRows, readRows } from "./rows.ts";
import { correctedSheet } from "./settlements.ts";
import { readSheets } from "./sheet.server.ts";

/** Red of a cell that a row was refused for, pale enough to read what it says. */
const faulty = "#fde0dc";

/**
 * The rows of a draft that were refused, as a workbook of the same layout: its header where the
 * layout has it, each row with the cells it was read from, the cells at fault coloured, with the
 * reason as a hint on the cell and in a column behind the last. Mended, it is a register again.
 */
export async function refusedWorkbook(
  { bytes, layout, settlements }: ReadyDraft,
  problems: readonly Problem[],
): Promise<Uint8Array> {
  const { sheets } = await readSheets(bytes, layout.encoding);
  const sheet = correctedSheet(sheetOf(sheets, layout), settlements);
  const raw = readRows(sheet, layout);
  const reasons = Map.groupBy(
    problems.filter(({ kind }) => kind !== "file" && problemKinds[kind][0] === "refused"),
    ({ row }) => row,
  );
  const rows = raw.rows.filter(({ row }) => reasons.has(row));
  const last = Math.max(0, ...sheet.rows.slice(0, raw.located.firstRow).map((row) => row.length));
  const width = Math.max(last, ...rows.map(({ row }) => sheet.rows[row - 1]?.length ?? 0));
  const head = headOf(sheet, raw, width);
  const body = rows.map((row) => {
    const mine = reasons.get(row.row) ?? [];
    const at = new Set(mine.map(({ column }) => indexOfLetter(column)));
    const cells = cellsOf(sheet, row, raw).map((cell, column) =>
      written(cell, at.has(column) ? { backgroundColor: faulty } : {}),
    );
    while (cells.length < width) cells.push(at.has(cells.length) ? blank(faulty) : null);
    return [...cells, { value: mine.map(says).join(" "), wrap: true }];
  });
  const hints = rows.flatMap(({ row }, at) =>
    (reasons.get(row) ?? []).map((one) => ({ ...one, row: head.length + at + 1 })),
  );
  const columns = Array.from({ length: width + 1 }, (_, at) => ({ width: at === width ? 80 : 18 }));
  const name = nameOf(layout, sheet);
  const made = await writeWorkbook([...head, ...body], { sheet: name, columns }).toBuffer();
  return withHints(made, hints);
}

const nameOf = (layout: Layout, { name }: Sheet) =>
  (layout.sheet ?? name ?? "Dong khong nhan").replace(/[\\/?*[\]:]/g, " ").slice(0, 31);

const says = ({ column, row, text }: Problem) => `${column}${row}: ${text}`;
const blank = (backgroundColor: string): WrittenCell => ({ value: "", backgroundColor });

function written(
  cell: Cell,
  style: { backgroundColor?: string; fontWeight?: "bold" },
): WrittenCell {
  if (cell === null) return style.backgroundColor ? blank(style.backgroundColor) : null;
  if (cell instanceof Date) return { value: cell, type: Date, format: "dd/mm/yyyy", ...style };
  // Read as text by a spreadsheet too: a number that was written as text stays as it was.
  if (typeof cell === "string") return { value: cell, type: String, format: "@", ...style };
  return { value: cell, ...style };
}

/** Everything above the data, with the merged cells of the header, and a head for the reasons. */
function headOf(sheet: Sheet, { located }: RawRows, width: number): WrittenCell[][] {
  const bold = { fontWeight: "bold" } as const;
  const rows = Array.from({ length: located.firstRow }, (_, at) => {
    const cells = sheet.rows[at] ?? [];
    return Array.from({ length: width }, (__, column) => written(cells[column] ?? null, bold));
  });
  for (const merge of sheet.merges) span(rows, merge);
  return rows.map((row, at) => [
    ...row,
    at === rows.length - 1 ? { value: "Lý do không nhận (ô của tệp đã gửi)", ...bold } : null,
  ]);
}

function span(rows: WrittenCell[][], { top, left, bottom, right }: Merge): void {
  const cell = rows[top]?.[left];
  if (bottom >= rows.length || !cell || typeof cell !== "object" || cell instanceof Date) return;
  Object.assign(cell, {
    ...(right > left ? { columnSpan: right - left + 1 } : {}),
    ...(bottom > top ? { rowSpan: bottom - top + 1 } : {}),
  });
}

/** The cells of a row, with what it took from a merged cell or the row above: those stay behind. */
function cellsOf(sheet: Sheet, row: RawRow, { located }: RawRows): Cell[] {
  const cells: Cell[] = [...(sheet.rows[row.row - 1] ?? [])];
  for (const [name, column] of Object.entries(located.fields)) {
    const field = row.fields[name as keyof RawRow["fields"]];
    while (cells.length <= column) cells.push(null);
    if (field && field.text !== "") cells[column] = field.cell;
  }
  return cells;
}

const escaped = (text: string) => text.replace(/[&<>"\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Longest hint that a spreadsheet shows. */
const longestHint = 255;

/** A hint on each cell, shown when it is chosen: an input message of data validation (ECMA-376, 18.3.1.32). */
function withHints(made: Uint8Array, hints: readonly Problem[]): Uint8Array {
  const byCell = Map.groupBy(hints, ({ row, column }) => `${column}${row}`);
  if (byCell.size === 0) return made;
  const entries = [...byCell].map(([cell, some]) => {
    const text = some
      .map((one) => one.text)
      .join(" ")
      .slice(0, longestHint);
    return `<dataValidation allowBlank="1" showInputMessage="1" sqref="${cell}" promptTitle="Cần sửa ô này" prompt="${escaped(text)}"/>`;
  });
  const parts = unzipSync(made);
  const path = Object.keys(parts).find((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name));
  if (path === undefined) return made;
  const xml = strFromU8(parts[path] ?? new Uint8Array());
  const list = `<dataValidations count="${entries.length}">${entries.join("")}</dataValidations>`;
  const behind =
    /<(?:hyperlinks|printOptions|pageMargins|pageSetup|headerFooter|drawing|legacyDrawing)\b|<\/worksheet>/;
  parts[path] = strToU8(xml.replace(behind, (found) => `${list}${found}`));
  return zipSync(parts);
}
