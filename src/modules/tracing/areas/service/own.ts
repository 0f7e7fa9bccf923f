import type { UserActor } from "#core/access/actor.ts";

/** Whether the actor is one of the growing area's producer. */
export function isOwnOf(
  actor: UserActor,
  { producerId }: { readonly producerId: string },
): boolean {
  return actor.grants.some(
    ({ jurisdiction }) => jurisdiction.kind === "own" && jurisdiction.holderId === producerId,
  );
}
