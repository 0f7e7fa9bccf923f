import { and, asc, count, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import type { ProposalState } from "#core/proposals.ts";
import { currentVersion } from "#modules/places/model.ts";
import { producersFor } from "#modules/producers/access.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { areaPermissions } from "../access.ts";
import { Id, type Standard } from "../model.ts";
import { growingAreas, growingAreaVersions } from "../schema.server.ts";

/** What an office asks for: what waits, what holds, or all that was ever said. */
export const areaFilters = {
  pending: "Chờ duyệt",
  holding: "Đang dùng",
  all: "Tất cả",
} as const satisfies Record<string, string>;
export type AreaFilter = keyof typeof areaFilters;

/** How many a page of the list has. */
export const areasPerPage = 50;

/** A growing area in a list: as it waits to be judged, else as it holds, else as it was last said. */
export type AreaItem = {
  readonly id: string;
  readonly producerId: string;
  readonly producerName: string;
  readonly isDemo: boolean;
  readonly holds: boolean;
  readonly name: string;
  readonly crop: string;
  readonly code: string | null;
  readonly areaM2: number;
  readonly standard: Standard;
  readonly state: ProposalState;
  readonly isPublic: boolean;
  readonly proposedAt: Date;
};

/** Growing areas that the actor may see; those that wait first, the longest waiting on top. */
export async function listAreas(
  db: Db,
  actor: UserActor,
  { filter, page = 1 }: { filter: AreaFilter; page?: number },
): Promise<{ items: AreaItem[]; total: number }> {
  const newest = alias(growingAreaVersions, "newest");
  const named = producersFor(db, actor, "see");
  const shown: Record<AreaFilter, SQL | undefined> = {
    pending: eq(newest.state, "pending"),
    holding: isNotNull(growingAreas.acceptedVersionId),
    all: undefined,
  };
  const where = and(scopeOf(actor), shown[filter]);
  const isNewest = and(
    eq(newest.areaId, growingAreas.id),
    sql`${newest.seq} = (select max(v.seq) from growing_area_versions v where v.area_id = ${growingAreas.id})`,
  );
  const [counted] = await db
    .select({ total: count() })
    .from(growingAreas)
    .innerJoin(named, eq(named.id, growingAreas.producerId))
    .innerJoin(newest, isNewest)
    .where(where);
  const rows = await db
    .select({
      id: growingAreas.id,
      producerId: growingAreas.producerId,
      producerName: named.name,
      isDemo: growingAreas.isDemo,
      holds: sql<boolean>`${growingAreas.acceptedVersionId} is not null`,
      name: newest.name,
      crop: newest.crop,
      code: newest.code,
      areaM2: newest.areaM2,
      standard: newest.standard,
      state: newest.state,
      isPublic: newest.isPublic,
      proposedAt: newest.proposedAt,
    })
    .from(growingAreas)
    .innerJoin(named, eq(named.id, growingAreas.producerId))
    .innerJoin(newest, isNewest)
    .where(where)
    .orderBy(desc(sql`${newest.state} = 'pending'`), asc(newest.proposedAt), asc(growingAreas.id))
    .limit(areasPerPage)
    .offset((page - 1) * areasPerPage);
  return { items: rows, total: counted?.total ?? 0 };
}

/** The growing areas of the account's own producers, by producer. */
export async function listOwnAreas(
  db: Db,
  actor: UserActor,
): Promise<{ id: string; name: string; areas: AreaItem[] }[]> {
  const producers = await listOwnProducers(db, actor);
  const { items } = await listAreas(db, actor, { filter: "all" });
  return producers.map(({ id, name }) => ({
    id,
    name,
    areas: items.filter(({ producerId }) => producerId === id),
  }));
}

/** The SQL twin of `can` for seeing a growing area. */
function scopeOf(actor: UserActor): SQL {
  return scopeSql(actor, areaPermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: growingAreas.unitPath,
    heldBy: (ids) => {
      const own = ids.filter((id) => Id.safeParse(id).success);
      return own.length === 0 ? sql`false` : inArray(growingAreas.producerId, own);
    },
  });
}
