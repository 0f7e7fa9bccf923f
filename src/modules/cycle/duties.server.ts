import { and, eq, inArray } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { defineDuties, type Duty, waiting } from "#core/duties/duty.ts";
import { ideaScope } from "./access.server.ts";
import { stateAt } from "./ideas/states.ts";
import type { IdeaState } from "./model.ts";
import { ownDuties } from "./own-duties.server.ts";
import { cyclePaths } from "./paths.ts";
import { planColumns } from "./plans/access.server.ts";
import { planPermissions } from "./plans/access.ts";
import { planPaths } from "./plans/paths.ts";
import { businessPlans } from "./plans/schema.server.ts";
import { countWaiting } from "./plans/service/list.server.ts";
import { ideas } from "./schema.server.ts";

defineDuties(async (db, actor) => [
  ...(await ideasBefore(db, actor)),
  ...waiting(
    await db.$count(
      businessPlans,
      and(eq(businessPlans.state, "filed"), scopeSql(actor, planPermissions.decide, planColumns)),
    ),
    "phương án kinh doanh chờ đánh giá, chọn.",
    planPaths.list,
  ),
  ...(await standingStill(db, actor)),
  ...(await ownDuties(db, actor)),
]);

/** Plans under way whose tasks stand still or are late, for the offices that accompany them. */
async function standingStill(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, ...planPermissions.visit.roles)) return [];
  const { blocked, overdue } = await countWaiting(db, actor);
  return [
    ...waiting(blocked, "phương án có việc đang vướng.", planPaths.listChosen),
    ...waiting(overdue, "phương án có việc quá hạn.", planPaths.listOverdue, true),
  ];
}

/** Ideas that lie before the actor's own level; an office above does not count those below it. */
async function ideasBefore(db: Db, actor: UserActor): Promise<Duty[]> {
  const states: IdeaState[] = [
    ...(hasRole(actor, "communeOfficer") ? (["registered", stateAt.commune] as const) : []),
    ...(hasRole(actor, "districtOfficer") ? [stateAt.district] : []),
    ...(hasRole(actor, "provinceOfficer") ? [stateAt.province] : []),
  ];
  if (states.length === 0) return [];
  const found = await db.$count(
    ideas,
    and(inArray(ideas.state, states), ideaScope(actor, "contact")),
  );
  return waiting(found, "ý tưởng chờ xem xét.", cyclePaths.ideas);
}
