import { and, inArray, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { defineDuties, type Duty, waiting } from "#core/duties/duty.ts";
import { seenClaims } from "./access.server.ts";
import { supportPaths } from "./paths.ts";
import { claims } from "./schema.server.ts";

defineDuties(claimDuties);

/** Claims that wait for the actor's department or office: to be decided, and for the office to be paid. */
async function claimDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, "provinceOfficer", "departmentOfficer")) return [];
  const on = await today(db);
  const isLate = sql<boolean>`coalesce(${claims.dueOn} < ${on}, false)`;
  const rows = await db
    .select({ state: claims.state, isLate, count: sql<number>`count(*)::int` })
    .from(claims)
    .where(and(seenClaims(actor, claims), inArray(claims.state, ["filed", "approved", "partPaid"])))
    .groupBy(claims.state, sql`2`);
  const pays = hasRole(actor, "provinceOfficer");
  const duty = (isToPay: boolean, late: boolean, says: string): Duty[] => {
    if (isToPay && !pays) return [];
    const count = rows
      .filter((row) => (row.state !== "filed") === isToPay && row.isLate === late)
      .reduce((sum, row) => sum + row.count, 0);
    return waiting(count, says, supportPaths.claims, late);
  };
  return [
    ...duty(false, true, "đề nghị hỗ trợ chờ duyệt đã quá hạn."),
    ...duty(false, false, "đề nghị hỗ trợ chờ duyệt."),
    ...duty(true, true, "đề nghị hỗ trợ đã duyệt, quá hạn chi."),
    ...duty(true, false, "đề nghị hỗ trợ đã duyệt, chờ chi."),
  ];
}
