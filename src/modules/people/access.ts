import type { Actor, Place } from "#core/access/actor.ts";
import {
  type AdministrationPermissions,
  can as may,
  type Permission,
  roleMay,
} from "#core/access/kernel.ts";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { type Rank, type Role, roles, roleTable } from "#core/access/roles.ts";

/** What can be done with an account by others than the person. */
export const accountActions = [
  "see",
  "create",
  "update",
  "disable",
  "resetPassword",
  "changeRoles",
  "linkNational",
] as const;
export type AccountAction = (typeof accountActions)[number];

/**
 * Administrators look after the accounts of their unit. The province's office and the communes,
 * where producers come in person, also open producers' accounts and reset their passwords.
 */
export const accountPermissions = {
  official: {
    see: { kind: "read", roles: ["admin", "provinceOfficer"], self: true },
    create: { kind: "write", roles: ["admin"] },
    update: { kind: "write", roles: ["admin"] },
    disable: { kind: "write", roles: ["admin"] },
    resetPassword: { kind: "write", roles: ["admin"] },
    changeRoles: { kind: "write", roles: ["admin"] },
    linkNational: { kind: "write", roles: ["admin"] },
  },
  producer: {
    see: { kind: "read", roles: ["admin", "provinceOfficer", "communeOfficer"], self: true },
    create: { kind: "write", roles: ["admin", "provinceOfficer", "communeOfficer"] },
    update: { kind: "write", roles: ["admin", "provinceOfficer", "communeOfficer"] },
    disable: { kind: "write", roles: ["admin"] },
    resetPassword: { kind: "write", roles: ["admin", "provinceOfficer", "communeOfficer"] },
    changeRoles: { kind: "write", roles: ["admin"] },
    linkNational: { kind: "write", roles: ["admin"] },
  },
} as const satisfies Record<Rank, AdministrationPermissions<AccountAction>>;

/** The list of agencies is the province's own: its office keeps it, whoever works in one reads it. */
export const agencyPermissions = {
  see: { kind: "read", roles: ["admin", "provinceOfficer", "departmentOfficer", "decisionMaker"] },
  keep: { kind: "write", roles: ["admin", "provinceOfficer"] },
} as const satisfies AdministrationPermissions<string>;

/** May the actor do this to an agency of this unit? */
export function canAgency(
  actor: Actor,
  activity: keyof typeof agencyPermissions,
  { placeVersion, placePath }: { readonly placeVersion: string; readonly placePath: string },
): boolean {
  return may(actor, agencyPermissions[activity], {
    place: { version: placeVersion, path: placePath },
    holders: [],
    assigned: [],
    conflicted: [],
  });
}

/** Opens the list of agencies to those who may see one somewhere; `forbidden` for everybody else. */
export function requireAgencyDesk(actor: Actor): void {
  if (!hasRole(actor, "auditor", ...agencyPermissions.see.roles))
    throw new AppError("forbidden", {
      denied: "agency.see",
      roles: ["auditor", ...agencyPermissions.see.roles],
    });
}

/** As `requireAgencyDesk`, for who keeps the list. */
export function requireAgencyKeeper(actor: Actor): void {
  if (!hasRole(actor, ...agencyPermissions.keep.roles))
    throw new AppError("forbidden", { denied: "agency.keep", roles: agencyPermissions.keep.roles });
}

/** An account as far as rights go. */
export type AccountSubject = {
  /** Null for an account that is only being made. */
  readonly id: string | null;
  readonly rank: Rank;
  readonly place: Place;
  /** Units of its roles: who changes the account gets hold of all that they reach. */
  readonly reach: readonly Place[];
};

/** The permission behind an action on accounts of a rank. */
export function accountPermission(action: AccountAction, rank: Rank): Permission {
  return accountPermissions[rank][action];
}

/**
 * May the actor do this to the account? To change one, every unit that its roles reach must lie
 * within the actor's: else the administrator of a commune could reset the password of somebody
 * who lives there and decides for the province. Nobody administers their own account.
 */
export function can(actor: Actor, action: AccountAction, account: AccountSubject): boolean {
  const permission = accountPermission(action, account.rank);
  const places = permission.kind === "read" ? [account.place] : [account.place, ...account.reach];
  if (permission.kind === "write" && actor.kind === "user" && actor.userId === account.id)
    return false;
  return places.every((place) =>
    may(actor, permission, {
      place,
      holders: account.id === null ? [] : [account.id],
      assigned: [],
      conflicted: [],
    }),
  );
}

/** Everything that the actor may do to an account, for the page that shows its buttons. */
export function abilities(actor: Actor, account: AccountSubject): readonly AccountAction[] {
  return accountActions.filter((action) => can(actor, action, account));
}

/** Whether the actor does this to others' accounts of a rank at all, somewhere. */
function does(actor: Actor, action: AccountAction, rank: Rank): boolean {
  const permission = accountPermission(action, rank);
  return actor.kind === "user" && actor.grants.some(({ role }) => roleMay(role, permission));
}

/** Whether the desk of accounts is theirs to open. */
export function mayListAccounts(actor: Actor): boolean {
  return does(actor, "see", "official") || does(actor, "see", "producer");
}

/** Roles that the actor can open accounts with or add, for the form; where is asked at the act. */
export function rolesOffered(actor: Actor, action: "create" | "changeRoles"): readonly Role[] {
  return roles.filter(
    (role) => role !== "districtOfficer" && does(actor, action, roleTable[role].rank),
  );
}
