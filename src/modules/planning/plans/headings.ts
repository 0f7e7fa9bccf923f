import { parseNumber } from "#core/input/number.ts";
import { cleanLine } from "#core/input/text.ts";
import { foldText } from "#core/text.ts";
import type { CellName } from "./sheet.ts";

/** How provinces' tables head the columns of a plan, folded, without what stands in brackets. */
const words: Readonly<Record<Exclude<CellName, `y${number}`>, readonly string[]>> = {
  number: ["tt", "stt", "so tt", "so thu tu"],
  name: [
    "hoat dong",
    "noi dung",
    "noi dung hoat dong",
    "noi dung nhiem vu",
    "noi dung cong viec",
    "noi dung thuc hien",
    "noi dung chi",
    "nhiem vu",
    "ten hoat dong",
    "hang muc",
    "danh muc",
  ],
  unit: ["don vi tinh", "dvt", "don vi"],
  quantity: ["so luong", "khoi luong", "sl"],
  unitCost: ["don gia", "dinh muc", "muc chi"],
  total: ["thanh tien", "kinh phi", "tong kinh phi", "tong so", "tong von", "du toan"],
  state: ["ngan sach nha nuoc", "nsnn", "ngan sach", "von ngan sach", "von nha nuoc"],
  integrated: ["long ghep", "von long ghep", "long ghep chuong trinh, du an"],
  oda: ["oda", "von oda"],
  mobilised: ["huy dong", "huy dong khac", "von huy dong", "von khac", "nguon khac", "xa hoi hoa"],
  lead: ["chu tri", "co quan chu tri", "don vi chu tri"],
  supporting: ["phoi hop", "co quan phoi hop", "don vi phoi hop"],
  quarter: ["thoi gian", "thoi gian thuc hien", "quy"],
  note: ["ghi chu"],
};

const columnOf: ReadonlyMap<string, CellName> = new Map(
  Object.entries(words).flatMap(([column, all]) =>
    all.map((word) => [word, column as CellName] as const),
  ),
);

/** The column that a cell heads; null for one that heads none. */
function headed(cell: string): CellName | null {
  const text = foldText(cleanLine(cell.replaceAll(/\([^)]*\)/g, " ")));
  const year = /^(?:nam )?(20\d\d)$/.exec(text)?.[1];
  return year === undefined ? (columnOf.get(text) ?? null) : `y${Number(year)}`;
}

const filledOf = (cells: readonly string[]) => cells.filter((cell) => cleanLine(cell) !== "");

/** The first row of headings: two columns named at least, and no figure but years. */
function isHeadings(cells: readonly string[]): boolean {
  const filled = filledOf(cells);
  return (
    filled.filter((cell) => headed(cell) !== null).length >= 2 &&
    filled.every((cell) => headed(cell) !== null || parseNumber(cell) === null)
  );
}

/** Below it: columns named under a common head, or columns numbered (`A`, `1`, `(3)=(1)x(2)`). */
function goesOn(cells: readonly string[]): boolean {
  const filled = filledOf(cells).map(cleanLine);
  if (filled.length === 0) return false;
  return (
    filled.every((cell) => headed(cell) !== null) ||
    (filled.length > 2 && filled.every((cell) => /^\(?(?:[A-Z]|\d{1,2})\)?(?:\s*=.*)?$/.test(cell)))
  );
}

/** Rows of headings at the top of a pasted range, and the columns that would come to stand under another name. */
export type PastedHeadings = {
  readonly rows: number;
  readonly astray: readonly { readonly head: string; readonly into: CellName }[];
};

/** Finds the headings of a range that is pasted into these columns; none where its first row is a line. */
export function headingsOf(
  range: readonly (readonly string[])[],
  columns: readonly CellName[],
): PastedHeadings {
  const [first] = range;
  if (!first || !isHeadings(first)) return { rows: 0, astray: [] };
  const below = range.slice(1).findIndex((cells) => !goesOn(cells));
  const rows = below === -1 ? range.length : below + 1;
  const astray = range.slice(0, rows).flatMap((cells) =>
    cells.flatMap((cell, at) => {
      const [of, into] = [headed(cell), columns[at]];
      // A head over several columns (“Nguồn vốn”, “Kinh phí”) says nothing of where each belongs.
      const alone = range.slice(1, rows).every((lower) => cleanLine(lower[at] ?? "") === "");
      return of === null || into === undefined || of === into || (cells === first && !alone)
        ? []
        : [{ head: cleanLine(cell), into }];
    }),
  );
  return { rows, astray };
}

/** Whether the first row of a range pasted into a table of targets names its columns: where figures belong it has none, and rows below do. */
export function headsTargets(range: readonly (readonly string[])[], firstFigure: number): boolean {
  const isFigure = (cell: string) => /^[-–]$/.test(cell) || parseNumber(cell) !== null;
  const [first = [], ...below] = range.map((cells) =>
    filledOf(cells.slice(firstFigure)).map(cleanLine),
  );
  return first.length > 0 && !first.some(isFigure) && below.some((cells) => cells.some(isFigure));
}
