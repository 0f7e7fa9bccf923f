import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import type { FileStore } from "#core/files/store.ts";
import { findPapers } from "#modules/producers/service/papers.server.ts";
import { score } from "#modules/rulebooks/score.ts";
import { isProducers } from "../access.ts";
import { dossierEvidence, dossierFiledPapers } from "../schema.server.ts";
import { communeReviews } from "../desk/schema.server.ts";
import { dossierConfirmations } from "../messages/schema.server.ts";
import { type FilePurpose, filePurposes } from "../model.ts";
import { authorisedDossier, type DossierRow, procedureOf } from "../service/load.server.ts";
import {
  type Archive,
  archiveEntries,
  type ArchiveEntries,
  buildArchive,
  receiptQr,
} from "./archive.server.ts";
import { contentDigest } from "./content-digest.server.ts";
import { communeReport, requestLetter } from "./commune-papers.ts";
import { receiptPaper, returnNotice, sampleSlip } from "./desk-papers.ts";
import {
  type Loaded,
  loadFacts,
  loadReturn,
  loadReview,
  loadSamples,
  loadStored,
} from "./load.server.ts";
import { type DocumentName, documentNames } from "./paths.ts";
import { registrationForm } from "./registration.ts";
import { selfReport } from "./self-report.ts";
import { signatureSheet } from "./signature-sheet.ts";

const unknown = { vi: "Không có tài liệu này." };

/** Where the links in a printed paper lead, and whether an open dossier is printed as it stands. */
export type PrintOptions = { readonly origin: string; readonly draft?: boolean };

/**
 * A paper of a dossier by the name in its address, for those who may see the dossier. Throws
 * `notFound` for a dossier of others, a name that is none, and a paper that does not exist yet.
 */
export async function getDocument(
  db: Db,
  actor: UserActor,
  { dossierId, name }: { dossierId: string; name: string },
  { origin, draft = false }: PrintOptions,
): Promise<PrintedDocument> {
  const row = await authorisedDossier(db, actor, "see", dossierId);
  const loaded = await loadFacts(db, actor, row, { draft });
  const slip = /^phieu-giao-nhan-mau-([1-9]\d{0,2})$/.exec(name)?.[1];
  if (slip !== undefined) {
    const log = await loadSamples(db, loaded);
    if (Number(slip) > log.length) throw new AppError("notFound", unknown);
    return sampleSlip(loaded.facts, log, Number(slip) - 1);
  }
  const known = (Object.keys(documentNames) as DocumentName[]).find(
    (key) => documentNames[key] === name,
  );
  if (known === undefined) throw new AppError("notFound", unknown);
  return makers[known](db, loaded, { actor, origin });
}

type Maker = (
  db: Db,
  loaded: Loaded,
  by: { actor: UserActor; origin: string },
) => Promise<PrintedDocument> | PrintedDocument;

const makers: Readonly<Record<DocumentName, Maker>> = {
  registration: (_db, { facts, procedure }) => registrationForm(facts, procedure),
  report: (_db, { facts }) => selfReport(facts),
  communeReport: async (db, loaded, { actor }) => {
    assertIssued(actor, loaded);
    return communeReport(loaded.facts, await loadReview(db, loaded));
  },
  requestLetter: async (db, loaded, { actor }) => {
    assertIssued(actor, loaded);
    return requestLetter(loaded.facts, await loadReview(db, loaded));
  },
  returnNotice: async (db, loaded) => returnNotice(loaded.facts, await loadReturn(db, loaded)),
  receipt: async (_db, { facts }, { origin }) => {
    if (facts.filing === null) throw new AppError("notFound", { vi: "Hồ sơ này chưa nộp." });
    return receiptPaper(facts, await receiptQr(origin, facts.filing.receiptCode));
  },
  signatureSheet: (_db, { row, facts }) => {
    if (!row.isOnBehalf) throw new AppError("notFound", unknown);
    const answers = Object.entries(facts.answers);
    const choices = answers.flatMap(([code, { option }]) =>
      option === null ? [] : [[code, option]],
    );
    const { total, stars } = score(facts.compiled, Object.fromEntries(choices));
    return signatureSheet(facts, { total, stars, digest: contentDigest(facts) });
  },
};

/** What a commune is still writing is its own; the producer reads it once it has gone up. */
function isIssued(actor: UserActor, { row, path }: Pick<Loaded, "row" | "path">): boolean {
  const stage = path.find(({ id }) => id === row.stage);
  return !isProducers(actor, row) || stage?.kind === "council";
}

function assertIssued(actor: UserActor, loaded: Loaded): void {
  if (!isIssued(actor, loaded))
    throw new AppError("notFound", { vi: "Cấp xã chưa ban hành báo cáo về hồ sơ này." });
}

/** The whole dossier as one zip, for those who may see it. */
export async function getArchive(
  db: Db,
  actor: UserActor,
  dossierId: string,
  { store, origin, draft = false }: PrintOptions & { store: FileStore },
): Promise<Archive> {
  const row = await authorisedDossier(db, actor, "see", dossierId);
  const loaded = await loadFacts(db, actor, row, { draft });
  const stored = await loadStored(db, loaded.facts.evidence);
  return buildArchive(loaded, stored, { store, origin });
}

/** What the archive of a dossier holds, for a larger package; rights as `getArchive`. */
export async function getArchiveEntries(
  db: Db,
  actor: UserActor,
  dossierId: string,
  { store, origin }: PrintOptions & { store: FileStore },
): Promise<ArchiveEntries> {
  const row = await authorisedDossier(db, actor, "see", dossierId);
  const loaded = await loadFacts(db, actor, row);
  return archiveEntries(loaded, await loadStored(db, loaded.facts.evidence), { store, origin });
}

/** A content that a dossier names, and the name that it is downloaded under. */
export type NamedContent = {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
  readonly title: string;
};

/**
 * A paper as the dossier holds it: what was filed last under its id, or what backs a criterion
 * now. `notFound` for a dossier of others and for a paper that this dossier does not name.
 */
export async function getPaperFile(
  db: Db,
  actor: UserActor,
  { dossierId, paperId }: { dossierId: string; paperId: string },
): Promise<NamedContent> {
  const row = await authorisedDossier(db, actor, "see", dossierId);
  const missing = { vi: "Hồ sơ này không có giấy tờ đó." };
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(paperId))
    throw new AppError("notFound", missing);
  if (!(await isNamed(db, row, paperId)))
    throw new AppError("notFound", { ...missing, denied: "dossier.paper" });
  // A paper's content never changes, so its row tells what any filing named.
  const [paper] = await findPapers(db, [paperId]);
  if (!paper?.digest) throw new AppError("notFound", missing);
  return namedContent(db, paper.digest, paper.title);
}

async function isNamed(db: Db, { id }: DossierRow, paperId: string): Promise<boolean> {
  const attached = await db.$count(
    dossierEvidence,
    and(eq(dossierEvidence.dossierId, id), eq(dossierEvidence.paperId, paperId)),
  );
  if (attached > 0) return true;
  const filed = await db.$count(
    dossierFiledPapers,
    and(eq(dossierFiledPapers.dossierId, id), eq(dossierFiledPapers.paperId, paperId)),
  );
  return filed > 0;
}

/**
 * A photo of the commune's visit, its signed papers, or the producer's signed sheet. What the
 * commune is still working on is not there for the producer.
 */
export async function getAttachment(
  db: Db,
  actor: UserActor,
  { dossierId, digest }: { dossierId: string; digest: string },
): Promise<NamedContent> {
  const row = await authorisedDossier(db, actor, "see", dossierId);
  const { path } = procedureOf(row, await today(db));
  const purpose = (await attachmentsOf(db, row.id)).get(digest);
  const isVisible = purpose === "signatureSheet" || isIssued(actor, { row, path });
  if (purpose === undefined || !isVisible)
    throw new AppError("notFound", { vi: "Hồ sơ này không có tệp đó.", denied: "dossier.file" });
  return namedContent(db, digest, filePurposes[purpose]);
}

/** What the reports and the confirmation of a dossier name, by digest. */
async function attachmentsOf(db: Db, dossierId: string): Promise<Map<string, FilePurpose>> {
  const reviews = await db
    .select()
    .from(communeReviews)
    .where(eq(communeReviews.dossierId, dossierId));
  const sheets = await db
    .select({ digest: dossierConfirmations.sheetDigest })
    .from(dossierConfirmations)
    .where(eq(dossierConfirmations.dossierId, dossierId));
  const named: [string | null, FilePurpose][] = [
    ...reviews.flatMap(({ visit, signedDigest, signedRequestDigest }) => [
      ...(visit?.photos ?? []).map((photo): [string, FilePurpose] => [photo, "visitPhoto"]),
      [signedDigest, "signedReport"] as [string | null, FilePurpose],
      [signedRequestDigest, "signedRequest"] as [string | null, FilePurpose],
    ]),
    ...sheets.map(({ digest }): [string | null, FilePurpose] => [digest, "signatureSheet"]),
  ];
  return new Map(named.flatMap(([digest, purpose]) => (digest ? [[digest, purpose]] : [])));
}

async function namedContent(db: Db, digest: string, title: string): Promise<NamedContent> {
  const [file] = await db.select().from(storedFiles).where(eq(storedFiles.digest, digest));
  if (!file) throw new AppError("notFound", unknown);
  const { mediaType, size } = file;
  return { digest, mediaType, size, title };
}
