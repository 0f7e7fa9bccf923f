import { hasRole, type UserActor } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import type { RouterContextProvider } from "react-router";
import { type MarketArea, marketPermissions } from "../../access.ts";
import { writerRoles } from "../../service/load.server.ts";

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** Opens an area's pages to the offices that may see it; `forbidden` for everybody else. */
export async function openArea({ context, request }: Args, area: MarketArea) {
  const actor = await requireActor(context, request);
  const officials = marketPermissions[area].see.roles.filter(
    (role) => role !== "producerOwner" && role !== "producerStaff",
  );
  if (!hasRole(actor, "auditor", ...officials))
    throw new AppError("forbidden", { denied: `${area}.pages`, roles: ["auditor", ...officials] });
  const { database, files } = context.get(requestContext);
  return { actor, db: database.db, files };
}

/** Whether the actor holds a role that writes in an area, for its buttons; each act asks again. */
export function mayWrite(actor: UserActor, area: keyof typeof writerRoles): boolean {
  return hasRole(actor, ...writerRoles[area]);
}
