import { parse } from "csv-parse/sync";
import { AppError } from "#core/errors.ts";
import type { Book } from "./book.server.ts";
import type { CompiledSet } from "./compiled.ts";
import type { WordingTexts } from "./schema.server.ts";

/** A wording file was refused; one line for each mistake, with the line of the file. */
export class WordingError extends AppError {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super("unprocessable", {
      vi: `Tệp lời văn có ${lines.length} chỗ chưa đúng: ${lines.slice(0, 5).join("; ")}`,
      en: `the wording file has ${lines.length} mistakes`,
    });
    this.name = "WordingError";
    this.lines = lines;
  }
}

const columns = ["set", "code", "option", "text"] as const;
type Row = Record<(typeof columns)[number], string>;

/** More than any decision needs (26 sets, some 140 texts each); the rest would be a wrong file. */
const maxRows = 20_000;
const maxText = 4000;

/**
 * Reads a CSV with the columns `set,code,option,text` (header required, in any order; UTF-8,
 * with or without a byte order mark; comma or semicolon). An empty `option` gives the title of
 * a criterion, a number the text of that option. Throws `WordingError`.
 */
export function readWording(book: Book, csv: string): WordingTexts {
  const texts: Record<string, Record<string, string>> = {};
  const mistakes: string[] = [];
  const seen = new Set<string>();
  for (const { row, line } of rowsOf(csv)) {
    const mistake = mistakeIn(book, row, seen);
    if (mistake) mistakes.push(`dòng ${line}: ${mistake}`);
    else (texts[row.set] ??= {})[keyOf(row)] = row.text.normalize("NFC");
  }
  if (mistakes.length > 0) throw new WordingError(mistakes);
  if (seen.size === 0) throw new WordingError(["tệp không có dòng nào"]);
  return texts;
}

function rowsOf(csv: string): readonly { row: Row; line: number }[] {
  const header = csv.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
  try {
    const parsed = parse(csv, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: header.includes(";") ? ";" : ",",
      info: true,
      skip_empty_lines: true,
      trim: true,
      to: maxRows + 1,
    }) as unknown as { record: Partial<Row>; info: { lines: number } }[];
    if (parsed.length > maxRows) throw new WordingError([`tệp có hơn ${maxRows} dòng`]);
    const missing = columns.filter((name) => parsed[0] && parsed[0].record[name] === undefined);
    if (missing.length > 0) throw new WordingError([`dòng 1: thiếu cột ${missing.join(", ")}`]);
    return parsed.map(({ record, info }) => ({
      row: {
        set: record.set ?? "",
        code: record.code ?? "",
        option: record.option ?? "",
        text: record.text ?? "",
      },
      line: info.lines,
    }));
  } catch (cause) {
    if (cause instanceof WordingError) throw cause;
    throw new WordingError([`không đọc được CSV: ${(cause as Error).message}`]);
  }
}

function mistakeIn(book: Book, row: Row, seen: Set<string>): string | null {
  const set = book.compiled.get(row.set);
  if (!set) return `không có bộ "${row.set}"`;
  const wrongCode = mistakeInCode(set, row);
  if (wrongCode) return wrongCode;
  if (row.text === "") return `bộ ${row.set}, ${keyOf(row)}: thiếu lời văn`;
  if (row.text.length > maxText) return `bộ ${row.set}, ${keyOf(row)}: dài hơn ${maxText} ký tự`;
  const place = `${row.set} ${keyOf(row)}`;
  if (seen.has(place)) return `bộ ${row.set}, ${keyOf(row)}: đã có ở dòng trên`;
  seen.add(place);
  return null;
}

function mistakeInCode(set: CompiledSet, row: Row): string | null {
  if (!set.spans.has(row.code)) return `bộ ${row.set} không có tiêu chí "${row.code}"`;
  if (row.option === "") return null;
  const options = set.leafByCode.get(row.code)?.options ?? [];
  if (/^[1-9]\d?$/.test(row.option) && options[Number(row.option) - 1]) return null;
  return `bộ ${row.set}, tiêu chí ${row.code} không có lựa chọn "${row.option}"`;
}

function keyOf({ code, option }: Row): string {
  return option === "" ? code : `${code}#${option}`;
}
