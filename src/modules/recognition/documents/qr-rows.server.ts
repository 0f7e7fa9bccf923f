import QRCode from "qrcode";

/** A QR code of a text, row by row, `true` a dark module. `L` holds most; `M` bears more wear. */
export function qrRows(text: string, errorCorrectionLevel: "L" | "M"): boolean[][] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel });
  return Array.from({ length: modules.size }, (_row, y) =>
    Array.from({ length: modules.size }, (_column, x) => modules.get(y, x) === 1),
  );
}
