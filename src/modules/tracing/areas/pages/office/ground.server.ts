import type { RouterContextProvider } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { areaPermissions } from "../../access.ts";

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** Opens the offices' pages of growing areas to those who may see them; `forbidden` for everybody else. */
export async function openOffice({ context, request }: Args) {
  const actor = await requireActor(context, request);
  const officials = areaPermissions.see.roles.filter(
    (role) => role !== "producerOwner" && role !== "producerStaff",
  );
  if (!hasRole(actor, "auditor", ...officials))
    throw new AppError("forbidden", {
      denied: "growingArea.pages",
      roles: ["auditor", ...officials],
    });
  const { database, env } = context.get(requestContext);
  return { actor, db: database.db, env };
}
