import type { Actor, Grant, Place, UserActor } from "./actor.ts";
import type { BusinessRole, Role } from "./roles.ts";

/**
 * Who may do one action: the roles, each within what it is held over. `self`: also the person
 * themself, without any role. Reading is what an auditor may do everywhere in their unit.
 */
export type Permission<R extends Role = Role> = {
  readonly kind: "read" | "write";
  readonly roles: readonly R[];
  readonly self?: true;
};

/** A business module's table: it cannot name the administrator, who sees no sheet. */
export type Permissions<Action extends string> = Readonly<Record<Action, Permission<BusinessRole>>>;

/** The table of people and settings, the only ones where the administrator acts. */
export type AdministrationPermissions<Action extends string> = Readonly<
  Record<Action, Permission<Exclude<Role, "auditor">>>
>;

/** What the kernel must know of the thing acted on; a module's `access.ts` derives it. */
export type Subject = {
  /** The unit that it lies in, in today's tree; null for a thing of no place. */
  readonly place: Place | null;
  /** Accounts and producers that it belongs to. */
  readonly holders: readonly string[];
  /** Accounts in whose hands it has been put. */
  readonly assigned: readonly string[];
  /** Accounts with a declared or established conflict of interest in it. */
  readonly conflicted: readonly string[];
};

/** Whether a unit lies in a scope of the same tree; a unit lies in itself. Compares whole codes. */
export function isWithin(place: Place, scope: Place): boolean {
  if (place.version !== scope.version) return false;
  return scope.path === "" || place.path === scope.path || place.path.startsWith(`${scope.path}/`);
}

/** The province at the head of a path; empty for the whole country. */
export function provinceOf(path: string): string {
  return path.split("/", 1)[0] ?? "";
}

/**
 * The one decision: may this actor do this to that subject? Nobody unknown may; a conflict of
 * interest denies everything, whatever the role, the chair's included; an auditor reads and
 * never writes, even where a table should name them.
 */
export function can(actor: Actor, permission: Permission, subject: Subject): boolean {
  if (actor.kind === "anonymous") return false;
  if (subject.conflicted.includes(actor.userId)) return false;
  if (permission.self && subject.holders.includes(actor.userId)) return true;
  return actor.grants.some(
    (grant) => roleMay(grant.role, permission) && covers(grant, actor, subject),
  );
}

/** Whether a role counts for a permission at all, before any question of where. */
export function roleMay(role: Role, permission: Permission): boolean {
  if (role === "auditor") return permission.kind === "read";
  return permission.roles.includes(role);
}

function covers({ jurisdiction }: Grant, { userId }: UserActor, subject: Subject): boolean {
  const { place, holders, assigned } = subject;
  if (jurisdiction.kind === "own") {
    const { holderId } = jurisdiction;
    return holders.includes(userId) || (holderId !== null && holders.includes(holderId));
  }
  if (jurisdiction.kind === "unit") return place !== null && isWithin(place, jurisdiction);
  const { provinceCode } = jurisdiction;
  return (
    assigned.includes(userId) &&
    (provinceCode === null || (place !== null && provinceOf(place.path) === provinceCode))
  );
}
