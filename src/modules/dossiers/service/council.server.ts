import { and, asc, eq, inArray, isNotNull, like, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import {
  dossierAnswers,
  dossierEvidence,
  dossierFilings,
  dossierRounds,
  dossiers,
  dossierSections,
} from "../schema.server.ts";
import { communeReviews } from "../desk/schema.server.ts";
import type { DossierRow } from "./load.server.ts";

/**
 * What councils read of dossiers. Rights are the caller's business throughout: a session shows
 * its members what is on its agenda.
 */

/** Dossiers by id, locked when asked (in the order of their ids, so that two agendas cannot wait for each other). */
export async function findDossiers(
  db: Db,
  ids: Iterable<string>,
  { lock = false }: { lock?: boolean } = {},
): Promise<ReadonlyMap<string, DossierRow>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const query = db
    .select()
    .from(dossiers)
    .where(inArray(dossiers.id, wanted))
    .orderBy(asc(dossiers.id));
  const rows = lock ? await query.for("update") : await query;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Which dossiers a council of a level may take up. */
export type CouncilQueue = {
  readonly unitPath: string;
  readonly regime: string;
  readonly stage: string;
  readonly roundId?: string | undefined;
  readonly setCode?: string | undefined;
  /** Path of a commune in today's tree. */
  readonly communePath?: string | undefined;
};

/** Dossiers that have been through the advisers' hands, or wait for another session; oldest first. */
export async function listCouncilQueue(db: Db, queue: CouncilQueue): Promise<DossierRow[]> {
  const { unitPath, regime, stage, roundId, setCode, communePath } = queue;
  return db
    .select()
    .from(dossiers)
    .where(
      and(
        eq(dossiers.regime, regime),
        eq(dossiers.stage, stage),
        inArray(dossiers.state, ["underAdvice", "inSession", "rescoring"]),
        within(unitPath),
        communePath === undefined ? undefined : within(communePath),
        roundId === undefined ? undefined : eq(dossiers.roundId, roundId),
        setCode === undefined ? undefined : eq(dossiers.setCode, setCode),
      ),
    )
    .orderBy(asc(dossiers.stateSince), asc(dossiers.id))
    .limit(2000);
}

function within(path: string): SQL | undefined {
  return path === ""
    ? undefined
    : or(eq(dossiers.unitPath, path), like(dossiers.unitPath, `${path}/%`));
}

/** What was filed last of each dossier that has a filing, without the snapshot. */
export async function lastFilings(
  db: Db,
  dossierIds: Iterable<string>,
): Promise<ReadonlyMap<string, { id: string; digest: string; seq: number; receiptCode: string }>> {
  const wanted = [...new Set(dossierIds)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({
      dossierId: dossierFilings.dossierId,
      id: dossierFilings.id,
      digest: dossierFilings.digest,
      seq: dossierFilings.seq,
      receiptCode: dossierFilings.receiptCode,
    })
    .from(dossierFilings)
    .where(inArray(dossierFilings.dossierId, wanted))
    .orderBy(asc(dossierFilings.seq));
  return new Map(rows.map(({ dossierId, ...filing }) => [dossierId, filing]));
}

/**
 * The accounts that had a hand in what each dossier says: who opened or filled it (on behalf of
 * the producer too), filed it, or wrote the commune's report.
 */
export async function handsOf(
  db: Db,
  dossierIds: Iterable<string>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const wanted = [...new Set(dossierIds)];
  if (wanted.length === 0) return new Map();
  const opened = db
    .select({ dossierId: dossiers.id, userId: dossiers.createdBy })
    .from(dossiers)
    .where(inArray(dossiers.id, wanted));
  const answered = db
    .selectDistinct({ dossierId: dossierAnswers.dossierId, userId: dossierAnswers.updatedBy })
    .from(dossierAnswers)
    .where(inArray(dossierAnswers.dossierId, wanted));
  const written = db
    .selectDistinct({ dossierId: dossierSections.dossierId, userId: dossierSections.updatedBy })
    .from(dossierSections)
    .where(inArray(dossierSections.dossierId, wanted));
  const attached = db
    .selectDistinct({ dossierId: dossierEvidence.dossierId, userId: dossierEvidence.attachedBy })
    .from(dossierEvidence)
    .where(inArray(dossierEvidence.dossierId, wanted));
  const filed = db
    .selectDistinct({ dossierId: dossierFilings.dossierId, userId: dossierFilings.filedBy })
    .from(dossierFilings)
    .where(inArray(dossierFilings.dossierId, wanted));
  const reviewed = db
    .selectDistinct({ dossierId: communeReviews.dossierId, userId: communeReviews.updatedBy })
    .from(communeReviews)
    .where(inArray(communeReviews.dossierId, wanted));
  const rows = await opened
    .union(answered)
    .union(written)
    .union(attached)
    .union(filed)
    .union(reviewed);
  const hands = new Map<string, Set<string>>();
  for (const { dossierId, userId } of rows) {
    const known = hands.get(dossierId) ?? new Set();
    hands.set(dossierId, known.add(userId));
  }
  return hands;
}

/** The rounds of a province (or, for the country's council, of every province) that dossiers of a stage lie in. */
export async function roundsOfStage(
  db: Db,
  of: { provinceCode: string | null; regime: string; stage: string },
): Promise<(typeof dossierRounds.$inferSelect)[]> {
  const inUse = db
    .selectDistinct({ id: sql<string>`${dossiers.roundId}` })
    .from(dossiers)
    .where(isNotNull(dossiers.roundId));
  return db
    .select()
    .from(dossierRounds)
    .where(
      and(
        of.provinceCode === null ? undefined : eq(dossierRounds.provinceCode, of.provinceCode),
        eq(dossierRounds.regime, of.regime),
        eq(dossierRounds.stage, of.stage),
        inArray(dossierRounds.id, inUse),
      ),
    )
    .orderBy(asc(dossierRounds.heldBefore));
}
