import { and, eq, isNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { normaliseUsername } from "../model.ts";
import { toGrant } from "../rules.ts";
import { roleGrants, users } from "../schema.server.ts";

/**
 * The account in whose name a command is run (`--as`), with its roles; null when there is none, or
 * it is blocked. Whoever runs the machine needs no password: the database is theirs.
 */
export async function findOfficer(db: Db, username: string): Promise<UserActor | null> {
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.username, normaliseUsername(username)), isNull(users.disabledAt)));
  if (!user) return null;
  const held = await db
    .select({
      role: roleGrants.role,
      placeVersion: roleGrants.placeVersion,
      placePath: roleGrants.placePath,
      holderId: roleGrants.holderId,
    })
    .from(roleGrants)
    .where(eq(roleGrants.userId, user.id));
  return { kind: "user", userId: user.id, grants: held.map(toGrant) };
}
