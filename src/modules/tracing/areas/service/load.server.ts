import { desc, eq, inArray } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { type AreaActivity, areaPermissions, type AreaSubject, can } from "../access.ts";
import { Id } from "../model.ts";
import type { Words } from "../notices.ts";
import { growingAreaProducts, growingAreas, growingAreaVersions } from "../schema.server.ts";

export type AreaRow = typeof growingAreas.$inferSelect;
export type VersionRow = typeof growingAreaVersions.$inferSelect;

export const missing = { vi: "Không có vùng nguyên liệu này." };

/** Refuses what the actor may not do: `notFound` for what they may not see either. */
export function refuseUnless(actor: Actor, activity: AreaActivity, subject: AreaSubject): void {
  if (can(actor, activity, subject)) return;
  const denied = `growingArea.${activity}`;
  if (can(actor, "see", subject))
    throw new AppError("forbidden", { denied, roles: areaPermissions[activity].roles });
  throw new AppError("notFound", { ...missing, denied });
}

/** The growing area, if the actor may do this to it; one of another producer or unit is not there. */
export async function authorisedArea(
  db: Db,
  actor: Actor,
  activity: AreaActivity,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<AreaRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(growingAreas).where(eq(growingAreas.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, activity, row);
  return row;
}

/** The version with its growing area locked, if the actor may do this to it. */
export async function takeVersion(
  tx: Db,
  actor: Actor,
  activity: AreaActivity,
  versionId: string,
): Promise<{ area: AreaRow; version: VersionRow }> {
  const [found] = await tx
    .select({ areaId: growingAreaVersions.areaId })
    .from(growingAreaVersions)
    .where(eq(growingAreaVersions.id, versionId));
  if (!found) throw new AppError("notFound", missing);
  const area = await authorisedArea(tx, actor, activity, found.areaId, { lock: true });
  // Read behind the lock: every step of a version takes the lock of its growing area first.
  const [version] = await tx
    .select()
    .from(growingAreaVersions)
    .where(eq(growingAreaVersions.id, versionId));
  if (!version) throw new Error("the version was read and is gone");
  return { area, version };
}

/** Every version of a growing area, the newest first. */
export function versionsOf(db: Db, areaId: string): Promise<VersionRow[]> {
  return db
    .select()
    .from(growingAreaVersions)
    .where(eq(growingAreaVersions.areaId, areaId))
    .orderBy(desc(growingAreaVersions.seq));
}

/** The products of versions, by version. */
export async function productsOf(
  db: Db,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (versionIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(growingAreaProducts)
    .where(inArray(growingAreaProducts.versionId, [...versionIds]));
  const grouped = Map.groupBy(rows, ({ versionId }) => versionId);
  return new Map([...grouped].map(([id, all]) => [id, all.map(({ productId }) => productId)]));
}

/** Tells the office or the producer of a step. */
export async function tell(
  tx: Db,
  { producerId, provinceCode }: AreaRow,
  name: string,
  say: (of: { name: string; producerName: string }) => { toOffice: Words } | { toProducer: Words },
): Promise<void> {
  const producerName = (await nameProducers(tx, [producerId])).get(producerId)?.name ?? "";
  const said = say({ name, producerName });
  const about = { provinceCode, aboutProducerId: producerId, kind: "growingArea" } as const;
  await tellAbout(tx, [
    "toOffice" in said
      ? { ...about, to: { officePath: provinceCode }, ...said.toOffice }
      : { ...about, to: { producerId }, ...said.toProducer },
  ]);
}
