import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { Token } from "../model.ts";
import { markText } from "../scan-source.ts";

/**
 * Counts lookups without slowing one down: kept in memory for a moment, then written in one
 * statement. A crash loses the last moment's counts and nothing else.
 */
export type ScanCounter = {
  /** One lookup of a token from an address; what is no token is not counted. */
  note(token: string, address: string): void;
  /** Writes what was noted; tokens that no certificate has are dropped. */
  flush(): Promise<void>;
};

const delayMilliseconds = 5_000;
/** More pairs of token and source than this are written at once. */
const most = 1_000;
/** Letters of a mark: 4,096 values, so that thousands of networks share each. */
const markLength = 3;

export function scanCounter(
  { db, secret }: { db: Db; secret: () => string },
  onError: (error: unknown) => void,
): ScanCounter {
  let noted = new Map<string, { token: string; address: string; count: number }>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (noted.size === 0) return;
    const batch = [...noted.values()];
    noted = new Map();
    await write(db, secret(), batch);
  }

  return {
    note(token, address) {
      if (!Token.safeParse(token).success) return;
      const key = `${token} ${address}`;
      const entry = noted.get(key);
      noted.set(key, { token, address, count: (entry?.count ?? 0) + 1 });
      if (noted.size >= most) void flush().catch(onError);
      timer ??= setTimeout(() => void flush().catch(onError), delayMilliseconds).unref();
    },
    flush,
  };
}

async function write(
  db: Db,
  secret: string,
  batch: readonly { token: string; address: string; count: number }[],
): Promise<void> {
  const day = await today(db);
  const mark = (address: string) =>
    createHmac("sha256", secret)
      .update(`scan ${markText(address, day)}`)
      .digest("hex")
      .slice(0, markLength);
  const rows = batch.map(({ token, address, count }) => ({ token, source: mark(address), count }));
  await db.execute(sql`
    insert into certificate_scans (certificate_id, day, source, count)
    select c.id, ${day}::date, given.source, sum(given.count)::int
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as given (token text, source text, count int)
    join certificates c on c.token = given.token
    group by c.id, given.source
    on conflict (certificate_id, day, source)
    do update set count = certificate_scans.count + excluded.count`);
}
