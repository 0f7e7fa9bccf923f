import { sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { currentVersion } from "#modules/places/model.ts";
import { pointPermissions } from "../access.ts";
import type { PointKind, PointLevel } from "../model.ts";
import { points } from "../schema.server.ts";

/** Open points of one kind and level. */
export type PointCount = {
  readonly kind: PointKind;
  readonly level: PointLevel;
  readonly count: number;
};

/** How the points of a list stand: last judged, still to mend, helped with. */
export type PointStanding = {
  readonly pointId: string;
  readonly assessedOn: string | null;
  readonly isMet: boolean | null;
  /** The earliest day by which something open is to be mended. */
  readonly remedyBy: string | null;
  /** Đồng, as an exact decimal. */
  readonly support: string;
};

/** The open points of the actor's offices by kind and level, as the provinces' schemes count them. */
export async function countPoints(db: Db, actor: UserActor): Promise<PointCount[]> {
  const scope = scopeSql(actor, pointPermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: points.unitPath,
  });
  return db
    .select({ kind: points.kind, level: points.level, count: sql<number>`count(*)::int` })
    .from(points)
    .where(sql`${points.state} = 'open' and ${scope}`)
    .groupBy(points.kind, points.level);
}

/** How these points stand, by point. Rights are the caller's. */
export async function standingOf(
  db: Db,
  pointIds: readonly string[],
): Promise<ReadonlyMap<string, PointStanding>> {
  if (pointIds.length === 0) return new Map();
  const { rows } = await db.execute<PointStanding>(sql`
    select p.id as "pointId", a.assessed_on::text as "assessedOn", a.is_met as "isMet",
      (select min(i.remedy_by)::text from market_point_inspections i
        where i.point_id = p.id and i.result = 'toRemedy') as "remedyBy",
      (select coalesce(sum(s.amount), 0)::text from market_point_supports s
        where s.point_id = p.id and s.struck_at is null) as support
    from market_points p
    left join lateral (select assessed_on, is_met from market_point_assessments a
      where a.point_id = p.id order by assessed_on desc, recorded_at desc limit 1) a on true
    where p.id::text in ${[...pointIds]}`);
  return new Map(rows.map((row) => [row.pointId, row]));
}
