import {
  BorderStyle,
  type FileChild,
  type IParagraphOptions,
  LeaderType,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
} from "docx";
import { type Line, textWidth } from "./blocks.ts";
import { wordText } from "./docx-text.ts";

export type RunStyle = {
  bold?: boolean;
  italics?: boolean;
  size?: number;
  allCaps?: boolean;
  font?: string;
};

export const twipsOf = (millimetres: number) => Math.round(millimetres * 56.6929);

export const thin = { style: BorderStyle.SINGLE, size: 4, color: "000000" };

export const none = { style: BorderStyle.NONE, size: 0, color: "auto" };

export const noBorders = { top: none, bottom: none, left: none, right: none };

/** Runs of a text, its line breaks kept. */
export function runs(text: string, style: RunStyle = {}): TextRun[] {
  return wordText(text)
    .split("\n")
    .map((line, i) => new TextRun({ ...style, text: line, ...(i > 0 ? { break: 1 } : {}) }));
}

/** Dots to the end of the line, to write on. */
export const leader = (width: number) => ({
  tabStops: [{ type: TabStopType.RIGHT, position: twipsOf(width), leader: LeaderType.DOT }],
});

export function lineOf({ label, value }: Line, width: number, style: string): Paragraph {
  const head = runs(`${label}: `);
  if (value !== null) return new Paragraph({ style, children: [...head, ...runs(value)] });
  const dots = new TextRun({ children: [new Tab()] });
  return new Paragraph({ style, ...leader(width), children: [...head, dots] });
}

export const dotted = (width: number) =>
  new Paragraph({ ...leader(width), children: [new TextRun({ children: [new Tab()] })] });

export function para(
  style: string,
  text: string,
  run: RunStyle = {},
  more: IParagraphOptions = {},
) {
  return new Paragraph({ style, ...more, children: runs(text, run) });
}

/** Cells side by side without lines, such as the head of a letter. */
export function sideBySide(
  columns: readonly { width: number; children: readonly FileChild[] }[],
): Table {
  return new Table({
    width: { size: twipsOf(textWidth), type: "dxa" },
    columnWidths: columns.map(({ width }) => twipsOf(width)),
    layout: "fixed",
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        children: columns.map(
          ({ width, children }) =>
            new TableCell({
              width: { size: twipsOf(width), type: "dxa" },
              borders: noBorders,
              margins: { left: 0, right: 0, top: 0, bottom: 0 },
              children: [...children] as Paragraph[],
            }),
        ),
      }),
    ],
  });
}
