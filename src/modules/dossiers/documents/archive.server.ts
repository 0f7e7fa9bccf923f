import { createHash } from "node:crypto";
import { renderBlocks } from "#core/documents/blocks.server.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { renderDocx } from "#core/documents/docx.server.ts";
import { countPdfPages } from "#core/documents/pdf-pages.ts";
import { AppError } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { missingIn, textEntry, type Zip, type ZipEntry, zipOf } from "#core/files/zip.ts";
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
export type Archive = Zip & {
  /** Its file's name, without the ending. */
  readonly title: string;
};

type Made = FormFile & { readonly bytes: Uint8Array };

/**
 * The whole dossier as a zip: cover, index, forms, every paper once by criterion, and a manifest
 * with the digest of each. The same filing gives the same bytes.
 *
 * @throws AppError `unavailable` when the store has lost a paper, before anything is sent.
 */
export async function buildArchive(
  loaded: Loaded,
  stored: ReadonlyMap<string, StoredPaper>,
  { store, origin }: { store: FileStore; origin: string },
): Promise<Archive> {
  const { facts } = loaded;
  const { entries } = await archiveEntries(loaded, stored, { store, origin });
  return {
    title: `ho-so-ocop-${safeName(facts.productName, 40)}-${facts.filing?.receiptCode.toLowerCase() ?? "ban-nhap"}`,
    ...zipOf(store, entries, vietnamDay(facts.changedAt)),
  };
}

/** What lies in a dossier's archive: every entry, and what an index says of each. */
export type ArchiveEntries = {
  readonly entries: readonly ZipEntry[];
  readonly listed: readonly {
    readonly path: string;
    readonly title: string;
    readonly size: number;
    readonly digest: string;
  }[];
};

/** The entries of a dossier's archive, its own cover, index and manifest included; throws as `buildArchive`. */
export async function archiveEntries(
  loaded: Loaded,
  stored: ReadonlyMap<string, StoredPaper>,
  { store, origin }: { store: FileStore; origin: string },
): Promise<ArchiveEntries> {
  const { facts } = loaded;
  const plan = planArchive(facts, stored);
  await assertStored(store, plan);
  const made = await makeForms(loaded);
  const qr = facts.filing ? await receiptQr(origin, facts.filing.receiptCode) : null;
  const cover = await form("00-bia.pdf", coverSheet(facts, plan, qr));
  const index = await form("01-muc-luc.pdf", indexSheet(facts, plan, made));
  const sheets = [cover, index, ...made];
  const texts = [
    ...(loaded.snapshot === null ? [] : [textEntry(snapshotName, loaded.snapshot)]),
    textEntry("manifest.json", manifestOf(loaded, plan, sheets)),
  ];
  return {
    entries: [
      ...sheets.map(({ path, bytes, size }) => ({ name: path, size, bytes })),
      ...texts,
      ...plan.files.map(({ path, size, digest }) => ({ name: path, size, digest })),
    ],
    listed: [
      ...sheets,
      ...texts.map(({ name, size, bytes }) => ({
        path: name,
        title: name === snapshotName ? "Hồ sơ đã nộp, dạng dữ liệu" : "Danh mục tệp, dạng dữ liệu",
        size,
        digest: sha256(bytes),
      })),
      ...plan.files.map(({ paper, ...file }) => ({ ...file, title: paper.title })),
    ].map(({ path, title, size, digest }) => ({ path, title, size, digest })),
  };
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const snapshotName = "ho-so-da-nop.json";

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
    digest: sha256(bytes),
    mediaType: isPdf ? pdfType : wordType,
    pages: isPdf ? countPdfPages(bytes) : null,
  };
}

/** The code that leads to the page where a receipt is checked. */
export function receiptQr(origin: string, receiptCode: string) {
  const address = new URL(filingPaths.check(receiptCode), origin).href;
  return qrBlock(address, ["Quét mã để kiểm tra hồ sơ trên hệ thống:", address]);
}

/** Better no archive than one that breaks off in the middle: every content is looked for first. */
async function assertStored(store: FileStore, plan: ArchivePlan): Promise<void> {
  const lost = (await missingIn(store, plan.files)).map(({ paper }) => paper.title);
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
