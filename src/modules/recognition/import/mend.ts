import type { Cell, Sheet } from "./cells.ts";
import { encodingNames, mendText, oldEncodingOf } from "./encodings.ts";

/**
 * A sheet whose cells hold the letters of an old font, or UTF-8 read wrongly, in Unicode: the
 * encoding is told by all such cells together, and each is mended only where it becomes Vietnamese.
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
  const mend = (cell: Cell): Cell => {
    if (typeof cell !== "string") return cell;
    const mended = mendText(cell, old.encoding);
    if (mended === null) return cell;
    count += 1;
    return mended.text;
  };
  const rows = sheet.rows.map((row) => row.map(mend));
  const { sound, marked } = old.look;
  notes.push(
    `${where}${count} ô viết bằng ${encodingNames[old.encoding]} đã được chuyển sang Unicode: ${sound}/${marked} từ có dấu đọc ra là âm tiết tiếng Việt.`,
  );
  return { sheet: { ...sheet, rows }, notes };
}
