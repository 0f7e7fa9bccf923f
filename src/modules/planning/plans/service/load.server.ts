import { and, asc, desc, eq } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { can, type PlanActivity, planPermissions, sees } from "../access.ts";
import { type Breakdown, Id, type Plan, type PlanContent, type PlanLine } from "../model.ts";
import { type KeptBreakdown, planLines, plans, planVersions } from "../schema.server.ts";

export type PlanRow = typeof plans.$inferSelect;
export type VersionRow = typeof planVersions.$inferSelect;

const missing = { vi: "Không có kế hoạch này." };

/** The plan, if the actor may do this to it; one of others is not found, as if it were not there. */
export async function authorisedPlan(
  db: Db,
  actor: Actor,
  activity: PlanActivity,
  id: string,
): Promise<PlanRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const [row] = await db.select().from(plans).where(eq(plans.id, id));
  if (!row) throw new AppError("notFound", missing);
  if (activity === "see" ? sees(actor, row) : can(actor, activity, row)) return row;
  const denied = `plan.${activity}`;
  if (sees(actor, row))
    throw new AppError("forbidden", { denied, roles: planPermissions[activity].roles });
  throw new AppError("notFound", { ...missing, denied });
}

/** A plan for an act on its draft, locked against others until the transaction ends. */
export async function takePlan(
  tx: Db,
  actor: UserActor,
  activity: PlanActivity,
  id: string,
): Promise<PlanRow> {
  const row = await authorisedPlan(tx, actor, activity, id);
  await tx.select({ id: plans.id }).from(plans).where(eq(plans.id, row.id)).for("update");
  return row;
}

/** The version that an address asks for by its number, the newest where it asks for none. */
export function shownVersion(versions: readonly VersionRow[], asked: string | null): VersionRow {
  const shown =
    asked === null ? versions[0] : versions.find(({ number }) => String(number) === asked);
  if (!shown) throw new AppError("notFound", { vi: "Không có bản này của kế hoạch." });
  return shown;
}

/** Every version of a plan, newest first. */
export async function versionsOf(db: Db, planId: string): Promise<VersionRow[]> {
  return db
    .select()
    .from(planVersions)
    .where(eq(planVersions.planId, planId))
    .orderBy(desc(planVersions.number));
}

/** The newest version, which is the only one that may be a draft. */
export async function newestVersion(db: Db, planId: string): Promise<VersionRow> {
  const [newest] = await versionsOf(db, planId);
  if (!newest) throw new Error(`plan ${planId} has no version`);
  return newest;
}

/** What one version says. */
export async function contentOf(db: Db, version: VersionRow): Promise<PlanContent> {
  const rows = await db
    .select()
    .from(planLines)
    .where(and(eq(planLines.planId, version.planId), eq(planLines.versionNumber, version.number)))
    .orderBy(asc(planLines.position));
  return {
    lines: rows.map(toLine),
    breakdowns: version.breakdowns.map(toBreakdown),
    tables: version.tables,
  };
}

/** Puts a version's lines in place of those that it had. */
export async function keepLines(
  tx: Db,
  version: Pick<VersionRow, "planId" | "number" | "provinceCode">,
  lines: readonly PlanLine[],
): Promise<void> {
  const { planId, number: versionNumber, provinceCode } = version;
  await tx
    .delete(planLines)
    .where(and(eq(planLines.planId, planId), eq(planLines.versionNumber, versionNumber)));
  if (lines.length === 0) return;
  await tx.insert(planLines).values(
    lines.map(({ id, funds, years, ...line }, position) => ({
      ...line,
      ...funds,
      lineId: id,
      years: Object.fromEntries(Object.entries(years).map(([year, dong]) => [year, String(dong)])),
      planId,
      versionNumber,
      provinceCode,
      position,
    })),
  );
}

/** A breakdown as it is kept. */
export function toKept(breakdown: Breakdown): KeptBreakdown {
  return {
    ...breakdown,
    stated: breakdown.stated === null ? null : String(breakdown.stated),
    parts: breakdown.parts.map((part) => ({ ...part, amount: String(part.amount) })),
  };
}

function toBreakdown(kept: KeptBreakdown): Breakdown {
  return {
    ...kept,
    stated: kept.stated === null ? null : BigInt(kept.stated),
    parts: kept.parts.map((part) => ({ ...part, amount: BigInt(part.amount) })),
  };
}

function toLine(row: typeof planLines.$inferSelect): PlanLine {
  const { lineId, depth, number, name, unit, unitCost, total, lead, supporting } = row;
  return {
    id: lineId,
    depth,
    number,
    name,
    unit,
    // numeric keeps trailing zeros; a plan's decimal has none.
    quantity: row.quantity?.replace(/\.0+$|(\.\d*?)0+$/, "$1") ?? null,
    unitCost,
    total,
    funds: {
      state: row.state,
      integrated: row.integrated,
      oda: row.oda,
      mobilised: row.mobilised,
    },
    years: Object.fromEntries(
      Object.entries(row.years).map(([year, dong]) => [year, BigInt(dong)]),
    ),
    lead,
    supporting,
    quarter: row.quarter,
    note: row.note,
    partial: row.partial,
  };
}

/** A plan with what one of its versions says. */
export function planWith(row: PlanRow, version: VersionRow, content: PlanContent): Plan {
  return {
    id: row.id,
    title: row.title,
    unit: { version: row.unitVersion as PlaceVersion, code: row.unitCode },
    from: row.fromYear,
    to: row.toYear,
    money: row.money,
    themes: version.themes,
    ...content,
  };
}

/**
 * A plan of the installation with what holds: its newest issued version, or the draft while nothing
 * is issued; undefined for an unknown id. Asks no rights: for whoever runs the machine.
 */
export async function findStoredPlan(db: Db, id: string): Promise<Plan | undefined> {
  const [row] = await db.select().from(plans).where(eq(plans.id, id));
  if (!row) return undefined;
  const versions = await versionsOf(db, id);
  const version = versions.find(({ state }) => state === "issued") ?? versions[0];
  return version && planWith(row, version, await contentOf(db, version));
}
