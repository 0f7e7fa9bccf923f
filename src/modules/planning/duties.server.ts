import { and, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { type Duty, defineDuties, waiting } from "#core/duties/duty.ts";
import { currentVersion } from "#modules/places/model.ts";
import { figurePermissions } from "./access.ts";
import { figurePaths } from "./paths.ts";
import { can, planPermissions, taskReaders } from "./plans/access.ts";
import { planPaths } from "./plans/paths.ts";
import { planTasks } from "./plans/schema.server.ts";
import { ownTasks } from "./plans/service/takers.server.ts";
import { reminderDays } from "./plans/tasks.ts";
import { reportChecks } from "./reports/schema.server.ts";

defineDuties(async (db, actor) => [
  ...(await taskDuties(db, actor)),
  ...(await reportDuties(db, actor)),
]);

/** Tasks of the actor, and for offices and leaders those that others owe, whose day has passed or comes. */
async function taskDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  const on = await today(db);
  const { state, dueOn, unitPath } = planTasks;
  const isOwn = ownTasks(actor);
  const rows = await db
    .select({
      isOwn,
      state,
      isLate: sql<boolean>`${dueOn} < ${on}`,
      unitPath,
      count: sql<number>`count(*)::int`,
    })
    .from(planTasks)
    .where(
      and(
        or(
          isOwn,
          scopeSql(actor, taskReaders, {
            placeVersion: sql`${currentVersion}::text`,
            placePath: unitPath,
          }),
        ),
        or(
          eq(state, "answered"),
          and(inArray(state, ["open", "returned"]), lte(dueOn, addDays(on, reminderDays))),
        ),
      ),
    )
    .groupBy(sql`1`, state, sql`3`, unitPath);
  const count = (of: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(of).reduce((sum, row) => sum + row.count, 0);
  // Whoever only looks, in the country or as an auditor, is not the one to chase them.
  const leads = hasRole(actor, "decisionMaker", ...planPermissions.assign.roles);
  const isOpen = (row: (typeof rows)[number]) => row.state !== "answered";
  const duty = (n: number, says: string, isUrgent: boolean) =>
    waiting(n, says, planPaths.tasks, isUrgent);
  return [
    ...duty(
      count((row) => row.isOwn && isOpen(row) && row.isLate),
      "nhiệm vụ giao cho bạn hoặc cơ quan bạn đã quá hạn.",
      true,
    ),
    ...duty(
      count((row) => row.isOwn && isOpen(row) && !row.isLate),
      `nhiệm vụ giao cho bạn hoặc cơ quan bạn đến hạn trong ${reminderDays} ngày tới.`,
      false,
    ),
    ...duty(
      leads ? count((row) => !row.isOwn && isOpen(row) && row.isLate) : 0,
      "nhiệm vụ giao các sở, ngành, xã đã quá hạn.",
      true,
    ),
    ...duty(
      count((row) => !row.isOwn && row.state === "answered" && can(actor, "assign", row)),
      "nhiệm vụ đã có kết quả, chờ bạn xem.",
      false,
    ),
  ];
}

/** Reports that are no longer what was sent, for whoever sees reports there. */
async function reportDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, "auditor", ...figurePermissions.see.roles)) return [];
  const found = await db.$count(
    reportChecks,
    and(
      isNotNull(reportChecks.fault),
      scopeSql(actor, figurePermissions.see, {
        placeVersion: sql`${currentVersion}::text`,
        placePath: reportChecks.unitPath,
      }),
    ),
  );
  const says = "báo cáo đã gửi không còn như khi gửi. Hãy kiểm tra ngay.";
  return waiting(found, says, figurePaths.reports, true);
}
