import { hasRole, type UserActor } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { complaintPermissions } from "../access.ts";

/** Opens the inbox to whoever may read complaints somewhere; `forbidden` for everybody else. */
export function requireInbox(actor: UserActor): void {
  if (!hasRole(actor, "auditor", ...complaintPermissions.see.roles))
    throw new AppError("forbidden", {
      denied: "complaint.pages",
      roles: ["auditor", ...complaintPermissions.see.roles],
    });
}
