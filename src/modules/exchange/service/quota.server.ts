import type { Context, MiddlewareHandler } from "hono";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { findKey } from "./keys.server.ts";

type Known = { readonly perMinute: number; readonly id: string; readonly until: number };
type Spent = { count: number; readonly until: number };
/** How long a key is believed without asking: an ended one works so long, in milliseconds. */
const believed = 60_000;
const mostKnown = 10_000;

/**
 * How often one may ask the open interface: strangers by their address, holders of a key
 * (`Authorization: Bearer …`) by their key. Counted by the minute in this process alone: with several
 * processes the limit is as many times as high. Reading what is kept (a 304, an answer from memory
 * before the program) costs the same. Throws `tooMany`, and `unauthenticated` for a key that does not
 * hold, so that nobody runs on a dead one unnoticed.
 */
export function quota(
  db: Db,
  strangersPerMinute: number,
): MiddlewareHandler<{ Variables: { ip: string } }> {
  const keys = new Map<string, Known>();
  const spent = new Map<string, Spent>();
  return async (c, next) => {
    const key = /^Bearer (\S{20,200})$/.exec(c.req.header("Authorization") ?? "")?.[1];
    const holder = key === undefined ? null : await holderOf(db, keys, key);
    if (key !== undefined && holder === null)
      throw new AppError("unauthenticated", {
        vi: "Khóa truy cập không đúng hoặc đã bị thu hồi. Hãy xin khóa mới, hoặc gọi không kèm khóa.",
        en: "The key is not valid. Ask for another one, or call without a key.",
      });
    const limit = holder?.perMinute ?? strangersPerMinute;
    const account = count(spent, holder?.id ?? `ip ${c.get("ip")}`);
    tell(c, limit, account);
    if (account.count > limit)
      throw new AppError("tooMany", {
        vi: `Quá ${limit} lượt mỗi phút. Hãy đợi một phút rồi gọi lại; cần nhiều hơn, hãy xin khóa truy cập.`,
        en: `More than ${limit} requests a minute. Wait a minute; for more, ask for a key.`,
      });
    await next();
  };
}

async function holderOf(db: Db, keys: Map<string, Known>, key: string): Promise<Known | null> {
  const now = performance.now();
  const known = keys.get(key);
  if (known && known.until > now) return known;
  const found = await findKey(db, key);
  keys.delete(key);
  if (!found) return null;
  const holder = { ...found, until: now + believed };
  forgetOldest(keys);
  keys.set(key, holder);
  return holder;
}

function count(spent: Map<string, Spent>, who: string): Spent {
  const now = performance.now();
  const known = spent.get(who);
  const account = known && known.until > now ? known : { count: 0, until: now + 60_000 };
  account.count++;
  if (account !== known) {
    spent.delete(who);
    forgetOldest(spent);
    spent.set(who, account);
  }
  return account;
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size >= mostKnown && oldest !== undefined) map.delete(oldest);
}

/** The header fields of the IETF's draft on rate limits, as structured fields. */
function tell(c: Context, limit: number, { count: used, until }: Spent): void {
  const seconds = Math.max(1, Math.ceil((until - performance.now()) / 1000));
  c.header("RateLimit-Policy", `"minute";q=${limit};w=60`);
  c.header("RateLimit", `"minute";r=${Math.max(0, limit - used)};t=${seconds}`);
  if (used > limit) c.header("Retry-After", String(seconds));
}
