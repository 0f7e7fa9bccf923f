import type { PrintedDocument } from "./blocks.ts";
import { renderPdf } from "./typst.server.ts";

const template = new URL("./blocks.typ", import.meta.url);

/** A document as PDF/A; throws as `renderPdf` does. */
export function renderBlocks(document: PrintedDocument): Promise<Uint8Array> {
  const { title, createdAt, footer, blocks } = document;
  // Pixels are for Word; the template draws modules and drawings itself.
  const drawn = blocks.map((block) => ("png" in block ? { ...block, png: "" } : block));
  return renderPdf(template, { footer, blocks: drawn }, { title, createdAt });
}
