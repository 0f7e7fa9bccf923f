import { hasRole, type UserActor } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";

/** Opens a producer's pages on its ideas; `forbidden` for accounts that hold none. */
export function requireOwn(actor: UserActor): void {
  if (!hasRole(actor, "producerOwner", "producerStaff"))
    throw new AppError("forbidden", {
      denied: "idea.own",
      roles: ["producerOwner", "producerStaff"],
    });
}
