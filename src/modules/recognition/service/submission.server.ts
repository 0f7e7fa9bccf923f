import { and, eq, isNotNull } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { decisionLetters } from "../letters/schema.server.ts";

/**
 * The letter with which a decision was submitted, once it has its number; null before, and where
 * it was submitted elsewhere. Rights are the caller's.
 */
export async function submissionOf(
  db: Db,
  decisionId: string,
): Promise<{ agency: string; numberText: string; on: string } | null> {
  const [row] = await db
    .select({
      agency: decisionLetters.agency,
      numberText: decisionLetters.numberText,
      on: decisionLetters.issuedOn,
    })
    .from(decisionLetters)
    .where(
      and(
        eq(decisionLetters.decisionId, decisionId),
        eq(decisionLetters.kind, "submission"),
        isNotNull(decisionLetters.number),
      ),
    );
  return row?.numberText && row.on
    ? { agency: row.agency, numberText: row.numberText, on: row.on }
    : null;
}
