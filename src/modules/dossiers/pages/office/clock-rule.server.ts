import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { articleOf } from "#modules/dossiers/legal.ts";
import { periodOf, regimeInForce } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";

/** Working days that a commune has under the regime in force today, and where that is written; null where no text says. */
export async function clockRule(db: Db): Promise<{ days: number; article: string } | null> {
  const on = await today(db);
  const procedures = loadProcedures();
  const regime = regimeInForce(procedures, on);
  if (regime === undefined) return null;
  const stages = periodOf(procedures, regime, on)?.stages ?? [];
  const days = stages.find(({ level }) => level === "commune")?.dueWorkingDays;
  const decision = procedures.regimes[regime]?.decision;
  const article = decision && articleOf(regime, decision, "communeReview");
  return days && article ? { days, article } : null;
}
