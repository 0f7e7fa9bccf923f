import { parentPort, workerData } from "node:worker_threads";
import type * as PdfLib from "@cantoo/pdf-lib";
import { type IntakeTask, type TaskResult } from "./isolate.ts";
import { mostPixels, type Refusal } from "./limits.ts";

// The library's own bundle: a thread of its own for each file loads one module instead of hundreds.
const bundle = new URL("../dist/pdf-lib.esm.min.js", import.meta.resolve("@cantoo/pdf-lib"));
const { EncryptedPDFError, PDFDict, PDFDocument, PDFName, PDFStream } = (await import(
  bundle.href
)) as typeof PdfLib;

/** Parsing of what strangers send, in a thread of its own that can be ended at any time. */
async function perform(task: IntakeTask): Promise<TaskResult> {
  if (task.kind === "pdf") return { pages: (await openPdf(task.bytes)).getPageCount() };
  if (task.kind === "text") return { text: await firstWords(task.bytes) };
  if (task.kind === "heic") return decodeHeic(task.bytes);
  return mergeParts(task.parts);
}

class Refused extends Error {
  readonly reason: Refusal;

  constructor(reason: Refusal) {
    super(reason);
    this.reason = reason;
  }
}

const forbidden = new Set(
  ["JS", "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA"].map((name) =>
    PDFName.of(name),
  ),
);

/** Opens a document and walks every object of it, also those that no page leads to. */
async function openPdf(bytes: Uint8Array): Promise<PdfLib.PDFDocument> {
  const document = await PDFDocument.load(bytes, {
    updateMetadata: false,
    throwOnInvalidObject: true,
  }).catch((error: unknown) => {
    throw new Refused(error instanceof EncryptedPDFError ? "encrypted" : "damaged");
  });
  if (document.isEncrypted) throw new Refused("encrypted");
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    const dictionary =
      object instanceof PDFStream ? object.dict : object instanceof PDFDict ? object : null;
    if (dictionary && holdsForbidden(dictionary, 0)) throw new Refused("activeContent");
  }
  return document;
}

function holdsForbidden(dictionary: PdfLib.PDFDict, depth: number): boolean {
  if (depth > 50) throw new Refused("damaged");
  return dictionary.entries().some(([key, value]) => {
    if (forbidden.has(key) || (value instanceof PDFName && forbidden.has(value))) return true;
    return value instanceof PDFDict && holdsForbidden(value, depth + 1);
  });
}

/** Pages whose text is read, and the most of it that is handed back. */
const readPages = 3;
const readCharacters = 50_000;

/** The text layer of the first pages; empty for a scan. */
async function firstWords(bytes: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import("unpdf");
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  let text = "";
  for (let at = 1; at <= Math.min(readPages, document.numPages); at++) {
    const { items } = await (await document.getPage(at)).getTextContent();
    for (const item of items) {
      if ("str" in item) text += item.hasEOL ? `${item.str}\n` : item.str;
      if (text.length > readCharacters) return text.slice(0, readCharacters);
    }
  }
  return text;
}

async function decodeHeic(bytes: Uint8Array): Promise<TaskResult> {
  const { default: libheif } = await import("libheif-js/wasm-bundle.js");
  const images = new libheif.HeifDecoder().decode(bytes);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (!image) throw new Refused("damaged");
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > mostPixels) throw new Refused("tooManyPixels");
  const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
  const shown = await new Promise<{ data: Uint8ClampedArray } | null>((resolve) =>
    image.display(target, resolve),
  );
  if (!shown) throw new Refused("damaged");
  return { pixels: new Uint8Array(shown.data.buffer), width, height };
}

/** A4 in points, upright. */
const paper = { width: 595.28, height: 841.89 };

async function mergeParts(
  parts: readonly { mediaType: string; bytes: Uint8Array }[],
): Promise<TaskResult> {
  const merged = await PDFDocument.create();
  for (const { mediaType, bytes } of parts) {
    if (mediaType === "application/pdf") {
      const source = await openPdf(bytes);
      for (const page of await merged.copyPages(source, source.getPageIndices()))
        merged.addPage(page);
    } else {
      const image = await merged.embedJpg(bytes);
      const wide = image.width > image.height;
      const [width, height] = wide ? [paper.height, paper.width] : [paper.width, paper.height];
      const scale = Math.min(width / image.width, height / image.height);
      const size = { width: image.width * scale, height: image.height * scale };
      merged
        .addPage([width, height])
        .drawImage(image, { x: (width - size.width) / 2, y: (height - size.height) / 2, ...size });
    }
  }
  // The same parts give the same bytes, so that a paper sent twice is one content.
  const never = new Date(0);
  merged.setCreationDate(never);
  merged.setModificationDate(never);
  merged.setProducer("OCOP");
  merged.setCreator("OCOP");
  return { bytes: await merged.save(), pages: merged.getPageCount() };
}

const answer = await perform(workerData as IntakeTask).then(
  (done) => ({ done }),
  (error: unknown) => ({ refused: error instanceof Refused ? error.reason : "damaged" }),
);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
parentPort?.postMessage(answer);
