import { setTimeout as delay } from "node:timers/promises";
import { eq, lt, sql } from "drizzle-orm";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { nameProducts } from "#modules/products/service/names.server.ts";
import { events } from "../events.server.ts";
import { linkDied } from "../notices.ts";
import { hostOf } from "../web-links.ts";
import { type Found, hoursBetween, stateAfter } from "./rules.ts";
import { channelChecks, channels } from "./schema.server.ts";
import { type Ask, tryLink } from "./try.server.ts";

/** Links that one run tries: in all, and of one shop. */
const perRun = { all: 20, ofHost: 3 } as const;
/** Rest between two questions to the same shop. */
const restMs = 2_000;
/** How long what was found is kept. */
const keepDays = 400;

type Due = { readonly id: string; readonly url: string };

/**
 * Tries the links that are due, few of each shop and one after the other, and notes what was found.
 * Links of sample products lead nowhere and are left alone. Tells how many were tried.
 */
export async function checkDueLinks(
  db: Db,
  { ask, rest = restMs, signal }: { ask?: Ask; rest?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const byHost = Map.groupBy(await dueLinks(db), ({ url }) => hostOf(url));
  const tried = await Promise.all(
    [...byHost.values()].map(async (links) => {
      let count = 0;
      for (const { id, url } of links.slice(0, perRun.ofHost)) {
        if (signal?.aborted) break;
        if (count > 0) await delay(rest);
        await recordCheck(db, id, await tryLink(url, ask));
        count += 1;
      }
      return count;
    }),
  );
  await db
    .delete(channelChecks)
    .where(lt(channelChecks.day, sql`(now() - make_interval(days => ${keepDays}))::date`));
  return tried.reduce((total, count) => total + count, 0);
}

async function dueLinks(db: Db): Promise<Due[]> {
  const { rows } = await db.execute<Due>(sql`
    select c.id, c.url from market_channels c join products p on p.id = c.product_id
    left join lateral (select k.at, k.failure from market_channel_checks k
      where k.channel_id = c.id order by k.day desc limit 1) last on true
    where c.until is null and not p.is_demo
      and (last.at is null or last.at < now() - make_interval(hours =>
        case when last.failure is null then ${hoursBetween.answered}::int else ${hoursBetween.failed}::int end))
    order by last.at nulls first, c.id limit ${perRun.all}`);
  return rows;
}

/**
 * Notes what a try of a link found, on a day (today unless said), and what becomes of the link: it
 * is dead once it failed on several different days in a row, and alive again as soon as it answers.
 * The producer is told when it dies.
 */
export async function recordCheck(
  db: Db,
  channelId: string,
  { status, failure }: Found,
  on?: Day,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [channel] = await tx
      .select()
      .from(channels)
      .where(eq(channels.id, channelId))
      .for("update");
    if (!channel) return;
    const day = on ?? (await today(tx));
    await tx
      .insert(channelChecks)
      .values({ channelId, day, status, failure })
      .onConflictDoUpdate({
        target: [channelChecks.channelId, channelChecks.day],
        set: { status, failure, at: sql`now()` },
      });
    const state = stateAfter(channel.state, { failure }, await failedDays(tx, channelId));
    if (state === channel.state) return;
    await tx
      .update(channels)
      .set({ state, stateAt: sql`now()` })
      .where(eq(channels.id, channelId));
    const product = (await nameProducts(tx, [channel.productId])).get(channel.productId);
    if (state === "dead" && product)
      await tellAbout(tx, [
        {
          provinceCode: channel.provinceCode,
          aboutProducerId: product.producerId,
          kind: "market",
          to: { producerId: product.producerId },
          ...linkDied({ name: product.name, url: channel.url }),
        },
      ]);
    await appendAudit(tx, events.channelMoved, {
      actorId: null,
      subjectId: channelId,
      provinceCode: channel.provinceCode,
      details: { product: channel.productId, state },
    });
  });
}

/** On how many days the link failed since the last day on which it answered. */
async function failedDays(tx: Db, channelId: string): Promise<number> {
  const { rows } = await tx.execute<{ days: number }>(sql`
    select count(*)::int as days from market_channel_checks k
    where k.channel_id = ${channelId} and k.failure is not null and k.day > coalesce((
      select max(day) from market_channel_checks a
      where a.channel_id = ${channelId} and a.failure is null), '-infinity')`);
  return rows[0]?.days ?? 0;
}
