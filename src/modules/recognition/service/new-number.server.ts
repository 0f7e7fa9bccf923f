import { and, eq, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { decisions } from "../schema.server.ts";

/**
 * An authority's numbers begin anew every year: the same number of another issuer, or of another
 * year, is another decision. Whoever enters the same one beside us waits, and is refused with
 * `conflict` beside `numberText`.
 */
export async function requireNewNumber(
  tx: Db,
  {
    provinceCode,
    issuer,
    numberText,
    signedOn,
  }: { provinceCode: string; issuer: string; numberText: string; signedOn: Day },
): Promise<void> {
  const year = signedOn.slice(0, 4);
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`decision ${provinceCode} ${issuer} ${numberText} ${year}`}, 0))`,
  );
  const [taken] = await tx
    .select({ on: decisions.signedOn })
    .from(decisions)
    .where(
      and(
        eq(decisions.provinceCode, provinceCode),
        eq(decisions.issuer, issuer),
        eq(decisions.numberText, numberText),
        sql`extract(year from ${decisions.signedOn}) = ${Number(year)}`,
      ),
    )
    .limit(1);
  if (!taken) return;
  const vi =
    taken.on === signedOn
      ? "Quyết định mang số và ngày này đã có trong hệ thống."
      : `Cơ quan này đã có quyết định số ${numberText} ngày ${formatDay(taken.on ?? "")}: hãy xem lại số, ngày.`;
  throw new AppError("conflict", { vi, fields: { numberText: vi } });
}
