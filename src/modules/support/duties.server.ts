import { and, inArray, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { defineDuties, type Duty, eachOf, urgentDays, waiting } from "#core/duties/duty.ts";
import { formatDay } from "#core/input/day.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { seenClaims } from "./access.server.ts";
import { claimPermissions } from "./access.ts";
import { ownSupportPaths, supportPaths } from "./paths.ts";
import { claims } from "./schema.server.ts";
import { rightsOfProducers } from "./service/rights.server.ts";

defineDuties(async (db, actor) => [
  ...(await claimDuties(db, actor)),
  ...(await ownDuties(db, actor)),
]);

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

/** Of a producer: claims to be written on or mended, and rights to money that nobody has claimed. */
async function ownDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, ...claimPermissions.file.roles)) return [];
  const on = await today(db);
  const own = await listOwnProducers(db, actor);
  const rights = await rightsOfProducers(
    db,
    own.map(({ id }) => id),
  );
  const open = rights.filter(
    ({ form, claimState, until }) =>
      claimState === "returned" ||
      ((claimState === "draft" || (claimState === null && form === "money")) &&
        (until === null || until >= on)),
  );
  const what = {
    draft: "đang soạn, chưa nộp",
    returned: "được trả lại để bổ sung",
    none: "được hưởng, chưa lập đề nghị",
  } as const;
  return eachOf(
    open.map(({ measureName, claimId, claimState, until }) => ({
      text: `Hỗ trợ “${measureName}” ${what[claimState === "draft" || claimState === "returned" ? claimState : "none"]}${
        until === null ? "." : `; hạn đề nghị ${formatDay(until)}.`
      }`,
      href: claimId === null ? ownSupportPaths.home : ownSupportPaths.claim(claimId),
      isUrgent: claimState === "returned" || (until !== null && until <= addDays(on, urgentDays)),
    })),
    "hỗ trợ khác chờ cơ sở đề nghị.",
    ownSupportPaths.home,
  );
}
