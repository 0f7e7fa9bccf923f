import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { currentVersion } from "#modules/places/model.ts";
import { nameProducts } from "#modules/products/service/names.server.ts";
import { profilePermissions } from "../access.ts";
import { Id } from "../model.ts";
import { profiles } from "../schema.server.ts";
import type { ChannelState } from "./model.ts";
import type { PlatformId } from "./platforms.ts";
import { channelChecks, channels } from "./schema.server.ts";

type ChannelRow = typeof channels.$inferSelect;

/** A sales link that stands on a public page, with what its last try found. */
export type Channel = Pick<
  ChannelRow,
  "id" | "productId" | "url" | "platform" | "since" | "state" | "stateAt"
> & {
  readonly checkedAt: Date | null;
  readonly failure: string | null;
};

/** How many links of a platform stand in which state. */
export type ChannelCount = {
  readonly platform: PlatformId;
  readonly state: ChannelState;
  readonly count: number;
};

/** How many links a page of the office's list has. */
export const channelsPerPage = 50;

const shown = {
  id: channels.id,
  productId: channels.productId,
  url: channels.url,
  platform: channels.platform,
  since: channels.since,
  state: channels.state,
  stateAt: channels.stateAt,
  checkedAt: channelChecks.at,
  failure: channelChecks.failure,
};

/** The last try of a link. */
const lastCheck = sql`${channelChecks.channelId} = ${channels.id} and ${channelChecks.day} = (
  select max(k.day) from market_channel_checks k where k.channel_id = ${channels.id})`;

/** The links that stand on a product's page now. Rights are the caller's. */
export async function channelsOf(db: Db, productId: string): Promise<Channel[]> {
  return db
    .select(shown)
    .from(channels)
    .leftJoin(channelChecks, lastCheck)
    .where(and(eq(channels.productId, productId), isNull(channels.until)))
    .orderBy(asc(channels.url));
}

function scope(actor: UserActor): SQL {
  return scopeSql(actor, profilePermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: profiles.unitPath,
    heldBy: (ids) => {
      const own = ids.filter((id) => Id.safeParse(id).success);
      return own.length === 0 ? sql`false` : inArray(profiles.producerId, own);
    },
  });
}

/** The standing links of pages that the actor may see, the dead ones first, with counts of all. */
export async function listChannels(
  db: Db,
  actor: UserActor,
  {
    state,
    platform,
    page = 1,
  }: { state?: ChannelState; platform?: PlatformId; page?: number } = {},
): Promise<{
  items: (Channel & { productName: string; producerName: string; isDemo: boolean })[];
  total: number;
  counts: ChannelCount[];
}> {
  const seen = and(isNull(channels.until), scope(actor));
  const counts = await db
    .select({
      platform: channels.platform,
      state: channels.state,
      count: sql<number>`count(*)::int`,
    })
    .from(channels)
    .innerJoin(profiles, eq(profiles.productId, channels.productId))
    .where(seen)
    .groupBy(channels.platform, channels.state);
  const rows = await db
    .select(shown)
    .from(channels)
    .innerJoin(profiles, eq(profiles.productId, channels.productId))
    .leftJoin(channelChecks, lastCheck)
    .where(
      and(seen, state && eq(channels.state, state), platform && eq(channels.platform, platform)),
    )
    .orderBy(
      desc(sql`${channels.state} = 'dead'`),
      desc(sql`${channelChecks.failure} is not null`),
      asc(channels.url),
      asc(channels.id),
    )
    .limit(channelsPerPage)
    .offset((page - 1) * channelsPerPage);
  const names = await nameProducts(db, [...new Set(rows.map(({ productId }) => productId))]);
  return {
    items: rows.map((row) => {
      const product = names.get(row.productId);
      return {
        ...row,
        productName: product?.name ?? "",
        producerName: product?.producerName ?? "",
        isDemo: product?.isDemo ?? false,
      };
    }),
    total: counts
      .filter((one) => (!state || one.state === state) && (!platform || one.platform === platform))
      .reduce((total, { count }) => total + count, 0),
    counts,
  };
}
