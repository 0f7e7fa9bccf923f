import { and, eq, inArray, sql } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion } from "#modules/places/model.ts";
import {
  can,
  type MarketActivity,
  type MarketArea,
  marketPermissions,
  type MarketSubject,
} from "../access.ts";
import { Id } from "../model.ts";
import { news, points, profiles, versionPictures, versions } from "../schema.server.ts";

export { auditFacts, requireVersion, wrongStep } from "#core/changing.ts";

export type ProfileRow = typeof profiles.$inferSelect;
export type VersionRow = typeof versions.$inferSelect;
export type PictureRow = typeof versionPictures.$inferSelect;
export type PointRow = typeof points.$inferSelect;
export type NewsRow = typeof news.$inferSelect;

type Asked = { readonly lock?: boolean };

/** Refuses what the actor may not do: `notFound` for what they may not see either. */
export function refuseUnless<Area extends MarketArea>(
  actor: Actor,
  area: Area,
  activity: MarketActivity<Area>,
  subject: MarketSubject,
  missing: { vi: string },
): void {
  if (can(actor, area, activity, subject)) return;
  const denied = `${area}.${activity}`;
  if (can(actor, area, "see", subject)) throw new AppError("forbidden", { denied });
  throw new AppError("notFound", { ...missing, denied });
}

/** The profile, if the actor may do this to it; one of another producer or unit is not there. */
export async function authorisedProfile(
  db: Db,
  actor: Actor,
  activity: MarketActivity<"profile">,
  id: string,
  { lock = false }: Asked = {},
): Promise<ProfileRow> {
  const missing = { vi: "Không có nội dung công khai này." };
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(profiles).where(eq(profiles.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, "profile", activity, row, missing);
  return row;
}

/** The version with its profile locked, if the actor may do this to it. */
export async function takeVersion(
  tx: Db,
  actor: Actor,
  activity: MarketActivity<"profile">,
  versionId: string,
): Promise<{ profile: ProfileRow; version: VersionRow }> {
  const [found] = await tx
    .select({ profileId: versions.profileId })
    .from(versions)
    .where(eq(versions.id, versionId));
  if (!found) throw new AppError("notFound", { vi: "Không có nội dung công khai này." });
  const profile = await authorisedProfile(tx, actor, activity, found.profileId, { lock: true });
  // Read behind the lock: every step of a version takes the lock of its profile first.
  const [version] = await tx.select().from(versions).where(eq(versions.id, versionId));
  if (!version) throw new Error("the version was read and is gone");
  return { profile, version };
}

/** The point of sale, if the actor may do this to it. */
export async function authorisedPoint(
  db: Db,
  actor: Actor,
  activity: MarketActivity<"point">,
  id: string,
  { lock = false }: Asked = {},
): Promise<PointRow> {
  const missing = { vi: "Không có điểm bán này." };
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(points).where(eq(points.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, "point", activity, row, missing);
  return row;
}

/** The piece of news, if the actor may do this to it. */
export async function authorisedNews(
  db: Db,
  actor: Actor,
  activity: MarketActivity<"news">,
  id: string,
  { lock = false }: Asked = {},
): Promise<NewsRow> {
  const missing = { vi: "Không có bài này." };
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(news).where(eq(news.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, "news", activity, row, missing);
  return row;
}

/** Who opens new things of an area. */
export const writerRoles = {
  point: marketPermissions.point.keep.roles,
  news: marketPermissions.news.write.roles,
  fair: marketPermissions.fair.keep.roles,
} as const;

/** The unit whose office the actor writes for: of the first role that may. Throws `forbidden` without one. */
export function writingUnit(actor: UserActor, area: "point" | "news" | "fair"): string {
  const roles: readonly string[] = writerRoles[area];
  for (const { role, jurisdiction: j } of actor.grants)
    if (roles.includes(role) && j.kind === "unit" && j.version === currentVersion) return j.path;
  throw new AppError("forbidden", { denied: `${area}.write` });
}

/** Every version of profiles, the newest first. */
export async function versionsOf(db: Db, profileIds: readonly string[]): Promise<VersionRow[]> {
  if (profileIds.length === 0) return [];
  return db
    .select()
    .from(versions)
    .where(inArray(versions.profileId, [...profileIds]))
    .orderBy(versions.profileId, sql`${versions.seq} desc`);
}

/** The pictures of versions, in their order. */
export async function picturesOf(
  db: Db,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, PictureRow[]>> {
  if (versionIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(versionPictures)
    .where(inArray(versionPictures.versionId, [...versionIds]))
    .orderBy(versionPictures.position);
  return Map.groupBy(rows, ({ versionId }) => versionId);
}

/** The profile of a product, or of a producer itself; undefined before the first proposal. */
export async function findProfile(
  db: Db,
  of: { readonly productId: string } | { readonly producerId: string },
): Promise<ProfileRow | undefined> {
  const where =
    "productId" in of
      ? eq(profiles.productId, of.productId)
      : and(eq(profiles.producerId, of.producerId), eq(profiles.kind, "producer"));
  const [row] = await db.select().from(profiles).where(where);
  return row;
}
