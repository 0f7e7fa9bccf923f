import { and, asc, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { todayColumn } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { seenClaims } from "../access.server.ts";
import { events } from "../events.server.ts";
import type { ClaimFilter } from "../inputs.ts";
import type { ClaimState } from "../model.ts";
import { rightsMet } from "../notices.ts";
import { newRights, type Right } from "../rules.ts";
import { claims, entitlements, measures, measureVersions } from "../schema.server.ts";
import { readFacts } from "./facts.server.ts";

/** How many rights a page of the office's list has. */
export const rightsPerPage = 50;

/** Provinces that have a measure in use. */
export async function provincesWithMeasures(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ provinceCode: measures.provinceCode })
    .from(measures)
    .where(eq(measures.state, "open"));
  return rows.map(({ provinceCode }) => provinceCode);
}

/**
 * Writes down every right that the facts have brought about and that is not written yet, tells
 * each producer once, and says how many there were. Running it twice, or twice at once, writes
 * nothing twice.
 */
export async function meetRights(
  db: Db,
  of: { readonly provinceCode: string; readonly producerId?: string },
): Promise<number> {
  const open = await openTerms(db, of.provinceCode);
  if (open.length === 0) return 0;
  return db.transaction(async (tx) => {
    // One at a time for a province: what the other has written is among `had`.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtext(${`ocop.support.${of.provinceCode}`}))`,
    );
    const { facts, producers: known } = await readFacts(tx, of);
    const had = await tx
      .select()
      .from(entitlements)
      .where(
        and(
          eq(entitlements.provinceCode, of.provinceCode),
          of.producerId === undefined ? undefined : eq(entitlements.producerId, of.producerId),
        ),
      );
    const byMeasure = Map.groupBy(had, ({ measureId }) => measureId);
    const found = open.flatMap(({ measureId, versionId, name, terms }) =>
      newRights(terms, facts, byMeasure.get(measureId) ?? []).map((right) => ({
        measureId,
        versionId,
        name,
        right,
      })),
    );
    for (let at = 0; at < found.length; at += 500)
      await tx.insert(entitlements).values(
        found.slice(at, at + 500).map(({ measureId, versionId, right }) => {
          const producer = known.get(right.producerId);
          return {
            ...right,
            measureId,
            versionId,
            provinceCode: of.provinceCode,
            unitPath: producer?.unitPath ?? of.provinceCode,
            isDemo: producer?.isDemo ?? false,
          };
        }),
      );
    await tellOfRights(tx, of.provinceCode, found);
    for (const [measureId, rights] of Map.groupBy(found, (one) => one.measureId))
      await appendAudit(tx, events.rightsMet, {
        actorId: null,
        subjectId: measureId,
        provinceCode: of.provinceCode,
        details: { rights: rights.length },
      });
    return found.length;
  });
}

async function openTerms(db: Db, provinceCode: string) {
  return db
    .select({
      measureId: measures.id,
      versionId: measureVersions.id,
      name: measureVersions.name,
      terms: measureVersions.terms,
    })
    .from(measures)
    .innerJoin(
      measureVersions,
      and(eq(measureVersions.measureId, measures.id), eq(measureVersions.seq, measures.seq)),
    )
    .where(and(eq(measures.provinceCode, provinceCode), eq(measures.state, "open")))
    .orderBy(asc(measures.code));
}

/** One message for a producer, however many rights it got at once. */
async function tellOfRights(
  tx: Db,
  provinceCode: string,
  found: readonly { readonly name: string; readonly right: Right }[],
): Promise<void> {
  const byProducer = Map.groupBy(found, ({ right }) => right.producerId);
  await tellAbout(
    tx,
    [...byProducer].map(([producerId, rights]) => ({
      provinceCode,
      aboutProducerId: producerId,
      kind: "support" as const,
      to: { producerId },
      ...rightsMet([...new Set(rights.map(({ name }) => name))]),
    })),
  );
}

/** A right in a list, with what became of it. */
export type RightItem = {
  readonly id: string;
  readonly producerId: string;
  readonly producerName: string;
  readonly measureId: string;
  readonly measureName: string;
  readonly form: "money" | "service";
  readonly reason: string;
  readonly metOn: string;
  readonly until: string | null;
  readonly isDemo: boolean;
  /** No claim can be begun for it any more: its last day is over, or the measure is out of use. */
  readonly isOver: boolean;
  readonly claimId: string | null;
  readonly claimState: ClaimState | null;
};

const rightColumns = {
  id: entitlements.id,
  producerId: entitlements.producerId,
  measureId: entitlements.measureId,
  measureName: measureVersions.name,
  form: measureVersions.form,
  reason: entitlements.reason,
  metOn: entitlements.metOn,
  until: entitlements.until,
  isDemo: entitlements.isDemo,
  isOver: sql<boolean>`(${measures.state} <> 'open' or coalesce(${entitlements.until} < ${todayColumn}::date, false))`,
  claimId: claims.id,
  claimState: claims.state,
};

/** The claim for a right that has not come to nothing: one at most. */
const claimOfRight = and(
  eq(claims.entitlementId, entitlements.id),
  sql`${claims.state} not in ('refused', 'withdrawn')`,
);

function selectRights(db: Db) {
  return db
    .select(rightColumns)
    .from(entitlements)
    .innerJoin(measureVersions, eq(measureVersions.id, entitlements.versionId))
    .innerJoin(measures, eq(measures.id, entitlements.measureId))
    .leftJoin(claims, claimOfRight);
}

/** Who is entitled to what, in the offices' and producers' rights of the actor; the newest first. */
export async function listRights(
  db: Db,
  actor: UserActor,
  { measure, page }: Pick<ClaimFilter, "measure" | "page">,
): Promise<{ rights: RightItem[]; total: number }> {
  const where = and(
    seenClaims(actor, entitlements),
    measure === null ? undefined : eq(entitlements.measureId, measure),
  );
  const [counted] = await db.select({ total: count() }).from(entitlements).where(where);
  const rows = await selectRights(db)
    .where(where)
    .orderBy(desc(entitlements.metOn), asc(entitlements.id))
    .limit(rightsPerPage)
    .offset((page - 1) * rightsPerPage);
  return { rights: await withNames(db, rows), total: counted?.total ?? 0 };
}

/** The rights of producers, the newest first. Rights of the actor are the caller's business. */
export async function rightsOfProducers(
  db: Db,
  producerIds: readonly string[],
): Promise<RightItem[]> {
  if (producerIds.length === 0) return [];
  const rows = await selectRights(db)
    .where(inArray(entitlements.producerId, [...producerIds]))
    .orderBy(desc(entitlements.metOn), asc(entitlements.id));
  return withNames(db, rows);
}

/** A part of a long list: so many rows behind so many. */
export type ListPart = { readonly limit: number; readonly offset: number };

/**
 * A part of the rights of producers that nothing has been paid in full for, the newest first, with
 * how many there are. Rights of the actor are the caller's business.
 */
export async function openRightsOf(
  db: Db,
  producerIds: readonly string[],
  { limit, offset }: ListPart,
): Promise<{ rights: RightItem[]; total: number }> {
  if (producerIds.length === 0) return { rights: [], total: 0 };
  const where = and(
    inArray(entitlements.producerId, [...producerIds]),
    sql`${claims.state} is distinct from 'paid'`,
  );
  const rows = await selectRights(db)
    .where(where)
    .orderBy(desc(entitlements.metOn), asc(entitlements.id))
    .limit(limit)
    .offset(offset);
  const [counted] = await db
    .select({ total: count() })
    .from(entitlements)
    .leftJoin(claims, claimOfRight)
    .where(where);
  return { rights: await withNames(db, rows), total: counted?.total ?? 0 };
}

/** Those of the producers that have had a right at all, whatever became of it. */
export async function producersWithRights(
  db: Db,
  producerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (producerIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ id: entitlements.producerId })
    .from(entitlements)
    .where(inArray(entitlements.producerId, [...producerIds]));
  return new Set(rows.map(({ id }) => id));
}

async function withNames(
  db: Db,
  rows: readonly Omit<RightItem, "producerName">[],
): Promise<RightItem[]> {
  const names = await nameProducers(db, [...new Set(rows.map((row) => row.producerId))]);
  return rows.map((row) => ({ ...row, producerName: names.get(row.producerId)?.name ?? "" }));
}
