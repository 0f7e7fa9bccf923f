import { sql } from "drizzle-orm";
import type { Database, Db } from "../database/connection.ts";

/** The database's one channel for all of this; what it is about stands in the message. */
const databaseChannel = "ocop_live";

/** Hears that something happened on a channel; what, must be read from the tables. */
export type Watch = () => void;

/** What happens in any process that works on the database, as it is committed. */
export type Live = {
  /**
   * Calls `watch` whenever something is announced on the channel, and after every gap in which
   * something may have been. Until the returned function is called.
   */
  subscribe(channel: string, watch: Watch): Promise<() => void>;
};

/**
 * Says that something has changed for those who watch a channel, in the transaction of the
 * change: when that is rolled back, nothing was said. Carries no content, so that nothing can
 * leak past the rights of who reads. The engine commits transactions that announce one after
 * another: for what happens many times in a second see `announceSoon`.
 */
export async function announce(tx: Db, channel: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${databaseChannel}, ${channel})`);
}

const soonMs = 400;
const waiting = new WeakMap<Db, Set<string>>();

/**
 * As `announce`, but after the act and at most once in 0.4 s for each channel: for progress
 * that nobody must not miss. Never fails; what is lost with the process comes with the next.
 */
export function announceSoon(db: Db, channel: string): void {
  const channels = waiting.get(db) ?? new Set();
  waiting.set(db, channels);
  if (channels.has(channel)) return;
  channels.add(channel);
  setTimeout(() => {
    channels.delete(channel);
    announce(db, channel).catch(() => undefined);
  }, soonMs).unref();
}

const hubs = new WeakMap<Database["pool"], Live>();

/** The one hub of a database in this process: one listening connection, whoever watches. */
export function liveOf(database: Pick<Database, "pool" | "listen">): Live {
  const known = hubs.get(database.pool);
  if (known) return known;
  const hub = createHub(database.listen);
  hubs.set(database.pool, hub);
  return hub;
}

function createHub(listen: Database["listen"]): Live {
  const watchers = new Map<string, Set<Watch>>();
  let listening: Promise<unknown> | null = null;

  function hear(channel: string | null): void {
    const those = channel === null ? [...watchers.values()] : [watchers.get(channel) ?? []];
    for (const group of those) for (const watch of group) watch();
  }

  return {
    async subscribe(channel, watch) {
      listening ??= listen(databaseChannel, hear).catch((error: unknown) => {
        listening = null;
        throw error;
      });
      const group = watchers.get(channel) ?? new Set();
      watchers.set(channel, group.add(watch));
      const stop = () => {
        group.delete(watch);
        if (group.size === 0 && watchers.get(channel) === group) watchers.delete(channel);
      };
      await listening.catch((error: unknown) => {
        stop();
        throw error;
      });
      return stop;
    },
  };
}
