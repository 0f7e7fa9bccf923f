import { or, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";

/** Whether an account helps a producer by a contract that runs today, as a condition of SQL. */
type Finder = (of: { readonly userId: string; readonly producerId: SQLWrapper }) => SQL;

/** Who reads a producer's plans by a contract that runs today: the adviser, its people, and why. */
export type PlanReader = {
  readonly adviser: string;
  readonly people: readonly string[];
  /** Of the contract. */
  readonly number: string;
  readonly endsOn: string | null;
  /** Of the office: it had this producer advised under its own contract. */
  readonly signedBy: "producer" | "office";
};

type Network = {
  readonly helps: Finder;
  readonly readers: (db: Db, producerId: string) => Promise<readonly PlanReader[]>;
};

const networks: Network[] = [];

/**
 * Lets a later module say which accounts help which producers: the network of consultants does.
 * Called once, when that module is loaded.
 */
export function findConsultantsBy(network: Network): void {
  networks.push(network);
}

/** Who reads this producer's plans by contract today, for the producer to know. Rights are the caller's. */
export async function consultantReadersOf(db: Db, producerId: string): Promise<PlanReader[]> {
  const found: PlanReader[] = [];
  for (const { readers } of networks) found.push(...(await readers(db, producerId)));
  return found;
}

/** The condition that an account helps a producer by contract; false where no module knows of any. */
export function helpsSql(userId: string, producerId: SQLWrapper): SQL {
  return or(...networks.map(({ helps }) => helps({ userId, producerId }))) ?? sql`false`;
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
