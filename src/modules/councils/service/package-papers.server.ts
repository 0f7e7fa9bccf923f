import { and, desc, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { testsOf } from "../consult/lab.server.ts";
import { lastReport } from "../consult/reports.server.ts";
import { printReport } from "../documents/consult.server.ts";
import { councilReport } from "../documents/council-report.ts";
import { loadSessionFacts } from "../documents/session.server.ts";
import { councilResults } from "../results/schema.server.ts";
import { loadItem, loadSession } from "./load.server.ts";

/**
 * What a council's level hands on with a dossier when the level above is asked to evaluate it.
 * Rights on the dossiers are the caller's throughout.
 */

/** The consult team's report on a dossier at a stage; null where there was none. */
export async function consultPaper(
  db: Db,
  row: DossierRow,
  stage: string,
): Promise<PrintedDocument | null> {
  return (await lastReport(db, row.id, stage)) ? printReport(db, row, stage) : null;
}

/** What the team recommended of a dossier at a stage, and when; null where it has not reported. */
export async function consultFinding(db: Db, dossierId: string, stage: string) {
  const report = await lastReport(db, dossierId, stage);
  return report && { recommendation: report.recommendation, at: report.submittedAt };
}

/**
 * The council's reports on these dossiers at a stage, one for each session that closed their
 * last results. Other products of the sessions are left out.
 */
export async function councilPapers(
  db: Db,
  actor: UserActor,
  { dossierIds, stage }: { dossierIds: readonly string[]; stage: string },
): Promise<readonly PrintedDocument[]> {
  const sessions = new Map<string, Set<string>>();
  for (const dossierId of dossierIds) {
    const [result] = await db
      .select({ itemId: councilResults.itemId })
      .from(councilResults)
      .where(and(eq(councilResults.dossierId, dossierId), eq(councilResults.stage, stage)))
      .orderBy(desc(councilResults.closedAt), desc(councilResults.version))
      .limit(1);
    if (!result) throw new AppError("conflict", { log: `no result of dossier ${dossierId}` });
    const { session } = await loadItem(db, result.itemId);
    sessions.set(session.id, (sessions.get(session.id) ?? new Set()).add(result.itemId));
  }
  const made: PrintedDocument[] = [];
  for (const [id, items] of sessions) {
    const facts = await loadSessionFacts(db, actor, await loadSession(db, id));
    made.push(councilReport({ ...facts, items: facts.items.filter((one) => items.has(one.id)) }));
  }
  return made;
}

/** A laboratory's answer that came during the review, as a content of the store. */
export type LabPaper = {
  readonly title: string;
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
};

/** The laboratory results of a dossier whose papers are kept, oldest first. */
export async function labPapers(db: Db, dossierId: string): Promise<readonly LabPaper[]> {
  const tests = await testsOf(db, dossierId);
  const digests = tests.flatMap(({ resultDigest }) => resultDigest ?? []);
  if (digests.length === 0) return [];
  const rows = await db.select().from(storedFiles).where(inArray(storedFiles.digest, digests));
  const kept = new Map(rows.map((row) => [row.digest, row]));
  return tests.flatMap(({ resultDigest, indicators }) => {
    const file = kept.get(resultDigest ?? "");
    if (!file) return [];
    const { digest, size, mediaType } = file;
    return [{ title: `Kết quả kiểm nghiệm: ${indicators}`, digest, size, mediaType }];
  });
}
