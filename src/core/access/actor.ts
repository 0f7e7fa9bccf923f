import type { Role } from "./roles.ts";

/**
 * A unit as a path in the tree of one version of the country's units: `19/05692` in
 * `2025-07-01`; the empty path is the whole country. Scope checks use today's tree; a path of
 * another version matches nothing there.
 */
export type Place = { readonly version: string; readonly path: string };

/** What a role is held over. */
export type Jurisdiction =
  /** What the person holds, or the producer whose id is given. */
  | { readonly kind: "own"; readonly holderId: string | null }
  /** A unit and everything below it. */
  | ({ readonly kind: "unit" } & Place)
  /** What has been put in the person's hands, within one province (null: anywhere). */
  | { readonly kind: "assigned"; readonly provinceCode: string | null };

export type Grant = { readonly role: Role; readonly jurisdiction: Jurisdiction };

export type Anonymous = { readonly kind: "anonymous" };
export type UserActor = {
  readonly kind: "user";
  readonly userId: string;
  readonly grants: readonly Grant[];
};

/** Who asks: nobody known, or an account with its roles as they are at this request. */
export type Actor = Anonymous | UserActor;

export const anonymous: Anonymous = { kind: "anonymous" };

/** Whether the actor is one of this holder's own people (a producer's). */
export function belongsTo(actor: UserActor, holderId: string): boolean {
  return actor.grants.some(
    ({ jurisdiction }) => jurisdiction.kind === "own" && jurisdiction.holderId === holderId,
  );
}

/** Whether the account holds a role, wherever. For menus; an act asks `can`. */
export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.kind === "user" && actor.grants.some(({ role }) => wanted.includes(role));
}
