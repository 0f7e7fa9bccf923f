import { and, eq, inArray } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Permissions } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { membersOf } from "#modules/people/service/agencies.server.ts";
import type { Taker } from "#modules/people/takers.ts";
import { currentVersion } from "#modules/places/model.ts";
import {
  can,
  type SupportActivity,
  type SupportArea,
  supportPermissions,
  type SupportSubject,
} from "../access.ts";
import { Id } from "../model.ts";
import {
  claims,
  measureAgencies,
  measureOfficers,
  measures,
  measureVersions,
} from "../schema.server.ts";

export type MeasureRow = typeof measures.$inferSelect;
export type VersionRow = typeof measureVersions.$inferSelect;
export type ClaimRow = typeof claims.$inferSelect;

type Asked = { readonly lock?: boolean };

/** Refuses what the actor may not do: `notFound` for what they may not see either. */
export function refuseUnless<Area extends SupportArea>(
  actor: Actor,
  area: Area,
  activity: SupportActivity<Area>,
  subject: SupportSubject,
  missing: { vi: string },
): void {
  if (can(actor, area, activity, subject)) return;
  const denied = `support.${area}.${activity}`;
  if (can(actor, area, "see", subject)) {
    const permissions: Permissions<string> = supportPermissions[area];
    throw new AppError("forbidden", { denied, roles: permissions[activity]?.roles ?? [] });
  }
  throw new AppError("notFound", { ...missing, denied });
}

/** The measure, if the actor may do this to it; one of another province is not there. */
export async function authorisedMeasure(
  db: Db,
  actor: Actor,
  activity: SupportActivity<"measure">,
  id: string,
  { lock = false }: Asked = {},
): Promise<MeasureRow> {
  const missing = { vi: "Không có biện pháp hỗ trợ này." };
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(measures).where(eq(measures.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, "measure", activity, row, missing);
  return row;
}

/** The version of a measure that is in force. */
export async function versionInForce(
  db: Db,
  { id, seq }: Pick<MeasureRow, "id" | "seq">,
): Promise<VersionRow> {
  const [row] = await db
    .select()
    .from(measureVersions)
    .where(and(eq(measureVersions.measureId, id), eq(measureVersions.seq, seq)));
  if (!row) throw new Error(`measure ${id} has no version ${seq}`);
  return row;
}

/** Versions by id. */
export async function findVersions(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, VersionRow>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.select().from(measureVersions).where(inArray(measureVersions.id, wanted));
  return new Map(rows.map((row) => [row.id, row]));
}

/** The version that a claim is made under; it is there, since a claim names it. */
export async function versionOf(
  db: Db,
  { versionId }: Pick<ClaimRow, "versionId">,
): Promise<VersionRow> {
  const row = (await findVersions(db, [versionId])).get(versionId);
  if (!row) throw new Error("the claim's measure is gone");
  return row;
}

/** Agencies in charge of a measure's claims, then officers in charge by name. Rights are the caller's business. */
export async function chargeOf(db: Db, measureId: string): Promise<Taker[]> {
  const agencies = await db
    .select({ agencyId: measureAgencies.agencyId })
    .from(measureAgencies)
    .where(eq(measureAgencies.measureId, measureId));
  const officers = await db
    .select({ assigneeId: measureOfficers.userId })
    .from(measureOfficers)
    .where(eq(measureOfficers.measureId, measureId));
  return [
    ...agencies.map(({ agencyId }) => ({ agencyId, assigneeId: null })),
    ...officers.map(({ assigneeId }) => ({ assigneeId, agencyId: null })),
  ];
}

/** The accounts in charge of a measure's claims: those named, and all of the agencies and of their heirs. */
export async function officersOf(db: Db, measureId: string): Promise<string[]> {
  const charge = await chargeOf(db, measureId);
  const members = await membersOf(
    db,
    charge.flatMap(({ agencyId }) => agencyId ?? []),
  );
  return [...new Set([...charge.flatMap(({ assigneeId }) => assigneeId ?? []), ...members])];
}

/** The claim, if the actor may do this to it; another producer's or a foreign office's is not there. */
export async function authorisedClaim(
  db: Db,
  actor: Actor,
  activity: SupportActivity<"claim">,
  id: string,
  { lock = false }: Asked = {},
): Promise<ClaimRow> {
  const missing = { vi: "Không có đề nghị hỗ trợ này." };
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(claims).where(eq(claims.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  const officers = await officersOf(db, row.measureId);
  refuseUnless(actor, "claim", activity, { ...row, officers }, missing);
  return row;
}

/** The unit whose office the actor writes for: of the first role that may. Throws `forbidden` without one. */
export function writingUnit(
  actor: UserActor,
  area: "measure" | "budget" | "training" | "partner",
): string {
  const roles: readonly string[] = supportPermissions[area].keep.roles;
  for (const { role, jurisdiction: j } of actor.grants)
    if (roles.includes(role) && j.kind === "unit" && j.version === currentVersion && j.path !== "")
      return j.path;
  throw new AppError("forbidden", { denied: `support.${area}.keep` });
}
