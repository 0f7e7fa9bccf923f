import { z } from "zod";
import { foldText } from "#core/text.ts";
import { type Cell, headOfMerge, indexOfLetter, letterOf, type Sheet, textOf } from "./cells.ts";
import { encodingNames, type Encoding } from "./encodings.ts";

/** What columns of a register may hold; those of a recognition stand in its rounds. */
export const fieldNames = {
  index: "Số thứ tự",
  product: "Tên sản phẩm",
  sector: "Ngành",
  group: "Nhóm, bộ sản phẩm",
  kind: "Loại hình chủ thể",
  producer: "Chủ thể",
  province: "Tỉnh, thành phố",
  district: "Huyện (trước tháng 7/2025)",
  commune: "Xã, phường",
  address: "Địa chỉ",
  representative: "Người đại diện",
  phone: "Điện thoại",
  currentStars: "Hạng sao hiện tại",
  expires: "Ngày hết hạn",
  status: "Tình trạng",
  source: "Nguồn của số liệu",
} as const satisfies Record<string, string>;
export type FieldName = keyof typeof fieldNames;

/** What is written of one recognition. */
export const roundFieldNames = {
  stars: "Hạng sao",
  date: "Ngày công nhận",
  year: "Năm công nhận",
  decision: "Số quyết định (có thể kèm ngày)",
  issuer: "Cơ quan ban hành",
} as const satisfies Record<string, string>;
export type RoundFieldName = keyof typeof roundFieldNames;

/** A column: by its letter, by what its header says, or by both, and then both must hold. */
const ColumnSchema = z
  .strictObject({
    letter: z
      .string()
      .regex(/^[A-Z]{1,2}$/, "a column's letter, A to ZZ")
      .optional(),
    /** Header texts, any of them; case, diacritics and signs do not count. */
    header: z.array(z.string().min(1).max(200)).min(1).max(20).optional(),
  })
  .refine(({ letter, header }) => letter !== undefined || header !== undefined, {
    message: "a column has a letter or a header",
  });
export type LayoutColumn = z.infer<typeof ColumnSchema>;

const fieldKeys = Object.keys(fieldNames) as [FieldName, ...FieldName[]];
const roundKeys = Object.keys(roundFieldNames) as [RoundFieldName, ...RoundFieldName[]];
const encodingKeys = Object.keys(encodingNames) as [Encoding, ...Encoding[]];

/** A layout of a register as data: `data/import-layouts/*.json`, or a file that somebody wrote. */
export const LayoutSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "lower case letters, digits and dashes"),
  title: z.string().min(1).max(200),
  about: z.string().max(2000).optional(),
  /** The sheet of a workbook; the first one when absent, or when there is only one. */
  sheet: z.string().max(100).optional(),
  /** Rows that the header spans, from 1; data begin behind them. */
  headerRows: z.tuple([z.int().min(1).max(50), z.int().min(1).max(50)]),
  columns: z.partialRecord(z.enum(fieldKeys), ColumnSchema),
  rounds: z
    .array(z.partialRecord(z.enum(roundKeys), ColumnSchema))
    .min(1)
    .max(5),
  /** Columns whose blank cells say the same as the row above, as merged cells do. */
  fillDown: z.array(z.enum(fieldKeys)).max(10).default([]),
  /** A row that lacks this is no product: a footer, a heading between. */
  rowMark: z.enum(fieldKeys).optional(),
  /** Words of the status column, as they are written. */
  statuses: z
    .strictObject({
      recognised: z.array(z.string()).default([]),
      evaluated: z.array(z.string()).default([]),
      submitted: z.array(z.string()).default([]),
    })
    .optional(),
  /** What holds for the whole sheet where it has no column for it. */
  province: z.string().max(100).optional(),
  encoding: z.enum(encodingKeys).optional(),
});
export type Layout = z.infer<typeof LayoutSchema>;

/** A sheet is not of the layout: what was looked for, where. */
export class LayoutMismatchError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join(" "));
    this.faults = faults;
  }
}

/** The columns of a layout in one sheet, counted from 0, and where its data begin. */
export type Located = {
  readonly fields: Readonly<Partial<Record<FieldName, number>>>;
  readonly rounds: readonly Readonly<Partial<Record<RoundFieldName, number>>>[];
  /** First row of data, counted from 0. */
  readonly firstRow: number;
  /** Rows that the header was found lower, or higher, than the layout says. */
  readonly shift: number;
};

const furthestHeader = 20;

/**
 * Finds the layout's columns in a sheet: the header where the layout says, or, when it is not
 * there, within the first rows. Throws `LayoutMismatchError` when a column's header is nowhere.
 */
export function locate(layout: Layout, sheet: Sheet): Located {
  const [top, bottom] = layout.headerRows;
  const here = locateAt(layout, sheet, top - 1);
  if (here.faults.length === 0) return { ...here.located, shift: 0 };
  const height = bottom - top;
  for (let at = 0; at + height < Math.min(furthestHeader, sheet.rows.length); at++) {
    const other = locateAt(layout, sheet, at);
    if (other.faults.length === 0) return { ...other.located, shift: at - (top - 1) };
  }
  throw new LayoutMismatchError(here.faults);
}

function locateAt(layout: Layout, sheet: Sheet, top: number) {
  const height = layout.headerRows[1] - layout.headerRows[0];
  const headers = headersAt(sheet, top, top + height);
  const faults: string[] = [];
  const find = (what: string, column: LayoutColumn): number | undefined => {
    const at = columnOf(column, headers);
    if (at === undefined)
      faults.push(`Không tìm thấy cột “${what}”${saysOf(column)} ở dòng ${top + 1}.`);
    return at;
  };
  const fields: Partial<Record<FieldName, number>> = {};
  for (const [name, column] of Object.entries(layout.columns) as [FieldName, LayoutColumn][]) {
    const at = isOptional(name) ? columnOf(column, headers) : find(fieldNames[name], column);
    if (at !== undefined) fields[name] = at;
  }
  const rounds = layout.rounds.map((round) => {
    const places: Partial<Record<RoundFieldName, number>> = {};
    for (const [name, column] of Object.entries(round) as [RoundFieldName, LayoutColumn][]) {
      const at = name === "stars" ? find(roundFieldNames[name], column) : columnOf(column, headers);
      if (at !== undefined) places[name] = at;
    }
    return places;
  });
  return { faults, located: { fields, rounds, firstRow: top + height + 1 } };
}

/** Without a product and its producer a sheet is no register; everything else may be missing. */
const isOptional = (name: FieldName) => name !== "product" && name !== "producer";

function saysOf({ letter, header }: LayoutColumn): string {
  const says = header?.map((text) => `“${text}”`).join(" hoặc ");
  if (letter === undefined) return ` (tiêu đề ${says})`;
  return says === undefined ? ` (cột ${letter})` : ` (cột ${letter}, tiêu đề ${says})`;
}

/** What each column's header says over all of its rows; merged header cells reach to their right. */
export function headersAt(sheet: Sheet, top: number, bottom: number): string[][] {
  const width = Math.max(0, ...sheet.rows.slice(top, bottom + 1).map((row) => row.length));
  return Array.from({ length: width }, (_, column) => {
    const texts: string[] = [];
    for (let row = top; row <= bottom; row++)
      texts.push(foldText(textOf(headerCell(sheet, row, column))));
    return [...texts, texts.filter((text) => text !== "").join(" ")].filter((text) => text !== "");
  });
}

function headerCell(sheet: Sheet, row: number, column: number): Cell {
  const head = headOfMerge(sheet, row, column);
  return sheet.rows[head?.row ?? row]?.[head?.column ?? column] ?? null;
}

function columnOf(column: LayoutColumn, headers: readonly string[][]): number | undefined {
  const says = column.header?.map(foldText);
  const fits = (at: number) => says?.some((text) => headers[at]?.includes(text)) ?? true;
  if (column.letter !== undefined) {
    const at = indexOfLetter(column.letter);
    return at < headers.length && fits(at) ? at : undefined;
  }
  const at = headers.findIndex((_, index) => fits(index));
  return at < 0 ? undefined : at;
}

/** The letter of a field's column, for a problem; that of the product where it has none. */
export function letterOfField(located: Located, name: FieldName): string {
  return letterOf(located.fields[name] ?? located.fields.product ?? 0);
}
