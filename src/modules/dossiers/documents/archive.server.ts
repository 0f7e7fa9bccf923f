import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { makeZip, predictLength } from "client-zip";
import { renderBlocks } from "#core/documents/blocks.server.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { renderDocx } from "#core/documents/docx.server.ts";
import { countPdfPages } from "#core/documents/pdf-pages.ts";
import { AppError } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { filingPaths } from "../paths.ts";
import { coverSheet, indexSheet } from "./archive-papers.ts";
import { type ArchivePlan, type FormFile, planArchive, type StoredPaper } from "./archive-plan.ts";
import { type Loaded, vietnamDay } from "./load.server.ts";
import { safeName } from "#core/file-names.ts";
import { qrBlock } from "./qr.server.ts";
import { registrationForm } from "./registration.ts";
import { selfReport } from "./self-report.ts";

const pdfType = "application/pdf";
const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** A dossier as one file. */
export type Archive = {
  /** Its file's name, without the ending. */
  readonly title: string;
  /** Exact length of what `stream` gives, in bytes. */
  readonly size: bigint;
  /** The zip, read from the store as it is taken; each content is checked against its digest on the way. */
  stream(): ReadableStream<Uint8Array>;
};

type Made = FormFile & { readonly bytes: Uint8Array };

/**
 * The whole dossier as a zip: cover, index, forms, every paper once by criterion, and a manifest
 * with the digest of each. Papers are stored as they are and pass through piece by piece, so the
 * memory that it takes does not grow with them. The same filing gives the same bytes.
 *
 * @throws AppError `unavailable` when the store has lost a paper, before anything is sent.
 */
export async function buildArchive(
  loaded: Loaded,
  stored: ReadonlyMap<string, StoredPaper>,
  { store, origin }: { store: FileStore; origin: string },
): Promise<Archive> {
  const { facts } = loaded;
  const plan = planArchive(facts, stored);
  await assertStored(store, plan);
  const made = await makeForms(loaded);
  const qr = facts.filing ? await receiptQr(origin, facts.filing.receiptCode) : null;
  const cover = await form("00-bia.pdf", coverSheet(facts, plan, qr));
  const index = await form("01-muc-luc.pdf", indexSheet(facts, plan, made));
  const sheets = [cover, index, ...made];
  const manifest = manifestOf(loaded, plan, sheets);
  const entries: readonly Entry[] = [
    ...sheets.map(({ path, bytes, size }) => ({ name: path, size, bytes })),
    ...(loaded.snapshot === null ? [] : [textEntry(snapshotName, loaded.snapshot)]),
    textEntry("manifest.json", manifest),
    ...plan.files.map(({ path, size, digest }) => ({ name: path, size, digest })),
  ];
  const [year = "2000", month = "1", day = "1"] = vietnamDay(facts.changedAt).split("-");
  // A zip holds local time: the parts are what counts, wherever the program runs.
  const lastModified = new Date(Number(year), Number(month) - 1, Number(day));
  return {
    title: `ho-so-ocop-${safeName(facts.productName, 40)}-${facts.filing?.receiptCode.toLowerCase() ?? "ban-nhap"}`,
    size: predictLength(entries.map(({ name, size }) => ({ name, size }))),
    stream: () => makeZip(inputs(store, entries, lastModified)),
  };
}

type Entry =
  | { readonly name: string; readonly size: number; readonly bytes: Uint8Array }
  | { readonly name: string; readonly size: number; readonly digest: string };

/** One input after the other; a reader who goes away in the middle leaves no file open. */
async function* inputs(store: FileStore, entries: readonly Entry[], lastModified: Date) {
  for (const entry of entries) {
    const { name, size } = entry;
    const source = "bytes" in entry ? entry.bytes : await store.get(entry.digest);
    try {
      yield { name, size, lastModified, input: source as Uint8Array<ArrayBuffer> | Readable };
    } catch {
      // Only a reader's leaving is thrown in here; what the store throws passes the other way.
      return;
    } finally {
      if (source instanceof Readable) source.destroy();
    }
  }
}

const snapshotName = "ho-so-da-nop.json";

function textEntry(name: string, text: string): Entry {
  const bytes = Buffer.from(text, "utf8");
  return { name, size: bytes.byteLength, bytes };
}

/** Forms of the producer, from the filing, as PDF and as Word files. */
async function makeForms(loaded: Loaded): Promise<Made[]> {
  const { facts, procedure } = loaded;
  const first = registrationForm(facts, procedure);
  const second = selfReport(facts);
  const isNumbered = facts.regime === "26-2026";
  return [
    await form(
      "02-phieu-dang-ky.pdf",
      first,
      isNumbered ? "Phiếu đăng ký (Mẫu 01)" : "Phiếu đăng ký",
    ),
    await form("02-phieu-dang-ky.docx", first, "Phiếu đăng ký, bản Word"),
    await form(
      "03-bao-cao-tu-danh-gia.pdf",
      second,
      isNumbered ? "Báo cáo tự đánh giá (Mẫu 02)" : "Báo cáo tự đánh giá",
    ),
    await form("03-bao-cao-tu-danh-gia.docx", second, "Báo cáo tự đánh giá, bản Word"),
  ];
}

async function form(
  path: string,
  document: PrintedDocument,
  title = document.title,
): Promise<Made> {
  const isPdf = path.endsWith(".pdf");
  const bytes = isPdf ? await renderBlocks(document) : await renderDocx(document);
  return {
    path,
    title,
    bytes,
    size: bytes.byteLength,
    digest: createHash("sha256").update(bytes).digest("hex"),
    mediaType: isPdf ? pdfType : wordType,
    pages: isPdf ? countPdfPages(bytes) : null,
  };
}

/** The code that leads to the page where a receipt is checked. */
export function receiptQr(origin: string, receiptCode: string) {
  const address = new URL(filingPaths.check(receiptCode), origin).href;
  return qrBlock(address, ["Quét mã để kiểm tra hồ sơ trên hệ thống:", address]);
}

const lookups = 8;

/** Better no archive than one that breaks off in the middle: every content is looked for first. */
async function assertStored(store: FileStore, plan: ArchivePlan): Promise<void> {
  const waiting = [...plan.files];
  const lost: string[] = [];
  const worker = async () => {
    for (let file = waiting.pop(); file; file = waiting.pop()) {
      const found = await store.find(file.digest);
      if (found?.size !== file.size) lost.push(file.paper.title);
    }
  };
  await Promise.all(Array.from({ length: lookups }, worker));
  if (lost.length > 0)
    throw new AppError("unavailable", {
      log: `the store lacks ${lost.length} papers of a dossier`,
      vi: `Kho tệp thiếu ${lost.length} giấy tờ của hồ sơ (${lost.slice(0, 3).join("; ")}). Hãy báo văn phòng điều phối.`,
    });
}

function manifestOf(
  { facts, snapshot }: Loaded,
  plan: ArchivePlan,
  sheets: readonly Made[],
): string {
  const manifest = {
    format: "ocop-archive-1",
    dossier: {
      id: facts.id,
      regime: facts.regime,
      set: facts.set.code,
      kind: facts.kind,
      producer: facts.producerName,
      product: facts.productName,
      demo: facts.isDemo,
    },
    filing: facts.filing && {
      receiptCode: facts.filing.receiptCode,
      seq: facts.filing.seq,
      filedOn: facts.filing.on,
      digest: facts.filing.digest,
      /** The text that the digest is taken over. */
      snapshot: snapshot === null ? null : snapshotName,
    },
    files: [
      ...sheets.map(({ path, size, digest, mediaType, pages }) => ({
        path,
        size,
        sha256: digest,
        mediaType,
        pages,
      })),
      ...plan.files.map(({ path, size, digest, mediaType, pages, number, paper, criteria }) => ({
        path,
        size,
        sha256: digest,
        mediaType,
        pages,
        number,
        kind: paper.kind,
        title: paper.title,
        criteria,
      })),
    ],
    links: plan.links.map(({ number, paper, criteria }) => ({
      number,
      kind: paper.kind,
      title: paper.title,
      url: paper.url,
      criteria,
    })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
