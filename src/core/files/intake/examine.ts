import { fileTypeFromBuffer } from "file-type";
import { redrawImage } from "./image.ts";
import { runIsolated } from "./isolate.ts";
import { IntakeRefusal, type KeptKind, keptTypes, mostBytes, mostPages } from "./limits.ts";
import { inspectOffice } from "./office.ts";
import { inspectPdf } from "./pdf-structure.ts";
import { scan } from "./scan.ts";
import { inTurn } from "./turns.ts";

/** A file that may be kept: what it is now, which need not be what was sent. */
export type ExaminedFile = {
  kind: KeptKind;
  mediaType: string;
  /** Pictures are drawn anew; documents are as they came, so that signatures in them hold. */
  bytes: Uint8Array;
  /** Null where pages cannot be counted. */
  pages: number | null;
};

const pictures = new Set(["image/jpeg", "image/png", "image/webp", "image/avif", "image/tiff"]);
const telephonePictures = new Set(["image/heic", "image/heif", "image/heic-sequence"]);

/**
 * Examines a file by its content, never by its name: only pictures, PDF, and DOCX or XLSX without
 * macros are let in. Throws `IntakeRefusal`. A few at a time: memory stays bounded when many
 * people send at once.
 */
export function examineFile(bytes: Uint8Array): Promise<ExaminedFile> {
  return inTurn(() => examineNow(bytes));
}

async function examineNow(bytes: Uint8Array): Promise<ExaminedFile> {
  if (bytes.byteLength === 0) throw new IntakeRefusal("empty");
  if (bytes.byteLength > mostBytes) throw new IntakeRefusal("tooLarge");
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  await scan(content);
  if (content.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"))) {
    const kind = inspectOffice(content);
    return { kind, mediaType: keptTypes[kind], bytes: content, pages: null };
  }
  const mime = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime ?? "";
  if (mime === keptTypes.pdf) return examinePdf(content);
  if (pictures.has(mime) || telephonePictures.has(mime)) {
    const redrawn = await redrawImage(content, telephonePictures.has(mime));
    return { kind: "image", mediaType: keptTypes.image, bytes: redrawn, pages: 1 };
  }
  throw new IntakeRefusal("wrongType");
}

async function examinePdf(content: Buffer): Promise<ExaminedFile> {
  inspectPdf(content);
  const { pages } = await runIsolated({ kind: "pdf", bytes: content });
  if (pages === 0) throw new IntakeRefusal("damaged");
  if (pages > mostPages) throw new IntakeRefusal("tooManyPages");
  return { kind: "pdf", mediaType: keptTypes.pdf, bytes: content, pages };
}

/**
 * The text of an examined PDF's first pages, as far as it has a text layer: empty for a scan, and
 * for one whose text cannot be read. Nothing is recognised from pictures.
 */
export function readPdfText({ kind, bytes }: ExaminedFile): Promise<string> {
  if (kind !== "pdf") return Promise.resolve("");
  return inTurn(async () => {
    try {
      return (await runIsolated({ kind: "text", bytes })).text;
    } catch (error) {
      if (error instanceof IntakeRefusal) return "";
      throw error;
    }
  });
}

/**
 * Several examined pictures and PDFs as one PDF, in order: a picture fills an A4 page. The same
 * parts always give the same bytes. Throws `IntakeRefusal` for other kinds and too many pages.
 */
export function mergeIntoPdf(parts: readonly ExaminedFile[]): Promise<ExaminedFile> {
  return inTurn(async () => {
    if (parts.some(({ kind }) => kind !== "image" && kind !== "pdf"))
      throw new IntakeRefusal("wrongType");
    const { bytes, pages } = await runIsolated({
      kind: "merge",
      parts: parts.map(({ mediaType, bytes: content }) => ({ mediaType, bytes: content })),
    });
    if (pages > mostPages) throw new IntakeRefusal("tooManyPages");
    return { kind: "pdf", mediaType: keptTypes.pdf, bytes, pages };
  });
}
