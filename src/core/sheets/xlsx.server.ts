import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";
import { Zip, type ZipInputFile } from "fflate";
import type { Day } from "#core/calendar/day.ts";
import { wordText } from "../documents/docx-text.ts";
import { linesOf, rowHeight } from "./row-height.ts";

/** What stands in a column: text, whole numbers, numbers with the decimals that they have (six at most), or days. */
export type SheetColumn = {
  readonly head: string;
  readonly kind: "text" | "whole" | "decimal" | "day";
  /** In letters; 14 unless said. */
  readonly width?: number;
};

/** A cell of its column's kind: a day as `yyyy-mm-dd`; null is empty. */
export type SheetCell = string | number | null;

/** One sheet of a workbook; its rows are asked for as they are written. */
export type Sheet = {
  readonly name: string;
  /** What it tells of, of whom and of when: the head of every printed page. */
  readonly about: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<readonly (readonly SheetCell[])[]>;
  /** A last row in bold letters, under all the others. */
  readonly total?: readonly SheetCell[];
};

/** The media type of what `workbook` gives. */
export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * A workbook (XLSX) that is made while it is taken, so that its memory does not grow with its rows.
 * Numbers and days are real ones, texts are never formulas, whatever they begin with. The same
 * sheets always give the same bytes.
 */
export function workbook(sheets: readonly Sheet[]): ReadableStream<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, data) => {
    if (error) failed = error;
    else ready.push(data);
  });
  const steps = write(zip, sheets);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      while (ready.length === 0) {
        const { done } = await steps.next();
        if (failed) throw failed;
        if (done && ready.length === 0) {
          controller.close();
          return;
        }
      }
      for (const data of ready.splice(0)) controller.enqueue(data);
    },
    async cancel() {
      await steps.return();
    },
  });
}

async function* write(zip: Zip, sheets: readonly Sheet[]): AsyncGenerator<void, void> {
  for (const [name, xml] of frame(sheets)) {
    const file = new PackedFile(zip, name);
    await file.write(xml);
    await file.end();
  }
  yield;
  for (const [at, sheet] of sheets.entries()) {
    const file = new PackedFile(zip, `xl/worksheets/sheet${at + 1}.xml`);
    try {
      let xml = sheetHead(sheet);
      let number = 1;
      const { columns, total } = sheet;
      for await (const rows of sheet.rows) {
        for (const row of rows) {
          xml += rowXml(columns, row, (number += 1));
          if (xml.length < pieceLetters) continue;
          await file.write(xml);
          xml = "";
        }
        yield;
      }
      if (total) xml += rowXml(columns, total, number + 1, boldFrom);
      await file.write(xml + sheetFoot(sheet));
      await file.end();
    } finally {
      file.close();
    }
    yield;
  }
  zip.end();
}

/** So many letters of a sheet are packed at once. */
const pieceLetters = 32 * 1024;

/**
 * A file of a workbook, packed on its way into the zip: by zlib, which works beside the program's own
 * thread, from one buffer that is used again and again.
 */
class PackedFile {
  readonly #entry: ZipInputFile;
  readonly #packer = createDeflateRaw({ level: 1 });
  #buffer = new Uint8Array(3 * pieceLetters);

  constructor(zip: Zip, name: string) {
    this.#entry = { filename: name, size: 0, crc: 0, compression: 8, mtime: new Date(1980, 0, 1) };
    zip.add(this.#entry);
    this.#packer.on("data", (packed: Buffer<ArrayBuffer>) =>
      this.#entry.ondata?.(null, packed, false),
    );
  }

  async write(text: string): Promise<void> {
    // A letter takes three bytes at most, a pair of surrogates four.
    if (this.#buffer.length < 3 * text.length) this.#buffer = new Uint8Array(3 * text.length);
    const bytes = this.#buffer.subarray(0, encoder.encodeInto(text, this.#buffer).written);
    this.#entry.size += bytes.length;
    this.#entry.crc = crc32(bytes, this.#entry.crc);
    await new Promise<void>((resolve, reject) => {
      this.#packer.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  async end(): Promise<void> {
    const ended = once(this.#packer, "end");
    this.#packer.end();
    await ended;
    this.#entry.ondata?.(null, new Uint8Array(), true);
  }

  /** Lets go of what packs, finished or not. */
  close(): void {
    this.#packer.destroy();
  }
}

const encoder = new TextEncoder();

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const packaged = "http://schemas.openxmlformats.org/package/2006";

/** Styles by place: text, whole, decimal, day, the same four in bold letters, and the heads. */
const styleOf = { text: 0, whole: 1, decimal: 2, day: 3 } as const satisfies Record<
  SheetColumn["kind"],
  number
>;
const boldFrom = 4;
const headStyle = 8;

const font = (bold: boolean) =>
  `<font>${bold ? "<b/>" : ""}<sz val="11"/><name val="Times New Roman"/><family val="1"/></font>`;

/** Long texts go on under themselves, so that no column hides what it holds. */
const cellStyle = (format: number, bold: boolean) =>
  `<xf numFmtId="${format}" fontId="${bold ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top"${format === 0 ? ' wrapText="1"' : ""}/></xf>`;

const cellStyles = [false, true].flatMap((bold) =>
  [0, 164, 165, 166].map((format) => cellStyle(format, bold)),
);

const styles = `${xmlHead}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0"/><numFmt numFmtId="165" formatCode="#,##0.0#####"/><numFmt numFmtId="166" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2">${font(false)}${font(true)}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEBEBEB"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="9">${cellStyles.join("")}<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** Everything but the sheets themselves. */
function frame(sheets: readonly Sheet[]): [name: string, xml: string][] {
  const parts = sheets.map((_, at) => at + 1);
  return [
    [
      "[Content_Types].xml",
      `${xmlHead}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${parts.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`,
    ],
    [
      "_rels/.rels",
      `${xmlHead}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${xmlHead}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${escaped(sheetName(name))}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("")}</sheets><definedNames>${sheets.map(printedTitle).join("")}</definedNames></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${xmlHead}<Relationships xmlns="${packaged}/relationships">${parts.map((n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", styles],
  ];
}

/** The head row stands on every printed page. */
const printedTitle = ({ name }: Sheet, at: number) =>
  `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${escaped(sheetName(name)).replaceAll("'", "''")}'!$1:$1</definedName>`;

/** The head row stays in sight when the sheet is scrolled. */
function sheetHead({ columns }: Sheet): string {
  const widths = columns.map(
    (column, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${widthOf(column)}" customWidth="1"/>`,
  );
  const texts = columns.map(({ head }) => head);
  const heads = texts.map((head, at) => textCell(`${letters(at)}1`, head, headStyle));
  return `${xmlHead}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1"${heightOf(columns, texts)}>${heads.join("")}</row>`;
}

const widthOf = ({ width = 14 }: SheetColumn) => width;

/** So many letters stand side by side on an A4 page held upright. */
const uprightLetters = 95;

/** A4, as wide as the page and as long as it takes, with what it is about and the page's number. */
function sheetFoot({ about, columns }: Sheet): string {
  const letters = columns.reduce((sum, column) => sum + widthOf(column), 0);
  const orientation = letters > uprightLetters ? "landscape" : "portrait";
  const said = shortened(about.replaceAll(/\s+/g, " ")).replaceAll("&", "&&");
  const line = (text: string) => `&amp;&quot;Times New Roman&quot;&amp;10 ${text}`;
  return `</sheetData><printOptions gridLines="1"/><pageMargins left="0.6" right="0.4" top="0.75" bottom="0.7" header="0.35" footer="0.35"/><pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddHeader>&amp;C${line(escaped(said))}</oddHeader><oddFooter>&amp;R${line("Trang &amp;P/&amp;N")}</oddFooter></headerFooter></worksheet>`;
}

/** Programs take 255 signs in the head of a page, codes and doubled signs counted. */
const longestAbout = 110;

/** What fits there, cut behind a word and said to be cut. */
function shortened(about: string): string {
  if (about.length <= longestAbout) return about;
  const start = about.slice(0, longestAbout);
  const end = start.lastIndexOf(" ");
  return `${end > 0 ? start.slice(0, end) : start}…`;
}

function rowXml(
  columns: readonly SheetColumn[],
  row: readonly SheetCell[],
  number: number,
  styleFrom = 0,
): string {
  let xml = `<row r="${number}"${heightOf(columns, row)}>`;
  for (const [at, { kind }] of columns.entries()) {
    const value = row[at] ?? null;
    if (value !== null) xml += cellXml(`${letters(at)}${number}`, kind, value, styleFrom);
  }
  return `${xml}</row>`;
}

/** The height of a row whose texts go on under themselves: not every program finds it by itself. */
function heightOf(columns: readonly SheetColumn[], row: readonly SheetCell[]): string {
  let lines = 1;
  for (const [at, column] of columns.entries()) {
    const value = row[at];
    const width = widthOf(column) - 1;
    // Days and short texts, as nearly all are, take one line.
    if (typeof value !== "string" || (value.length <= width && !value.includes("\n"))) continue;
    if (column.kind === "text" || value === column.head)
      lines = Math.max(lines, linesOf(value, width));
  }
  return lines === 1 ? "" : ` ht="${rowHeight(lines)}"`;
}

function cellXml(
  place: string,
  kind: SheetColumn["kind"],
  value: string | number,
  styleFrom: number,
): string {
  if (kind === "text") return textCell(place, String(value), styleFrom + styleOf.text);
  const number = kind === "day" ? serialOf(String(value)) : Number(value);
  if (!Number.isFinite(number)) throw new RangeError(`no ${kind}: ${value}`);
  // Counts among shares are written as counts: 21, not 21.0.
  const shown = kind === "decimal" && Number.isInteger(number) ? "whole" : kind;
  return `<c r="${place}" s="${styleFrom + styleOf[shown]}"><v>${number}</v></c>`;
}

const textCell = (place: string, text: string, style: number) =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** The letters of a column, from 0: A to Z, AA and on. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** Days as spreadsheets count them: 1 January 1900 is 1, and 29 February 1900 is thought to have been. */
function serialOf(day: Day): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

const mustEscape = /[&<>"]/;

function escaped(text: string): string {
  const clean = wordText(text);
  if (!mustEscape.test(clean)) return clean;
  return clean
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A name that a sheet may have: at most 31 letters, none of those that formulas use. */
function sheetName(name: string): string {
  return name.replaceAll(/[\\/?*[\]:]/g, " ").slice(0, 31);
}
