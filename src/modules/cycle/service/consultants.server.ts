import { or, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";

/** Whether an account helps a producer by a contract that runs today, as a condition of SQL. */
type Finder = (of: { readonly userId: string; readonly producerId: SQLWrapper }) => SQL;

const finders: Finder[] = [];

/**
 * Lets a later module say which accounts help which producers: the network of consultants does.
 * Called once, when that module is loaded.
 */
export function findConsultantsBy(finder: Finder): void {
  finders.push(finder);
}

/** The condition that an account helps a producer by contract; false where no module knows of any. */
export function helpsSql(userId: string, producerId: SQLWrapper): SQL {
  return or(...finders.map((find) => find({ userId, producerId }))) ?? sql`false`;
}

/** The actor, where it helps this producer by contract: the accounts that its plans are put in the hands of. */
export async function consultantsOf(
  db: Db,
  actor: UserActor,
  producerId: string,
): Promise<readonly string[]> {
  if (!hasRole(actor, "consultMember")) return [];
  const { rows } = await db.execute<{ helps: boolean }>(
    sql`select ${helpsSql(actor.userId, sql`${producerId}::uuid`)} as helps`,
  );
  return rows[0]?.helps === true ? [actor.userId] : [];
}
