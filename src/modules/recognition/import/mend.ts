import type { Cell, Sheet } from "./cells.ts";
import {
  areOld,
  canBeOld,
  type Encoding,
  encodingNames,
  mendText,
  oldEncodingOf,
  readOld,
} from "./encodings.ts";
import { lookOf } from "./syllables.ts";

/**
 * A sheet whose cells hold the letters of an old font, or UTF-8 read wrongly, in Unicode: the
 * encoding is told by all such cells together. In a column that is of it throughout every cell is
 * mended, elsewhere only one that becomes Vietnamese by it.
 */
export function mendSheet(sheet: Sheet): {
  readonly sheet: Sheet;
  readonly notes: readonly string[];
} {
  const texts = sheet.rows.flatMap((row) => row.filter((cell) => typeof cell === "string"));
  const old = oldEncodingOf(texts);
  const isApart = texts.some((text) => text !== text.normalize("NFC"));
  const notes: string[] = [];
  const where = sheet.name === null ? "" : `Trang “${sheet.name}”: `;
  if (isApart) notes.push(`${where}chữ và dấu viết rời (Unicode tổ hợp) đã được ghép lại.`);
  if (old === null) return { sheet, notes };
  let count = 0;
  const columns = oldColumns(sheet, old.encoding);
  const mend = (cell: Cell, column: number): Cell => {
    if (typeof cell !== "string") return cell;
    const isOld = columns.has(column) && canBeOld(cell) && lookOf(cell).marked > 0;
    const text = isOld ? readOld(cell, old.encoding) : mendText(cell, old.encoding)?.text;
    if (text === undefined || text === cell) return cell;
    count += 1;
    return text;
  };
  const rows = sheet.rows.map((row) => row.map(mend));
  const { sound, marked } = old.look;
  notes.push(
    `${where}${count} ô viết bằng ${encodingNames[old.encoding]} đã được chuyển sang Unicode: ${sound}/${marked} từ có dấu đọc ra là âm tiết tiếng Việt.`,
  );
  return { sheet: { ...sheet, rows }, notes };
}

/** The columns that are of an old encoding throughout. */
function oldColumns(sheet: Sheet, encoding: Encoding): ReadonlySet<number> {
  const columns: string[][] = [];
  for (const row of sheet.rows)
    row.forEach((cell, at) => {
      if (typeof cell === "string") (columns[at] ??= []).push(cell);
    });
  const isWhole = areOld(columns.flat(), encoding, false);
  return new Set(columns.flatMap((cells, at) => (areOld(cells, encoding, isWhole) ? [at] : [])));
}
