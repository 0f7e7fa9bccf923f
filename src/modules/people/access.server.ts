import { and, eq, exists, ne, not, notExists, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { Permission } from "#core/access/kernel.ts";
import { type Rank, type Role, roles, roleTable } from "#core/access/roles.ts";
import { scopeSql, type SubjectColumns } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { type AccountAction, accountPermission } from "./access.ts";
import { roleGrants, users } from "./schema.server.ts";

const officialRoles: readonly Role[] = roles.filter((role) => roleTable[role].rank === "official");

const accountColumns: SubjectColumns = {
  placeVersion: users.placeVersion,
  placePath: users.placePath,
  heldBy: (ids) => or(...ids.filter(isUuid).map((id) => eq(users.id, id))) ?? sql`false`,
};

const grantColumns: SubjectColumns = {
  placeVersion: roleGrants.placeVersion,
  placePath: roleGrants.placePath,
  heldBy: (ids) => or(...ids.filter(isUuid).map((id) => eq(roleGrants.userId, id))) ?? sql`false`,
};

/** Holders may also be producers, whose ids need not look like an account's. */
function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** The rank of an account, in SQL: an official unless all of its roles are a producer's. */
export function isOfficialSql(db: Db): SQL {
  const held = db
    .select({ one: sql`1` })
    .from(roleGrants)
    .where(eq(roleGrants.userId, users.id));
  const official = db
    .select({ one: sql`1` })
    .from(roleGrants)
    .where(and(eq(roleGrants.userId, users.id), sql`${roleGrants.role} in ${officialRoles}`));
  return or(exists(official), notExists(held)) ?? sql`false`;
}

/** The SQL twin of `can`: the accounts to which the actor may do this, as a condition on `users`. */
export function accountScope(db: Db, actor: Actor, action: AccountAction): SQL {
  const official = isOfficialSql(db);
  const within = (rank: Rank) => reachSql(db, actor, accountPermission(action, rank));
  return (
    or(and(official, within("official")), and(not(official), within("producer"))) ?? sql`false`
  );
}

function reachSql(db: Db, actor: Actor, permission: Permission): SQL {
  const place = scopeSql(actor, permission, accountColumns);
  if (permission.kind === "read" || actor.kind === "anonymous") return place;
  const beyond = db
    .select({ one: sql`1` })
    .from(roleGrants)
    .where(and(eq(roleGrants.userId, users.id), not(scopeSql(actor, permission, grantColumns))));
  return and(place, notExists(beyond), ne(users.id, actor.userId)) ?? sql`false`;
}
