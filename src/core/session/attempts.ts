import { createHash } from "node:crypto";
import { eq, lt, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { attemptCounters } from "./schema.server.ts";

/** How many tries one key has within a window that begins with its first try. */
export type AttemptLimit = {
  readonly name: string;
  readonly tries: number;
  readonly minutes: number;
};

function keyOf(limit: AttemptLimit, who: string): string {
  return `${limit.name}:${createHash("sha256").update(who).digest("base64url")}`;
}

/**
 * Counts one try before it is made, so that tries made at the same moment cannot slip past
 * together. Throws `tooMany` once the limit is spent, with how long to wait.
 */
export async function countAttempt(db: Db, limit: AttemptLimit, who: string): Promise<void> {
  const window = sql`now() + make_interval(mins => ${limit.minutes})`;
  const [row] = await db
    .insert(attemptCounters)
    .values({ key: keyOf(limit, who), count: 1, windowEndsAt: window })
    .onConflictDoUpdate({
      target: attemptCounters.key,
      set: {
        count: sql`case when ${attemptCounters.windowEndsAt} <= now() then 1 else ${attemptCounters.count} + 1 end`,
        windowEndsAt: sql`case when ${attemptCounters.windowEndsAt} <= now() then ${window} else ${attemptCounters.windowEndsAt} end`,
      },
    })
    .returning({
      count: attemptCounters.count,
      waitMinutes: sql<number>`ceil(extract(epoch from ${attemptCounters.windowEndsAt} - now()) / 60)::int`,
    });
  if (!row || row.count <= limit.tries) return;
  throw new AppError("tooMany", {
    log: `too many attempts: ${limit.name}`,
    vi: `Đã thử quá nhiều lần. Hãy đợi ${Math.max(1, row.waitMinutes)} phút rồi thử lại.`,
    en: `Too many attempts. Try again in ${Math.max(1, row.waitMinutes)} minutes.`,
  });
}

/** Forgets the tries of a key, after one that succeeded. */
export async function clearAttempts(db: Db, limit: AttemptLimit, who: string): Promise<void> {
  await db.delete(attemptCounters).where(eq(attemptCounters.key, keyOf(limit, who)));
}

/** Removes counters whose window is over. For the nightly job. */
export async function sweepAttempts(db: Db): Promise<void> {
  await db.delete(attemptCounters).where(lt(attemptCounters.windowEndsAt, sql`now()`));
}
