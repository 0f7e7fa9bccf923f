import type { Block } from "#core/documents/blocks.ts";
import { qrPng, qrRows } from "#core/documents/qr.server.ts";

/** A QR code that leads to an address, with the lines that stand beside it. */
export async function qrBlock(
  address: string,
  lines: readonly string[],
): Promise<Extract<Block, { kind: "qr" }>> {
  const png = (await qrPng(address)).toString("base64");
  return { kind: "qr", lines, png, modules: qrRows(address) };
}
