import { eq, or, type SQL, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { agenciesOfAccount, agencyIdsOf } from "#modules/people/service/agencies.server.ts";
import { planTasks } from "../schema.server.ts";
import type { TaskHand } from "../tasks.ts";

/** Who may be given tasks by name: departments of the province, and its communes' offices. */
export const taskTakers = ["departmentOfficer", "communeOfficer"] as const;

/** What makes a task the actor's own; the agencies count for whoever takes tasks by their role. */
export async function handOf(db: Db, actor: UserActor): Promise<TaskHand> {
  const agencies = hasRole(actor, ...taskTakers)
    ? await agencyIdsOf(db, actor.userId)
    : new Set<string>();
  return { userId: actor.userId, agencies };
}

/** The SQL twin of `isTheirs`: tasks of the account, and of the agencies that it works for. */
export function ownTasks(actor: UserActor): SQL<boolean> {
  const { assigneeId, agencyId } = planTasks;
  const ofAgency = hasRole(actor, ...taskTakers)
    ? sql`${agencyId} in ${agenciesOfAccount(actor.userId)}`
    : undefined;
  const own = or(eq(assigneeId, actor.userId), ofAgency);
  return sql<boolean>`coalesce(${own}, false)`;
}
