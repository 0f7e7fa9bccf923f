/** A sheet as it was read: cells by row and column, blank ones null. Days are midnight in UTC. */
export type Cell = string | number | boolean | Date | null;

/** Cells that were merged into one, from 0, both ends included; the first one holds the value. */
export type Merge = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

export type Sheet = {
  /** Null for a CSV file. */
  readonly name: string | null;
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
};

/** Where a cell stands, as a spreadsheet shows it: row from 1, column by letter. */
export type CellPlace = { readonly row: number; readonly column: string };

/** The letter of a column counted from 0: A, …, Z, AA. */
export function letterOf(index: number): string {
  const rest = index % 26;
  const letter = String.fromCharCode(65 + rest);
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

/** The column, counted from 0, that a letter names. */
export function indexOfLetter(letter: string): number {
  return (
    Array.from(letter.toUpperCase()).reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1
  );
}

const invisible = /[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]/g;
// oxlint-disable-next-line no-control-regex -- what must not come into a name
const control = /[\u0000-\u001f\u007f-\u009f]+/g;

/** What a cell says as one line of composed text; empty for a blank one. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell)
    .normalize("NFC")
    .replace(invisible, "")
    .replace(control, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** What a spreadsheet shows where a formula failed. */
export function isErrorText(text: string): boolean {
  return /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!)$/i.test(text);
}

const mergesByRow = new WeakMap<Sheet, ReadonlyMap<number, readonly Merge[]>>();

function mergesOf(sheet: Sheet): ReadonlyMap<number, readonly Merge[]> {
  const known = mergesByRow.get(sheet);
  if (known) return known;
  const rows = new Map<number, Merge[]>();
  for (const merge of sheet.merges)
    for (let row = merge.top; row <= Math.min(merge.bottom, sheet.rows.length); row++)
      rows.set(row, [...(rows.get(row) ?? []), merge]);
  mergesByRow.set(sheet, rows);
  return rows;
}

/** The cell that holds the value of a merged one; undefined where nothing is merged. */
export function headOfMerge(
  sheet: Sheet,
  row: number,
  column: number,
): { readonly row: number; readonly column: number } | undefined {
  const merge = mergesOf(sheet)
    .get(row)
    ?.find(({ left, right }) => column >= left && column <= right);
  return merge && { row: merge.top, column: merge.left };
}
