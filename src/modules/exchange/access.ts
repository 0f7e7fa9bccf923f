import type { Actor } from "#core/access/actor.ts";
import { type AdministrationPermissions, roleMay } from "#core/access/kernel.ts";

/** What can be done with keys and webhooks: settings of the installation, of no place. */
export const exchangePermissions = {
  see: { kind: "read", roles: ["admin"] },
  keep: { kind: "write", roles: ["admin"] },
} as const satisfies AdministrationPermissions<string>;
export type ExchangeActivity = keyof typeof exchangePermissions;

/** May the actor do this? Whoever administers the installation, or a part of it. */
export function can(actor: Actor, activity: ExchangeActivity): boolean {
  return (
    actor.kind === "user" &&
    actor.grants.some(({ role }) => roleMay(role, exchangePermissions[activity]))
  );
}
