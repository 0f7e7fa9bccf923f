import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import readWorkbook from "read-excel-file/node";
import { inspectOffice } from "#core/files/intake/office.ts";
import { IntakeRefusal, type Refusal, refusals } from "#core/files/intake/limits.ts";
import { type Cell, indexOfLetter, type Merge, type Sheet } from "./cells.ts";
import { decodeText, type Encoding, encodingNames, UnclearEncodingError } from "./encodings.ts";
import { mendSheet } from "./mend.ts";

/** A file that cannot be read as a register; the message is for people, in Vietnamese. */
export class UnreadableSheetError extends Error {}

/** A file as sheets, and what was done to read it. */
export type ReadFile = { readonly sheets: readonly Sheet[]; readonly notes: readonly string[] };

/** Rows of one register; a country has some twenty thousand products. */
const mostRows = 100_000;
const mostColumns = 200;

/**
 * Reads a CSV or XLSX file, told by its content. Says in `notes` which encoding a text file was
 * in and what spoke for it, and what was mended. Throws `UnreadableSheetError`.
 */
export async function readSheets(bytes: Uint8Array, said?: Encoding): Promise<ReadFile> {
  if (bytes.byteLength === 0) throw new UnreadableSheetError("Tệp trống.");
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new UnreadableSheetError(
      "Tệp .xls kiểu cũ, hoặc bảng tính có mật khẩu, chưa đọc được: hãy bỏ mật khẩu và lưu lại thành .xlsx hoặc CSV.",
    );
  const { sheets, notes } = isZip ? await readXlsx(bytes) : readCsv(bytes, said);
  const mended = sheets.map(mendSheet);
  return {
    sheets: mended.map(({ sheet }) => sheet),
    notes: [...notes, ...mended.flatMap((one) => one.notes)],
  };
}

function readCsv(bytes: Uint8Array, said?: Encoding): { sheets: Sheet[]; notes: string[] } {
  const { text, encoding, look, wasDecomposed } = decoded(bytes, said);
  const notes: string[] = [];
  const evidence = `${look.sound}/${look.marked} từ có dấu đọc ra là âm tiết tiếng Việt`;
  if (said !== undefined)
    notes.push(`Đọc theo bảng mã ${encodingNames[said]} như đã chọn: ${evidence}.`);
  else if (encoding !== "utf-8")
    notes.push(`Bảng mã của tệp là ${encodingNames[encoding]}: ${evidence}.`);
  if (wasDecomposed) notes.push("Chữ và dấu viết rời (Unicode tổ hợp) đã được ghép lại.");
  const plain = text.replace(/^\ufeff/, "");
  let rows: string[][];
  try {
    rows = parse(plain, {
      delimiter: delimiterOf(plain),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: mostRows + 1,
    });
  } catch (error) {
    throw new UnreadableSheetError(`Tệp CSV hỏng: ${(error as Error).message}.`);
  }
  checkSize(rows);
  const cells = rows.map((row) => row.map((cell): Cell => (cell.trim() === "" ? null : cell)));
  return { sheets: [{ name: null, rows: cells, merges: [] }], notes };
}

function decoded(bytes: Uint8Array, said?: Encoding) {
  try {
    return decodeText(bytes, said);
  } catch (error) {
    if (!(error instanceof UnclearEncodingError)) throw error;
    const seen = error.looks
      .map(({ encoding, look }) => `${encodingNames[encoding]} ${look.sound}/${look.marked}`)
      .join(", ");
    throw new UnreadableSheetError(
      `Chưa rõ tệp dùng bảng mã nào (số từ có dấu đọc được: ${seen}). Hãy lưu lại thành UTF-8, hoặc ghi bảng mã trong bố cục.`,
    );
  }
}

function delimiterOf(text: string): string {
  const head = text
    .slice(0, 20_000)
    .split(/\r?\n/)
    .slice(0, 5)
    .join("\n")
    .replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((sign) => ({ sign, n: head.split(sign).length }));
  return counts.reduce((best, one) => (one.n > best.n ? one : best)).sign;
}

function checkSize(rows: readonly (readonly unknown[])[]): void {
  if (rows.length > mostRows)
    throw new UnreadableSheetError(
      `Tệp có hơn ${mostRows.toLocaleString("vi-VN")} dòng: hãy tách nhỏ.`,
    );
  if (rows.some((row) => row.length > mostColumns))
    throw new UnreadableSheetError(
      `Có dòng dài hơn ${mostColumns} cột: tệp này không giống một sổ đăng ký.`,
    );
}

async function readXlsx(bytes: Uint8Array): Promise<{ sheets: Sheet[]; notes: string[] }> {
  try {
    if (inspectOffice(bytes) !== "xlsx") throw new IntakeRefusal("wrongType");
    const merges = mergesBySheet(bytes);
    const read = await readWorkbook(Buffer.from(bytes));
    const sheets = read.map(({ sheet, data }): Sheet => {
      checkSize(data);
      return {
        name: sheet,
        rows: data.map((row) => row.map((cell) => cellOf(cell))),
        merges: merges.get(sheet) ?? [],
      };
    });
    return { sheets, notes: [] };
  } catch (error) {
    if (error instanceof UnreadableSheetError) throw error;
    throw new UnreadableSheetError(wordsOf(error instanceof IntakeRefusal ? error.reason : null));
  }
}

/** What is wrong with a workbook, for whoever sent it. */
function wordsOf(reason: Refusal | null): string {
  if (reason === "encrypted")
    return "Bảng tính có mật khẩu: hãy bỏ mật khẩu rồi lưu lại thành .xlsx.";
  if (reason === "activeContent")
    return "Bảng tính có macro hoặc tệp nhúng bên trong: hãy lưu lại thành .xlsx không có macro.";
  if (reason === "bomb" || reason === "tooSlow") return refusals[reason];
  return "Bảng tính hỏng hoặc không phải .xlsx: hãy mở bằng phần mềm bảng tính rồi lưu lại thành .xlsx hoặc CSV.";
}

function cellOf(cell: unknown): Cell {
  if (cell === null || cell === undefined || cell === "") return null;
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell;
  if (typeof cell === "number" || typeof cell === "boolean") return cell;
  return typeof cell === "string" ? cell : null;
}

/**
 * The merged cells of each sheet, which the reader of cells does not tell: blank cells of a merged
 * one say the same as its head, blank cells elsewhere say nothing.
 */
function mergesBySheet(bytes: Uint8Array): ReadonlyMap<string, readonly Merge[]> {
  const parts = unzipSync(bytes, {
    filter: ({ name }) =>
      /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name),
  });
  const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const targets = new Map(
    tagsOf(text("xl/_rels/workbook.xml.rels"), "Relationship").map((tag) => [
      attribute(tag, "Id"),
      attribute(tag, "Target").replace(/^\/?xl\//, ""),
    ]),
  );
  return new Map(
    tagsOf(text("xl/workbook.xml"), "sheet").map((tag) => {
      const target = targets.get(attribute(tag, "r:id")) ?? "";
      const refs = tagsOf(text(`xl/${target}`), "mergeCell").map((cell) => attribute(cell, "ref"));
      return [unescapeXml(attribute(tag, "name")), refs.flatMap(mergeOf)];
    }),
  );
}

function tagsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, "g")) ?? [];
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex as string, 16));
    return decimal ? String.fromCodePoint(Number(decimal)) : (entities[name as string] ?? whole);
  });
}

function mergeOf(ref: string): Merge[] {
  const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref);
  if (!found) return [];
  const [, left = "", top, right = "", bottom] = found;
  return [
    {
      top: Number(top) - 1,
      left: indexOfLetter(left),
      bottom: Number(bottom) - 1,
      right: indexOfLetter(right),
    },
  ];
}
