import { desc, eq } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { upperResults } from "../results/schema.server.ts";
import { currentResult } from "./current-result.server.ts";

export type UpperResultRow = typeof upperResults.$inferSelect;

/** The result that stands for a dossier, whoever found it. */
export type StandingResult = {
  readonly id: string;
  /** Stage whose council found it. */
  readonly stage: string;
  /** Exact mean as stored; null when no sheet counted. */
  readonly mean: string | null;
  readonly stars: number;
  readonly rejected: boolean;
  readonly closedAt: Date;
  /** The product of a session here that it was closed of; null for one entered from a letter. */
  readonly itemId: string | null;
  /** The letter of the level above that told it. */
  readonly letter: { readonly sender: string; readonly number: string; readonly on: Day } | null;
};

/**
 * The last result of a dossier: of a council's session here, or of a council above as it was
 * entered; null before the first. Rights are the caller's.
 */
export async function standingResult(db: Db, dossierId: string): Promise<StandingResult | null> {
  const own = await currentResult(db, dossierId);
  const upper = await lastUpperResult(db, dossierId);
  if (upper && (!own || upper.enteredAt >= own.closedAt)) {
    const { id, stage, mean, stars, enteredAt, sender, letterNumber, letterOn } = upper;
    return {
      id,
      stage,
      mean,
      stars,
      rejected: false,
      closedAt: enteredAt,
      itemId: null,
      letter: { sender, number: letterNumber, on: letterOn },
    };
  }
  if (!own) return null;
  const { id, stage, mean, stars, rejected, closedAt, itemId } = own;
  return { id, stage, mean, stars, rejected, closedAt, itemId, letter: null };
}

/** What a council above told last of a dossier, whatever came after; null where it told nothing. */
export async function lastUpperResult(db: Db, dossierId: string): Promise<UpperResultRow | null> {
  const [row] = await db
    .select()
    .from(upperResults)
    .where(eq(upperResults.dossierId, dossierId))
    .orderBy(desc(upperResults.enteredAt), desc(upperResults.id))
    .limit(1);
  return row ?? null;
}
