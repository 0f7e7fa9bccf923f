import QRCode from "qrcode";
import type { Block } from "#core/documents/blocks.ts";

/** A QR code that leads to an address, with the lines that stand beside it. */
export async function qrBlock(
  address: string,
  lines: readonly string[],
): Promise<Extract<Block, { kind: "qr" }>> {
  const options = { errorCorrectionLevel: "M" } as const;
  const { modules } = QRCode.create(address, options);
  const png = await QRCode.toBuffer(address, { ...options, margin: 4, scale: 6 });
  return {
    kind: "qr",
    lines,
    png: png.toString("base64"),
    modules: Array.from({ length: modules.size }, (_row, y) =>
      Array.from({ length: modules.size }, (_column, x) => modules.get(y, x) === 1),
    ),
  };
}
