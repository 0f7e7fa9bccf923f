import { encodeQR } from "qr";
import sharp from "sharp";

/** How much of a code may be worn: `low` holds the most text, `medium` bears 15 % of damage. */
export type QrStrength = "low" | "medium";

/** The blank margin that readers need, in modules. */
const quietZone = 4;

/** A QR code of a text, row by row, `true` a dark module; without its margin. */
export function qrRows(text: string, ecc: QrStrength = "medium"): boolean[][] {
  // The library draws a margin of one module at least.
  const rows = encodeQR(text, "raw", { ecc, border: 1 });
  return rows.slice(1, -1).map((row) => row.slice(1, -1));
}

/** A QR code as one shape: how many modules a side has with its margin, and the dark ones as lines. */
export type QrShape = {
  readonly side: number;
  /**
   * SVG path data in modules, the margin counted: a line of width 1 along the middle of each run.
   * Short words: a document leaves those as they are.
   */
  readonly lines: string;
};

/** The same for a printed document, which draws one shape far faster than thousands of modules. */
export function qrShape(text: string, ecc: QrStrength = "medium"): QrShape {
  const rows = qrRows(text, ecc);
  const runs = rows.flatMap((row, y) =>
    darkRuns(row).map(([x, width]) => `M${x + quietZone} ${y + quietZone}.5h${width}`),
  );
  return { side: rows.length + 2 * quietZone, lines: runs.join(" ") };
}

/** Where dark modules begin in a row, and how many stand together. */
function darkRuns(row: readonly boolean[]): [start: number, width: number][] {
  const runs: [number, number][] = [];
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1);
    if (isDark && last && last[0] + last[1] === x) last[1] += 1;
    else if (isDark) runs.push([x, 1]);
  }
  return runs;
}

/** The same as an SVG file, dark on white, with its margin. */
export function qrSvg(text: string, ecc: QrStrength = "medium"): string {
  return encodeQR(text, "svg", { ecc, border: quietZone });
}

/** The same as the address of a picture for a page. */
export function qrAddress(text: string, ecc: QrStrength = "medium"): string {
  return `data:image/svg+xml,${encodeURIComponent(qrSvg(text, ecc))}`;
}

/** The same as a PNG file, `scale` pixels a module, with its margin. */
export function qrPng(text: string, ecc: QrStrength = "medium", scale = 6): Promise<Buffer> {
  const rows = encodeQR(text, "raw", { ecc, border: quietZone });
  const size = rows.length;
  const pixels = Buffer.from(rows.flat().map((isDark) => (isDark ? 0 : 255)));
  return sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .resize(size * scale, size * scale, { kernel: "nearest" })
    .png()
    .toBuffer();
}
