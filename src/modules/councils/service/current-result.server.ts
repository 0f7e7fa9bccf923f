import { desc, eq, inArray } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { councilResults } from "../results/schema.server.ts";

export type ResultRow = typeof councilResults.$inferSelect;

/**
 * The result that stands for a dossier: the last one closed, at whatever level; null when no
 * council has closed any. A reopened one stands until the next is closed; whether the dossier
 * may go on meanwhile is its state's business. Rights are the caller's.
 */
export async function currentResult(db: Db, dossierId: string): Promise<ResultRow | null> {
  const [row] = await db
    .select()
    .from(councilResults)
    .where(eq(councilResults.dossierId, dossierId))
    .orderBy(desc(councilResults.closedAt), desc(councilResults.version))
    .limit(1);
  return row ?? null;
}

/** Every version of an item's result, the first one first. Rights are the caller's. */
export async function resultsOf(db: Db, itemIds: readonly string[]): Promise<ResultRow[]> {
  if (itemIds.length === 0) return [];
  return db
    .select()
    .from(councilResults)
    .where(inArray(councilResults.itemId, [...itemIds]))
    .orderBy(councilResults.itemId, councilResults.version);
}
