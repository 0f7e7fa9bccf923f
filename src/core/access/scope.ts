import { and, eq, like, not, or, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import type { Actor, Grant, Place, UserActor } from "./actor.ts";
import { type Permission, roleMay } from "./kernel.ts";

/**
 * Where a table keeps what the kernel's `Subject` holds: columns for the place, and predicates
 * that say whether an account or producer is among the row's holders, assigned or conflicted.
 * What a table does not have is left out and matches nothing.
 */
export type SubjectColumns = {
  readonly placeVersion: SQLWrapper;
  readonly placePath: SQLWrapper;
  readonly heldBy?: (ids: readonly string[]) => SQL;
  readonly assignedTo?: (userId: string) => SQL;
  readonly conflictedWith?: (userId: string) => SQL;
};

const never = sql`false`;
const always = sql`true`;

/** A unit path holds digits and slashes, so it needs no escaping inside LIKE; anything else is a bug. */
function assertPath(path: string): void {
  if (!/^(\d+(\/\d+)*)?$/.test(path)) throw new Error(`not a unit path: ${path}`);
}

/** The SQL twin of `isWithin`. A row without a place lies nowhere. */
export function withinSql(columns: SubjectColumns, scope: Place): SQL {
  assertPath(scope.path);
  const version = eq(columns.placeVersion, scope.version);
  if (scope.path === "") return version;
  const path = or(
    eq(columns.placePath, scope.path),
    like(columns.placePath as SQL, `${scope.path}/%`),
  );
  return and(version, path) ?? never;
}

/**
 * The SQL twin of `can`: true for exactly the rows that the actor may act on. For list queries,
 * and inside writes, so that the guard and the act are one statement. Never null.
 */
export function scopeSql(actor: Actor, permission: Permission, columns: SubjectColumns): SQL {
  if (actor.kind === "anonymous") return never;
  const reasons = actor.grants
    .filter((grant) => roleMay(grant.role, permission))
    .map((grant) => coversSql(grant, actor, columns));
  if (permission.self) reasons.push(columns.heldBy?.([actor.userId]) ?? never);
  const allowed = or(...reasons) ?? never;
  const conflict = columns.conflictedWith?.(actor.userId);
  return sql`coalesce((${conflict ? and(allowed, not(sql`coalesce(${conflict}, false)`)) : allowed}), false)`;
}

function coversSql({ jurisdiction }: Grant, { userId }: UserActor, columns: SubjectColumns): SQL {
  if (jurisdiction.kind === "own") {
    const holders = [userId, jurisdiction.holderId].filter((id) => id !== null);
    return columns.heldBy?.(holders) ?? never;
  }
  if (jurisdiction.kind === "unit") return withinSql(columns, jurisdiction);
  const { provinceCode } = jurisdiction;
  const there = sql`split_part(${columns.placePath}, '/', 1) = ${provinceCode}`;
  return (
    and(columns.assignedTo?.(userId) ?? never, provinceCode === null ? always : there) ?? never
  );
}
