import writeWorkbook from "write-excel-file/node";
import { csvLine } from "#modules/recognition/csv.ts";

/** One recognition of a made register. Nothing in it is of a real product. */
export type SheetRound = {
  readonly stars: number;
  /** The day as the cell has it: a date, a serial number, or text. */
  readonly day: Date | number | string;
  readonly year: number;
  readonly decision: string;
};

/** A line of a made register of 22 columns; producers stand once for all of their lines. */
export type SheetLine = {
  readonly producer: string;
  readonly kind: string;
  readonly commune: string;
  readonly phone: string;
  readonly product: string;
  readonly group: string;
  readonly rounds: readonly SheetRound[];
};

const places = [
  "Hóa Thượng",
  "Khe Mo",
  "Minh Lập",
  "Hợp Tiến",
  "Phúc Xuân",
  "Sơn Cẩm",
  "Huống Thượng",
  "Đồng Liên",
];
const owners = ["Lan", "Hương", "Thủy", "Quế", "Đào", "Phượng", "Nghĩa", "Tuyết", "Bưởi", "Ngọc"];
const crops = ["Chè tôm nõn", "Chè đinh", "Miến dong", "Mật ong", "Gạo nếp", "Trà hoa vàng"];
const kinds = ["Hợp tác xã", "HTX", "Hộ kinh doanh", "Công ty TNHH"];

const dayOf = (n: number) => new Date(Date.UTC(2021, n % 12, 1 + (n % 28)));
const two = (n: number) => String(n).padStart(2, "0");

/** A day in the writing of its line: a date, a serial number, or dd/mm/yyyy. */
function written(day: Date, n: number): SheetRound["day"] {
  if (n % 3 === 0) return day;
  if (n % 3 === 1) return (day.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000;
  return `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
}

/** A made register of so many lines, the same for the same number: three to a producer. */
export function madeRegister(lines: number): SheetLine[] {
  return Array.from({ length: lines }, (_, n) => {
    const maker = Math.floor(n / 3);
    const pick = (from: readonly string[], by: number) => from[by % from.length] ?? "";
    const owner = `${pick(owners, maker)} ${pick(owners, Math.floor(maker / 10))} ${maker + 1}`;
    const first = dayOf(n);
    const again = new Date(Date.UTC(first.getUTCFullYear() + 3, 5, 1 + (n % 28)));
    const round = (day: Date, stars: number, by: number): SheetRound => ({
      stars,
      day: written(day, n + by),
      year: day.getUTCFullYear(),
      decision: `${100 + (n % 40)}/QĐ-UBND`,
    });
    return {
      producer: `${pick(kinds, maker)} ${owner}`,
      kind: pick(kinds, maker),
      commune: pick(places, maker),
      phone: `09${String(10_000_000 + maker)}`,
      product: `${pick(crops, n)} ${owner}`,
      group: "Thực phẩm",
      rounds: n % 4 === 0 ? [round(first, 3, 0), round(again, 4, 1)] : [round(first, 3, 0)],
    };
  });
}

type Value = string | number | Date | null;

const head: readonly (readonly Value[])[] = [
  ["Sổ theo dõi sản phẩm OCOP (dữ liệu thử)"],
  [],
  cellsOf(
    "TT|Tên sản phẩm|Nhóm|Loại hình|Chủ thể|Xã, phường|Địa chỉ|Người đại diện|Điện thoại|Sao hiện tại|Ngày hết hạn|Lần 1|||||Lần 2|||||Ghi chú",
  ),
  cellsOf("|||||||||||Sao|Ngày|Năm|Số QĐ|Cơ quan|Sao|Ngày|Năm|Số QĐ|Cơ quan|"),
];

function cellsOf(row: string): (string | null)[] {
  return row.split("|").map((cell) => (cell === "" ? null : cell));
}

function valuesOf(line: SheetLine, at: number, isFirst: boolean): Value[] {
  const own = isFirst
    ? [line.kind, line.producer, line.commune, "Xóm Mẫu", "Người Mẫu", line.phone]
    : [null, null, null, null, null, null];
  const rounds = [0, 1].flatMap((n): Value[] => {
    const round = line.rounds[n];
    if (!round) return [null, null, null, null, null];
    return [round.stars, round.day, round.year, round.decision, "UBND tỉnh"];
  });
  const stars = line.rounds.at(-1)?.stars ?? null;
  return [at + 1, line.product, line.group, ...own, stars, null, ...rounds, null];
}

function bodyOf(lines: readonly SheetLine[]): { values: Value[]; span: number }[] {
  return lines.map((line, at) => {
    const isFirst = lines[at - 1]?.producer !== line.producer;
    const end = lines.findIndex((one, n) => n > at && one.producer !== line.producer);
    const span = isFirst ? (end < 0 ? lines.length : end) - at : 1;
    return { values: valuesOf(line, at, isFirst), span };
  });
}

const foot: readonly (readonly Value[])[] = [
  [],
  [null, "Tổng cộng"],
  [null, null, null, null, "Người lập biểu"],
];
/** Columns D to I: what is said of a producer. */
const [firstMerged, lastMerged] = [3, 8];

const cellOf = (value: Value, rowSpan: number) =>
  value === null
    ? null
    : {
        value,
        ...(value instanceof Date ? { type: Date, format: "dd/mm/yyyy" } : {}),
        ...(rowSpan > 1 ? { rowSpan } : {}),
      };

/**
 * The register as a workbook of 22 columns: a header over two rows, merged cells of producers,
 * dates in three ways, a footer. `write` turns texts into those of an old font.
 */
export async function bigWorkbook(
  lines: readonly SheetLine[],
  write: (text: string) => string = (text) => text,
): Promise<Buffer> {
  const said = (value: Value) => (typeof value === "string" ? write(value) : value);
  const plain = (rows: readonly (readonly Value[])[]) =>
    rows.map((row) => row.map((value) => cellOf(said(value), 1)));
  const body = bodyOf(lines).map(({ values, span }) =>
    values.map((value, column) =>
      cellOf(said(value), column >= firstMerged && column <= lastMerged ? span : 1),
    ),
  );
  const rows = [...plain(head), ...body, ...plain(foot)];
  return writeWorkbook(rows as never, { sheet: "Loc" }).toBuffer();
}

/** The same as text with commas: merged cells are blank behind their first, dates are dd/mm/yyyy. */
export function bigCsv(lines: readonly SheetLine[]): string {
  const text = (value: Value) =>
    value instanceof Date ? String(written(value, 2)) : value === null ? "" : String(value);
  const rows = [...head, ...bodyOf(lines).map(({ values }) => values), ...foot];
  return rows
    .map((row) => csvLine(Array.from({ length: 22 }, (_, at) => text(row[at] ?? null))))
    .join("");
}

/** The same in the tidy layout: one line for each recognition. */
export function tidyCsv(lines: readonly SheetLine[]): string {
  const rows = lines.flatMap((line) =>
    line.rounds.map(({ stars, day, year, decision }) => {
      const when = String(day instanceof Date ? written(day, 2) : day);
      const maker = ["Thái Nguyên", "", `xã ${line.commune}`, line.producer, line.kind];
      return [...maker, line.product, String(stars), String(year), when, decision];
    }),
  );
  const names = "province district commune producer producer_type product star year date decision";
  return [names.split(" "), ...rows].map(csvLine).join("");
}
