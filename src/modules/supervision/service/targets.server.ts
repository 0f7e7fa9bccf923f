import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import { listEndingPapers } from "#modules/producers/service/watch.server.ts";
import { unusualScans } from "#modules/recognition/service/scan-figures.server.ts";
import { listInForce, type Standing } from "#modules/recognition/service/standing.server.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { drawn, type RiskFacts, type RiskReason, riskReasons, riskScore } from "../risk.ts";
import { complaints } from "../complaints/schema.server.ts";
import { inspectionFindings, inspections, inspectionVisits } from "../schema.server.ts";
import { withoutConflicts } from "./conflicts.server.ts";
import { authorisedPlan } from "./load.server.ts";

/** A recognised product as a plan may choose it. */
export type Target = {
  readonly recognition: Standing;
  readonly reasons: readonly RiskReason[];
  readonly score: number;
  /** Drawn by the plan's lot, whatever its score. */
  readonly isDrawn: boolean;
};

/** Sectors of what people eat, drink or take, as the rulebooks name them. */
const ingested: readonly string[] = ["Thực phẩm", "Đồ uống", "Dược liệu và sản phẩm từ dược liệu"];

/**
 * The products in force of a plan's unit, the riskiest first, each with its reasons; those that
 * the actor is in conflict with are left out. The officer picks, this only ranks.
 */
export async function rankTargets(db: Db, actor: UserActor, planId: string): Promise<Target[]> {
  const plan = await authorisedPlan(db, actor, "see", planId);
  const rows = await withoutConflicts(db, actor, await listInForce(db, plan.unitPath));
  const on = await today(db);
  const facts = await riskFacts(db, rows, on);
  const lot = drawn(
    rows.map(({ id }) => id),
    plan.seed,
  );
  return rows
    .map((recognition) => {
      const known = facts.get(recognition.id);
      const reasons = known ? riskReasons(known, on) : [];
      return { recognition, reasons, score: riskScore(reasons), isDrawn: lot.has(recognition.id) };
    })
    .toSorted(
      (one, other) =>
        other.score - one.score ||
        one.recognition.productName.localeCompare(other.recognition.productName, "vi"),
    );
}

/** What is known of these products today, by recognition. */
export async function riskFacts(
  db: Db,
  rows: readonly Standing[],
  on: Day,
): Promise<ReadonlyMap<string, RiskFacts>> {
  if (rows.length === 0) return new Map();
  const papers = Map.groupBy(await listEndingPapers(db, addDays(on, 60)), (one) => one.producerId);
  const scans = await unusualScans(
    db,
    rows.map(({ id }) => id),
  );
  const visits = await lastVisits(db, rows);
  const told = await complaintCounts(db, rows, addDays(on, -365));
  const findings = await findingCounts(db, rows, addDays(on, -730));
  return new Map(
    rows.map((row) => {
      const ending = papers.get(row.producerId) ?? [];
      const ended = ending.filter(({ expiresOn }) => expiresOn < on).length;
      const sector = findBook(row.regime)?.sets.get(row.setCode)?.sector ?? "";
      return [
        row.id,
        {
          complaints: told.get(row.id) ?? 0,
          openFindings: findings.get(row.productId)?.open ?? 0,
          pastFindings: findings.get(row.productId)?.past ?? 0,
          endedPapers: ended,
          endingPapers: ending.length - ended,
          scanPatterns: scans.get(row.id) ?? 0,
          lastVisitOn: visits.get(row.productId) ?? null,
          isIngested: ingested.includes(sector),
          expiresOn: row.extendedUntil ?? row.expiresOn,
        },
      ];
    }),
  );
}

async function lastVisits(db: Db, rows: readonly Standing[]): Promise<ReadonlyMap<string, Day>> {
  const found = await db
    .select({ productId: inspections.productId, on: sql<Day>`max(${inspectionVisits.on})::text` })
    .from(inspectionVisits)
    .innerJoin(inspections, eq(inspections.id, inspectionVisits.inspectionId))
    .where(inArray(inspections.productId, productsOf(rows)))
    .groupBy(inspections.productId);
  return new Map(found.map(({ productId, on }) => [productId, on]));
}

/** Complaints of these recognitions that were not dismissed. */
async function complaintCounts(
  db: Db,
  rows: readonly Standing[],
  since: Day,
): Promise<ReadonlyMap<string | null, number>> {
  const found = await db
    .select({ of: complaints.recognitionId, count: sql<number>`count(*)::int` })
    .from(complaints)
    .where(
      and(
        inArray(
          complaints.recognitionId,
          rows.map(({ id }) => id),
        ),
        ne(complaints.state, "dismissed"),
        sql`${complaints.receivedAt} >= ${since}::date`,
      ),
    )
    .groupBy(complaints.recognitionId);
  return new Map(found.map(({ of, count }) => [of, count]));
}

async function findingCounts(db: Db, rows: readonly Standing[], since: Day) {
  const { state } = inspectionFindings;
  const found = await db
    .select({
      productId: inspections.productId,
      open: sql<number>`count(*) filter (where ${state} <> 'remedied')::int`,
      past: sql<number>`count(*) filter (where ${state} = 'remedied')::int`,
    })
    .from(inspectionFindings)
    .innerJoin(inspections, eq(inspections.id, inspectionFindings.inspectionId))
    .where(
      and(
        inArray(inspections.productId, productsOf(rows)),
        sql`${inspections.concludedOn} >= ${since}`,
      ),
    )
    .groupBy(inspections.productId);
  return new Map(found.map((one) => [one.productId, one]));
}

const productsOf = (rows: readonly Standing[]) => rows.map(({ productId }) => productId);

/** As many as a page to choose one from shows. */
const mostFound = 50;

/** The products in force of a unit whose name or producer holds the words; those in conflict are left out. */
export async function searchTargets(
  db: Db,
  actor: UserActor,
  { unitPath, text }: { unitPath: string; text: string },
): Promise<Standing[]> {
  const words = foldText(text).split(" ").filter(Boolean);
  const rows = (await listInForce(db, unitPath)).filter(({ productName, producerName }) => {
    const folded = foldText(`${productName} ${producerName}`);
    return words.every((word) => folded.includes(word));
  });
  return withoutConflicts(db, actor, rows.slice(0, mostFound));
}
