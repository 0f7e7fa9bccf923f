import { and, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { users } from "../schema.server.ts";

/** E-mail addresses of accounts in use that have one, by id; for letters of the program. */
export async function mailAddressesOf(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(inArray(users.id, wanted), isNotNull(users.email), isNull(users.disabledAt)));
  return new Map(rows.flatMap(({ id, email }) => (email === null ? [] : [[id, email]])));
}
