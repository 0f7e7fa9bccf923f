import { fileHeaders } from "../files/serve.ts";
import { renderBlocks } from "./blocks.server.ts";
import type { PrintedDocument } from "./blocks.ts";
import { renderDocx } from "./docx.server.ts";

const mediaTypes = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;

/** How a document leaves the program. */
export type DocumentAsked = {
  /** Name of the file without its ending. */
  readonly name: string;
  /** `docx`, or anything else for PDF. */
  readonly format: string | undefined;
  /** Save it even where the browser could show it. */
  readonly download?: boolean;
  /** Only the headers are asked for. */
  readonly isHead?: boolean;
};

/** A document as PDF or Word file in answer to a request; rights are the caller's business. */
export async function documentResponse(
  document: PrintedDocument,
  { name, format, download = false, isHead = false }: DocumentAsked,
): Promise<Response> {
  const isWord = format === "docx";
  const bytes = isWord ? await renderDocx(document) : await renderBlocks(document);
  const headers = fileHeaders({
    title: name,
    mediaType: isWord ? mediaTypes.docx : mediaTypes.pdf,
    size: bytes.byteLength,
    download,
  });
  return new Response(isHead ? null : Buffer.from(bytes), { headers });
}
