import { and, eq, inArray } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { findPapers } from "#modules/producers/service/papers.server.ts";
import { FiledSnapshot } from "../documents/snapshot.ts";
import { dossierFiledPapers, dossierFilings } from "../schema.server.ts";
import { isIntact } from "./file.server.ts";

/** A filing as it was frozen, for those to whom a council's session shows it. */
export type FiledView = {
  readonly dossierId: string;
  readonly seq: number;
  readonly receiptCode: string;
  /** SHA-256 (hex) of the snapshot. */
  readonly digest: string;
  readonly filedOn: Day;
  /** What the producer claims, by criterion. */
  readonly answers: Readonly<Record<string, { option: number | null; note: string | null }>>;
  readonly evidence: readonly FiledEvidence[];
};

/** A paper that backs a criterion; `mediaType` null where it is only a link. */
export type FiledEvidence = FiledSnapshot["evidence"][number] & {
  readonly mediaType: string | null;
};

/**
 * What a filing says, by its id. The right to see it is the caller's business. Throws `internal`
 * when it is not what its digest says: nobody scores what was altered.
 */
export async function findFiled(db: Db, filingId: string): Promise<FiledView> {
  const [row] = await db.select().from(dossierFilings).where(eq(dossierFilings.id, filingId));
  if (!row) throw new AppError("notFound", { vi: "Không có lần nộp này." });
  if (!isIntact(row))
    throw new AppError("internal", { log: `filing ${filingId} does not match its digest` });
  const { answers, evidence } = FiledSnapshot.parse(row.snapshot);
  return {
    dossierId: row.dossierId,
    seq: row.seq,
    receiptCode: row.receiptCode,
    digest: row.digest,
    filedOn: row.filedOn,
    answers: Object.fromEntries(
      answers.map(({ criterion, option, note }) => [criterion, { option, note }]),
    ),
    evidence: await withTypes(db, evidence),
  };
}

async function withTypes(
  db: Db,
  evidence: FiledSnapshot["evidence"],
): Promise<readonly FiledEvidence[]> {
  const digests = [...new Set(evidence.flatMap(({ digest }) => digest ?? []))];
  const rows =
    digests.length === 0
      ? []
      : await db
          .select({ digest: storedFiles.digest, mediaType: storedFiles.mediaType })
          .from(storedFiles)
          .where(inArray(storedFiles.digest, digests));
  const types = new Map(rows.map(({ digest, mediaType }) => [digest, mediaType]));
  return evidence.map((paper) => ({ ...paper, mediaType: types.get(paper.digest ?? "") ?? null }));
}

/** The digest of a filing, by its id; null when there is none. */
export async function digestOfFiling(db: Db, filingId: string): Promise<string | null> {
  const [row] = await db
    .select({ digest: dossierFilings.digest })
    .from(dossierFilings)
    .where(eq(dossierFilings.id, filingId));
  return row?.digest ?? null;
}

/** The content of a paper that a filing names; `notFound` for any other. Rights are the caller's. */
export async function filedPaper(
  db: Db,
  filingId: string,
  paperId: string,
): Promise<{ digest: string; mediaType: string; size: number; title: string }> {
  const missing = new AppError("notFound", {
    denied: "dossier.seeFiled",
    vi: "Hồ sơ này không có giấy tờ đó.",
  });
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(paperId)) throw missing;
  const isPaper = and(
    eq(dossierFiledPapers.filingId, filingId),
    eq(dossierFiledPapers.paperId, paperId),
  );
  const [named] = await db
    .select({
      digest: storedFiles.digest,
      mediaType: storedFiles.mediaType,
      size: storedFiles.size,
    })
    .from(dossierFiledPapers)
    .innerJoin(storedFiles, eq(storedFiles.digest, dossierFiledPapers.digest))
    .where(isPaper);
  if (!named) throw missing;
  const [paper] = await findPapers(db, [paperId]);
  return { ...named, title: paper?.title ?? "giay-to" };
}
