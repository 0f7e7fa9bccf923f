import pg from "pg";

/** Hears what `pg_notify` says on channels; `null` says that something may have been missed. */
export type Hear = (payload: string | null) => void;

/** Ears on the database, apart from the connections that ask and write. */
export type Ears = {
  /** Listens until the returned function is called. A channel is an SQL identifier. */
  readonly listen: (channel: string, hear: Hear) => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
};

const firstPauseMs = 250;
const longestPauseMs = 5_000;
const pingMs = 30_000;

/**
 * One connection that does nothing but listen, opened at the first call and opened again
 * whenever it is lost: a failover, a proxy that cut it, a network that went silent (seen by a
 * ping). After each gap every hearer is told `null`, since what was said meanwhile is gone.
 */
export function serverEars(connectionString: string, role: string): Ears {
  const hearers = new Map<string, Set<Hear>>();
  let client: pg.Client | null = null;
  let opening: Promise<void> | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  async function open(): Promise<void> {
    const fresh = new pg.Client({
      connectionString,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      options: `-c role=${role}`,
      application_name: "ocop live",
    });
    fresh.on("error", () => undefined);
    await fresh.connect();
    fresh.on("notification", ({ channel, payload }) => {
      for (const hear of hearers.get(channel) ?? []) hear(payload ?? "");
    });
    const ping = setInterval(() => {
      const late = setTimeout(() => destroy(fresh), 10_000);
      fresh
        .query("select 1")
        .catch(() => undefined)
        .finally(() => clearTimeout(late));
    }, pingMs);
    fresh.once("end", () => {
      clearInterval(ping);
      if (client === fresh) client = null;
      reopenAfter(firstPauseMs);
    });
    for (const channel of hearers.keys())
      await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = fresh;
    if (closed) await fresh.end();
  }

  function ensureOpen(): Promise<void> {
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  }

  function reopenAfter(pauseMs: number): void {
    if (closed || hearers.size === 0 || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      ensureOpen().then(tellOfGap, () => reopenAfter(Math.min(pauseMs * 2, longestPauseMs)));
    }, pauseMs);
    retry.unref();
  }

  function tellOfGap(): void {
    for (const those of hearers.values()) for (const hear of those) hear(null);
  }

  return {
    async listen(channel, hear) {
      const known = hearers.get(channel);
      if (known) known.add(hear);
      else hearers.set(channel, new Set([hear]));
      const stop = async () => {
        const those = hearers.get(channel);
        those?.delete(hear);
        if (those?.size !== 0) return;
        hearers.delete(channel);
        await client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined);
      };
      try {
        if (client === null) await ensureOpen();
        else if (!known) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      } catch (error) {
        await stop();
        throw error;
      }
      return stop;
    },
    async close() {
      closed = true;
      if (retry) clearTimeout(retry);
      await opening?.catch(() => undefined);
      await client?.end().catch(() => undefined);
    },
  };
}

/** Cuts a connection that answers no more; its `end` follows. */
function destroy(client: pg.Client): void {
  (
    client as unknown as { connection: { stream: { destroy(): void } } }
  ).connection.stream.destroy();
}
