import { cleanLine, formatCount } from "#core/input/text.ts";
import { parsePastedRange } from "#core/sheets/paste.ts";
import { headingsOf, headsTargets, type PastedHeadings } from "./headings.ts";
import { mostLines, mostTargetRows } from "./model.ts";
import type { CellName, TypedLine } from "./sheet.ts";
import { labelOf } from "./sheet-columns.ts";

/** The largest text that is taken for a pasted range, in characters. */
export const mostPasted = 200_000;

/** What became of a pasted range: the rows as they are now, and what to tell of it. */
export type Pasted<Row> = {
  readonly rows: readonly Row[];
  /** False: it was too large, and nothing was pasted. */
  readonly ok: boolean;
  readonly vi: string;
};

/**
 * A range of a spreadsheet, pasted with its upper left cell at a cell of the sheet: it fills the
 * cells to the right and below, in the order of `columns`, and adds the lines that it needs at the
 * end, as deep as the line above. Blank lines at its end are none, nor are rows of headings at its
 * top, which are said. What stands right of the last column is left out and said; what is more than
 * a plan holds is not pasted at all.
 */
export function pasteInto(
  rows: readonly TypedLine[],
  at: { row: number; column: CellName },
  text: string,
  sheet: { columns: readonly CellName[]; newId: () => string },
): Pasted<TypedLine> {
  const copied = parseFilledRange(text);
  const first = Math.max(sheet.columns.indexOf(at.column), 0);
  const headings = headingsOf(copied, sheet.columns.slice(first));
  const range = copied.slice(headings.rows);
  const refused = refusalOf(text, {
    pasted: range.length,
    after: at.row + range.length,
    most: mostLines,
    of: "kế hoạch",
  });
  if (refused !== null) return { rows, ok: false, vi: refused };
  const filled = [...rows];
  range.forEach((cells, offset) => {
    const index = at.row + offset;
    const depth = Math.max(filled[index - 1]?.depth ?? 1, 1);
    const row = filled[index] ?? { id: sheet.newId(), depth, partial: false, cells: {} };
    const into = { ...row.cells };
    cells.forEach((cell, right) => {
      const name = sheet.columns[first + right];
      if (name !== undefined) into[name] = cleanLine(cell);
    });
    filled[index] = { ...row, cells: into };
  });
  const hint = "hãy bỏ lần dán này, chọn đủ ở “Cột thêm” rồi dán lại";
  const said = [saidOf(range, sheet.columns.length - first, hint), ...saidOfHeadings(headings)];
  return { rows: filled, ok: true, vi: said.join(" ") };
}

function saidOfHeadings({ rows, astray }: PastedHeadings): string[] {
  if (rows === 0) return [];
  const wrong = astray.map(({ head, into }) => `“${head}” đang nằm ở cột “${labelOf(into)}”`);
  return [
    `${leftOut(rows)}.`,
    ...(wrong.length > 0
      ? [`Thứ tự cột khác bảng này: ${wrong.join("; ")}. Hãy bỏ lần dán này, xếp lại cột rồi dán.`]
      : []),
  ];
}

const leftOut = (rows: number) =>
  rows === 1
    ? "Dòng đầu là tiêu đề cột nên không dán"
    : `${rows} dòng đầu là tiêu đề cột nên không dán`;

/** A row of a table of targets as it stands in its boxes. */
export type TargetRow = { readonly unit: string; readonly cells: readonly string[] };

/**
 * The same for a table of targets: column 0 is the unit, the others are its `columns` figures; a
 * first row without a figure names columns.
 */
export function pasteTargets(
  rows: readonly TargetRow[],
  at: { row: number; column: number },
  text: string,
  columns: number,
): Pasted<TargetRow> {
  const copied = parseFilledRange(text);
  const isHeaded = headsTargets(copied, at.column === 0 ? 1 : 0);
  const range = isHeaded ? copied.slice(1) : copied;
  const refused = refusalOf(text, {
    pasted: range.length,
    after: at.row + range.length,
    most: mostTargetRows,
    of: "bảng chỉ tiêu",
  });
  if (refused !== null) return { rows, ok: false, vi: refused };
  const filled = [...rows];
  range.forEach((pasted, offset) => {
    const row = filled[at.row + offset] ?? { unit: "", cells: [] };
    const boxes = Array.from({ length: columns + 1 }, (_, column) => {
      const cell = pasted[column - at.column];
      if (cell !== undefined) return cleanLine(cell);
      return column === 0 ? row.unit : (row.cells[column - 1] ?? "");
    });
    filled[at.row + offset] = { unit: boxes[0] ?? "", cells: boxes.slice(1) };
  });
  const hint = "hãy bỏ lần dán này, thêm cột chỉ tiêu rồi dán lại";
  const said = saidOf(range, columns + 1 - at.column, hint);
  return { rows: filled, ok: true, vi: isHeaded ? `${said} ${leftOut(1)}.` : said };
}

function saidOf(range: readonly string[][], fit: number, hint: string): string {
  const widest = Math.max(0, ...range.map((cells) => cells.findLastIndex(isTyped) + 1));
  const done = `Đã dán ${formatCount(range.length)} dòng.`;
  return widest > fit
    ? `${done} ${widest - fit} cột bên phải không còn chỗ nên chưa dán: ${hint}.`
    : done;
}

const isTyped = (cell: string) => cleanLine(cell) !== "";

/** A pasted range without the blank lines at its end. */
function parseFilledRange(text: string): string[][] {
  const range = parsePastedRange(text);
  return range.slice(0, range.findLastIndex((cells) => cells.some(isTyped)) + 1);
}

function refusalOf(
  text: string,
  { pasted, after, most, of }: { pasted: number; after: number; most: number; of: string },
): string | null {
  if (after > most)
    return `Vùng dán có ${formatCount(pasted)} dòng; một ${of} có nhiều nhất ${most} dòng. Chưa dán dòng nào: hãy chép đúng phần của bảng rồi dán lại.`;
  if (text.length > mostPasted)
    return `Vùng dán quá lớn (trên ${formatCount(mostPasted)} ký tự). Chưa dán dòng nào: hãy dán từng phần.`;
  return null;
}
