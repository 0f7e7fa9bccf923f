import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  ImageRun,
  type ITableCellOptions,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
} from "docx";
import { type Block, type Cell, type Column, textWidth } from "./blocks.ts";
import { closing, letterhead, rule } from "./docx-letter.server.ts";
import { dotted, lineOf, para, runs, sideBySide, twipsOf } from "./docx-pieces.server.ts";
import { wordText } from "./docx-text.ts";

type Of<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;
const bold = { bold: true };
const cellMargins = { top: 40, bottom: 40, left: 80, right: 80 };
const sides = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
};

function banner({ lines }: Of<"banner">): FileChild[] {
  const border = { style: BorderStyle.SINGLE, size: 8, color: "000000", space: 4 };
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      indent: { left: "20mm", right: "20mm" },
      spacing: { before: 160, after: 200 },
      border: { top: border, bottom: border, left: border, right: border },
      children: runs(lines.join("\n"), { bold: true }),
    }),
  ];
}

function ticks({ label, items }: Of<"ticks">): FileChild[] {
  const boxes = items.flatMap(({ text, ticked }) => [
    new TextRun({ text: ticked ? "☒\u00A0" : "☐\u00A0", font: "Segoe UI Symbol" }),
    ...runs(`${text.replaceAll(" ", "\u00A0")}   `),
  ]);
  return [new Paragraph({ children: [...runs(`${label}:  `), ...boxes] })];
}

/** Widths of the columns, the rest shared by those without one. */
function widthsOf(columns: readonly Column[]): number[] {
  const open = columns.filter(({ width }) => width === null).length;
  const used = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  return columns.map(({ width }) => width ?? (textWidth - used) / open);
}

function bodyCell(
  cell: Cell,
  align: Cell["align"],
  { keepNext = false, ...options }: Partial<ITableCellOptions> & { keepNext?: boolean },
) {
  const style = { bold: cell.bold ?? false, italics: cell.italic ?? false };
  const code =
    cell.code === undefined ? [] : runs(`\n${cell.code}`, { size: 14, font: "Consolas" });
  return new TableCell({
    ...options,
    margins: cellMargins,
    children: [
      new Paragraph({
        style: "OcopCell",
        keepNext,
        alignment: sides[align ?? "left"],
        children: [...runs(cell.text, style), ...code],
      }),
    ],
  });
}

/** A table of no more rows is not parted between pages. */
const wholeRows = 8;

function table({ columns, rows }: Of<"table">): FileChild[] {
  const widths = widthsOf(columns).map(twipsOf);
  const shading = (fill: string) => ({ shading: { type: "clear" as const, color: "auto", fill } });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ head: text }) =>
      bodyCell({ text, bold: true }, "center", {
        ...shading("EBEBEB"),
        verticalAlign: VerticalAlign.CENTER,
        keepNext: true,
      }),
    ),
  });
  const isShort = rows.length <= wholeRows;
  const body = rows.map(({ cells, tone }, row) => {
    let at = 0;
    const fill = tone === undefined ? {} : shading(tone === "total" ? "EBEBEB" : "F7F7F7");
    return new TableRow({
      cantSplit: cells.every(({ text }) => text.length < 1800),
      children: cells.map((cell) => {
        const column = columns[at];
        at += cell.span ?? 1;
        return bodyCell(cell, cell.align ?? column?.align, {
          ...fill,
          // A heading within a table stays with the row after it, and a short table on one page.
          keepNext: (isShort || tone !== undefined) && row < rows.length - 1,
          columnSpan: cell.span ?? 1,
        });
      }),
    });
  });
  const grid = new Table({
    width: { size: twipsOf(textWidth), type: "dxa" },
    columnWidths: widths,
    layout: "fixed",
    rows: [head, ...body],
  });
  return [grid, new Paragraph({ spacing: { after: 60 }, children: [] })];
}

function frames(block: Of<"frames">): FileChild[] {
  const width = textWidth / block.frames.length;
  const cells = block.frames.map(
    (frame) =>
      new TableCell({
        width: { size: twipsOf(width), type: "dxa" },
        margins: { top: 100, bottom: 100, left: 120, right: 120 },
        children: [
          para("OcopSigner", frame.title),
          ...frame.lines.map((line) => lineOf(line, width - 5, "OcopCell")),
          para("OcopSigner", frame.signer, {}, { spacing: { before: 80 } }),
          para("OcopHead", "(Ký, ghi rõ họ tên)", { italics: true }, { spacing: { after: 750 } }),
        ],
      }),
  );
  const grid = new Table({
    width: { size: twipsOf(textWidth), type: "dxa" },
    columnWidths: block.frames.map(() => twipsOf(width)),
    layout: "fixed",
    rows: [new TableRow({ cantSplit: true, children: cells })],
  });
  return [new Paragraph({ keepNext: true, children: [] }), grid];
}

function qr({ png, lines }: Of<"qr">): FileChild[] {
  const picture = new ImageRun({
    type: "png",
    data: Buffer.from(png, "base64"),
    transformation: { width: 128, height: 128 },
    altText: { name: "QR", title: "Mã QR", description: lines.map(wordText).join(" ") },
  });
  return [
    sideBySide([
      { width: 42, children: [new Paragraph({ children: [picture] })] },
      { width: textWidth - 42, children: lines.map((line) => para("Normal", line)) },
    ]),
  ];
}

/** Pixels on an inch of paper, as Word counts a picture's size. */
const pixelsPerMillimetre = 96 / 25.4;

function drawing({ svg, png, width, height, caption, alt }: Of<"drawing">): FileChild[] {
  const picture = new ImageRun({
    type: "svg",
    data: Buffer.from(svg),
    fallback: { type: "png", data: Buffer.from(png, "base64") },
    transformation: {
      width: Math.round(width * pixelsPerMillimetre),
      height: Math.round(height * pixelsPerMillimetre),
    },
    altText: { name: wordText(caption), title: wordText(caption), description: wordText(alt) },
  });
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: [picture] }),
    para("OcopNote", caption, {}, { alignment: AlignmentType.CENTER }),
  ];
}

const paragraphStyles = {
  body: { style: "OcopBody" },
  item: { style: "Normal", indent: { left: 340, hanging: 340 } },
  note: { style: "OcopNote" },
  mark: { style: "OcopNote", alignment: AlignmentType.RIGHT },
  centre: {
    style: "Normal",
    alignment: AlignmentType.CENTER,
    spacing: { before: 80, after: 80 },
  },
  basis: { style: "OcopBody" },
  aside: { style: "Normal", alignment: AlignmentType.CENTER },
} as const;
const inItalics = new Set<Of<"paragraph">["style"]>(["basis", "aside"]);

/** `isBound`: it must not stand at the end of a page without what follows it. */
type Makers = {
  readonly [Kind in Block["kind"]]: (block: Of<Kind>, isBound: boolean) => FileChild[];
};

/** A signature never stands alone on a page, nor does the caption of a table. */
function isBoundTo(block: Block, next: Block | undefined): boolean {
  if (block.kind !== "paragraph" || next === undefined) return false;
  return next.kind === "closing" || (next.kind === "table" && block.style === "aside");
}

const makers: Makers = {
  letterhead,
  title: ({ text, about, ruled = false }) => [
    new Paragraph({ style: "Title", children: runs(text, { allCaps: true }) }),
    ...(about === null
      ? []
      : [
          new Paragraph({
            style: "Title",
            spacing: { before: 0, after: 160 },
            children: runs(about),
          }),
        ]),
    ...(ruled ? [rule(36, textWidth)] : []),
  ],
  banner,
  heading: ({ level, text }) => [para(`Heading${level}`, text)],
  field: (block) => [lineOf(block, textWidth, "Normal")],
  answer,
  paragraph: ({ lead, text, style }, isBound) =>
    text.split("\n").map(
      (line, at) =>
        new Paragraph({
          ...paragraphStyles[style],
          ...(isBound ? { keepNext: true } : {}),
          children: [
            ...(at === 0 && lead !== undefined ? runs(line === "" ? lead : `${lead} `, bold) : []),
            ...runs(line, inItalics.has(style) ? { italics: true } : {}),
          ],
        }),
    ),
  ticks,
  table,
  frames,
  qr,
  drawing,
  pageBreak: () => [new Paragraph({ children: [new PageBreak()] })],
  closing,
};

function answer({ label, value }: Of<"answer">): FileChild[] {
  const head = para("Normal", `${label}:`, {}, { keepNext: true });
  if (value === null) return [head, dotted(textWidth), dotted(textWidth)];
  const parts = value.split("\n").filter((part) => part.trim() !== "");
  return [head, ...parts.map((part) => para("OcopBody", part))];
}

/** The blocks of a document as Word's own paragraphs and tables. */
export function wordBlocks(blocks: readonly Block[]): FileChild[] {
  // The table has a maker for each kind; the compiler cannot follow the pair through the look-up.
  type Maker = (block: Block, isBound: boolean) => FileChild[];
  return blocks.flatMap((block, at) =>
    (makers[block.kind] as Maker)(block, isBoundTo(block, blocks[at + 1])),
  );
}
