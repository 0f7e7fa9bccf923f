import { eq, or, type SQL, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import {
  agenciesOfAccount,
  agencyIdsOf,
  agencyOptions,
  membersOf,
  nameAgencies,
} from "#modules/people/service/agencies.server.ts";
import { findOfficials, searchOfficials } from "#modules/people/service/officials.server.ts";
import { planTasks } from "../schema.server.ts";
import type { Taker, TaskHand } from "../tasks.ts";

/** Who may be given tasks: departments of the province, and its communes' offices. */
const takers = ["departmentOfficer", "communeOfficer"] as const;

/** The agencies and people of a province whom a task may be given to. */
export async function listTakers(db: Db, provinceCode: string) {
  const found = await searchOfficials(db, { roles: takers, provinceCode, text: "" });
  return {
    agencies: (await agencyOptions(db, provinceCode)).map(({ id, name }) => ({ id, label: name })),
    people: found.map(({ id, name, agencyName, title }) => ({
      id,
      label: [name, title, agencyName].filter((part) => part !== null).join(", "),
    })),
  };
}

/** What makes a task the actor's own; the agencies count for whoever takes tasks by their role. */
export async function handOf(db: Db, actor: UserActor): Promise<TaskHand> {
  const agencies = hasRole(actor, ...takers)
    ? await agencyIdsOf(db, actor.userId)
    : new Set<string>();
  return { userId: actor.userId, agencies };
}

/** The SQL twin of `isTheirs`: tasks of the account, and of the agencies that it works for. */
export function ownTasks(actor: UserActor): SQL<boolean> {
  const { assigneeId, agencyId } = planTasks;
  const ofAgency = hasRole(actor, ...takers)
    ? sql`${agencyId} in ${agenciesOfAccount(actor.userId)}`
    : undefined;
  const own = or(eq(assigneeId, actor.userId), ofAgency);
  return sql<boolean>`coalesce(${own}, false)`;
}

/** Accounts that a task is for: the one, or those of the agency who take tasks. */
export async function readersOf(db: Db, { assigneeId, agencyId }: Taker): Promise<string[]> {
  if (assigneeId !== null) return [assigneeId];
  if (agencyId === null) return [];
  const people = await findOfficials(db, await membersOf(db, [agencyId]));
  return [...people.values()]
    .filter(({ roles }) => roles.some(({ role }) => (takers as readonly string[]).includes(role)))
    .map(({ id }) => id);
}

/** Whom tasks were given to, by the id of the account or agency, as offices call them. */
export async function nameTakers(
  db: Db,
  tasks: readonly Taker[],
): Promise<(task: Taker) => string | null> {
  const people = await findOfficials(
    db,
    tasks.flatMap(({ assigneeId }) => assigneeId ?? []),
  );
  const agencies = await nameAgencies(
    db,
    tasks.flatMap(({ agencyId }) => agencyId ?? []),
  );
  return ({ assigneeId, agencyId }) => {
    const person = people.get(assigneeId ?? "");
    return agencies.get(agencyId ?? "") ?? person?.agencyName ?? person?.name ?? null;
  };
}
