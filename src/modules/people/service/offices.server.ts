import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { roleGrants, users } from "../schema.server.ts";

/** Whether somebody works at the office of a commune: an account in use with the role over it. */
export async function hasCommuneOfficer(db: Db, path: string): Promise<boolean> {
  const [found] = await db
    .select({ id: users.id })
    .from(roleGrants)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .where(
      and(
        eq(roleGrants.role, "communeOfficer"),
        eq(roleGrants.placePath, path),
        isNull(users.disabledAt),
      ),
    )
    .limit(1);
  return found !== undefined;
}
