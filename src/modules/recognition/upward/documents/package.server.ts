import { createHash } from "node:crypto";
import { inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { renderBlocks } from "#core/documents/blocks.server.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { renderDocx } from "#core/documents/docx.server.ts";
import { AppError } from "#core/errors.ts";
import { extensionOf, safeName } from "#core/file-names.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import type { FileStore } from "#core/files/store.ts";
import { missingIn, textEntry, type Zip, type ZipEntry, zipOf } from "#core/files/zip.ts";
import {
  consultPaper,
  councilPapers,
  labPapers,
} from "#modules/councils/service/package-papers.server.ts";
import { vietnamDay } from "#modules/councils/service/sessions.server.ts";
import { dossierEntries } from "#modules/dossiers/service/package.server.ts";
import { getDecisionPaper } from "../../documents/decision-papers.server.ts";
import { decisionPapers } from "../../paths.ts";
import { approvalsOf } from "../service/load.server.ts";
import { type ListedFile, type ListedPart, packageCover, packageIndex } from "./cover.ts";
import { type LoadedLetter, loadLetter } from "./facts.server.ts";
import { agencyReport, upwardLetter } from "./letter.ts";

/** A province's package to the level above as one file. */
export type UpwardPackage = Zip & {
  /** Its file's name, without the ending. */
  readonly title: string;
};

type Packed = { readonly file: ListedFile; readonly entry: ZipEntry };
type Part = { readonly title: string; readonly packed: readonly Packed[] };

type Ground = { readonly db: Db; readonly store: FileStore; readonly origin: string };

/**
 * Everything that a letter sends up as one zip: cover, index, the letter, the council's and the
 * advisers' work, the decision that approves it (of a re-evaluation: the agency's report), each
 * dossier whole and its tests, and a manifest with the digest of every file. What producers
 * handed in passes from the store piece by piece; only sheets made here are held. For those who
 * may see the letter and its dossiers. The same letter gives the same bytes as long as what it
 * names stays as it is.
 *
 * @throws AppError `unavailable` when the store has lost a file, before anything is sent.
 */
export async function getPackage(
  ground: Ground,
  actor: UserActor,
  letterId: string,
): Promise<UpwardPackage> {
  const loaded = await loadLetter(ground.db, actor, letterId);
  const { letter, facts } = loaded;
  const lacking: string[] = [];
  const parts = [
    await letterPart(ground, loaded),
    ...(letter.kind === "first" ? [await workPart(ground, actor, loaded)] : []),
    ...(await productParts(ground, actor, loaded, lacking)),
  ];
  const listed = parts.map(({ title, packed }): ListedPart => ({
    title,
    files: packed.map(({ file }) => file),
  }));
  const packed = parts.flatMap((part) => part.packed);
  await requireStored(ground.store, packed);
  const cover = await sheet("00-bia.pdf", packageCover(facts, { parts: listed, lacking }));
  const index = await sheet("01-muc-luc.pdf", packageIndex(facts, listed));
  const manifest = textEntry(
    "manifest.json",
    manifestOf(loaded, [cover, index, ...packed], lacking),
  );
  const number = safeName(letter.numberText ?? "du-thao", 30);
  return {
    title: `ho-so-trinh-ocop-5-sao-${number}`,
    ...zipOf(
      ground.store,
      [cover.entry, index.entry, manifest, ...packed.map(({ entry }) => entry)],
      letter.signedOn ?? vietnamDay(letter.createdAt),
    ),
  };
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A paper printed for the package, as PDF or, by its path's end, as a Word file. */
async function sheet(
  path: string,
  document: PrintedDocument,
  title = document.title,
): Promise<Packed> {
  const isWord = path.endsWith(".docx");
  const bytes = isWord ? await renderDocx(document) : await renderBlocks(document);
  const size = bytes.byteLength;
  return {
    file: { path, title, size, digest: sha256(bytes) },
    entry: { name: path, size, bytes },
  };
}

/** Copies of the store: signed papers, each under a path without its ending. */
async function copies(
  db: Db,
  wanted: readonly { path: string; title: string; digest: string | null }[],
): Promise<Packed[]> {
  const digests = wanted.flatMap(({ digest }) => digest ?? []);
  if (digests.length === 0) return [];
  const rows = await db.select().from(storedFiles).where(inArray(storedFiles.digest, digests));
  const kept = new Map(rows.map((row) => [row.digest, row]));
  return wanted.flatMap(({ path, title, digest }) => {
    const file = kept.get(digest ?? "");
    if (!file) return [];
    const named = `${path}.${extensionOf(file.mediaType)}`;
    const { size } = file;
    return [
      {
        file: { path: named, title, size, digest: file.digest },
        entry: { name: named, size, digest: file.digest },
      },
    ];
  });
}

async function letterPart({ db }: Ground, { letter, facts }: LoadedLetter): Promise<Part> {
  const document = upwardLetter(facts);
  return {
    title: "Văn bản của tỉnh",
    packed: [
      await sheet("02-van-ban-de-nghi.pdf", document, "Văn bản đề nghị"),
      await sheet("02-van-ban-de-nghi.docx", document, "Văn bản đề nghị, bản Word"),
      ...(await copies(db, [
        {
          path: "02-van-ban-de-nghi-ban-ky",
          title: "Văn bản đề nghị, bản đã ký, đóng dấu",
          digest: letter.signedDigest,
        },
      ])),
      ...(letter.kind === "renewal"
        ? [
            await sheet(
              "03-bao-cao-co-quan-tham-muu.pdf",
              agencyReport(facts),
              "Báo cáo của cơ quan tham mưu",
            ),
          ]
        : []),
    ],
  };
}

/** The council's reports and the decisions that approve the results. */
async function workPart({ db }: Ground, actor: UserActor, { items }: LoadedLetter): Promise<Part> {
  const packed: Packed[] = [];
  const stages = Map.groupBy(items, ({ stage }) => stage);
  let reports = 0;
  for (const [stage, of] of stages) {
    const dossierIds = of.map(({ dossierId }) => dossierId);
    for (const document of await councilPapers(db, actor, { dossierIds, stage })) {
      reports += 1;
      packed.push(
        await sheet(`03-bao-cao-hoi-dong-${reports}.pdf`, document, "Báo cáo của Hội đồng"),
      );
    }
  }
  const results = items.map(({ resultId }) => resultId);
  const approvals = new Map((await approvalsOf(db, results)).map((one) => [one.id, one]));
  for (const [at, { id, numberText, signedDigest }] of [...approvals.values()].entries()) {
    const path = `04-quyet-dinh-phe-duyet-${at + 1}`;
    const title = `Quyết định phê duyệt kết quả số ${numberText ?? ""}`;
    const document = await getDecisionPaper(db, actor, {
      decisionId: id,
      name: decisionPapers.decision,
    });
    packed.push(
      await sheet(`${path}.pdf`, document, title),
      ...(await copies(db, [
        { path: `${path}-ban-ky`, title: `${title}, bản đã ký, đóng dấu`, digest: signedDigest },
      ])),
    );
  }
  return { title: "Kết quả của Hội đồng và quyết định phê duyệt", packed };
}

/** Every product in a folder of its own: the advisers' report, the dossier whole, its tests. */
async function productParts(
  { db, store, origin }: Ground,
  actor: UserActor,
  { letter, items, dossiers }: LoadedLetter,
  lacking: string[],
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const { seq, dossierId, stage } of items) {
    const row = dossiers.get(dossierId);
    if (!row) throw new Error(`letter ${letter.id} names no dossier at ${seq}`);
    const folder = `san-pham-${String(seq).padStart(2, "0")}-${safeName(row.productName, 40)}`;
    const packed: Packed[] = [];
    if (letter.kind === "first") {
      const report = await consultPaper(db, row, stage);
      if (report)
        packed.push(
          await sheet(`${folder}/bao-cao-to-tu-van.pdf`, report, "Báo cáo của Tổ tư vấn"),
        );
      else lacking.push(`Báo cáo của Tổ tư vấn về sản phẩm ${row.productName}`);
    }
    const { entries, listed } = await dossierEntries(db, actor, dossierId, { store, origin });
    const files = new Map(listed.map((file) => [file.path, file]));
    for (const entry of entries) {
      const file = files.get(entry.name);
      if (!file) throw new Error(`the dossier lists no ${entry.name}`);
      const path = `${folder}/ho-so/${entry.name}`;
      packed.push({ file: { ...file, path }, entry: { ...entry, name: path } });
    }
    for (const [at, test] of (await labPapers(db, dossierId)).entries()) {
      const { title, size, digest } = test;
      const number = String(at + 1).padStart(2, "0");
      const path = `${folder}/kiem-nghiem/${number}-${safeName(title)}.${extensionOf(test.mediaType)}`;
      packed.push({ file: { path, title, size, digest }, entry: { name: path, size, digest } });
    }
    parts.push({ title: `Sản phẩm ${seq}. ${row.productName} – ${row.producerName}`, packed });
  }
  return parts;
}

/** Better no package than one that breaks off in the middle. */
async function requireStored(store: FileStore, packed: readonly Packed[]): Promise<void> {
  const asked = packed.flatMap(({ entry, file }) => ("digest" in entry ? [file] : []));
  const lost = await missingIn(store, asked);
  if (lost.length > 0)
    throw new AppError("unavailable", {
      log: `the store lacks ${lost.length} files of a package`,
      vi: `Kho tệp thiếu ${lost.length} tệp của hồ sơ trình (${lost
        .slice(0, 3)
        .map(({ title }) => title)
        .join("; ")}). Hãy báo người quản trị.`,
    });
}

function manifestOf(
  { letter, items }: LoadedLetter,
  packed: readonly Packed[],
  lacking: readonly string[],
): string {
  const manifest = {
    format: "ocop-upward-1",
    letter: {
      id: letter.id,
      kind: letter.kind,
      regime: letter.regime,
      province: letter.provinceCode,
      number: letter.numberText,
      signedOn: letter.signedOn,
      demo: letter.isDemo,
    },
    dossiers: items.map(({ dossierId, mean, stars }) => ({ id: dossierId, mean, stars })),
    onPaper: lacking,
    files: packed.map(({ file: { path, title, size, digest } }) => ({
      path,
      title,
      size,
      sha256: digest,
    })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
