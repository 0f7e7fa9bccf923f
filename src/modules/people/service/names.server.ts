import { inArray } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { users } from "../schema.server.ts";

/** Names of accounts by id, for showing who did something; rights are the caller's business. */
export async function namesOfAccounts(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, wanted));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
