import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { decisionLetters } from "../letters/schema.server.ts";
import { usualAgency } from "../letters.ts";

/** What a province's office called itself in its last issued letter, and its sign in numbers. */
export async function agencyOf(
  db: Db,
  provinceCode: string,
): Promise<{ readonly agency: string; readonly symbol: string }> {
  const [last] = await db
    .select({ agency: decisionLetters.agency, symbol: decisionLetters.symbol })
    .from(decisionLetters)
    .where(and(eq(decisionLetters.provinceCode, provinceCode), isNotNull(decisionLetters.number)))
    .orderBy(desc(decisionLetters.issuedAt))
    .limit(1);
  return last ?? usualAgency;
}
