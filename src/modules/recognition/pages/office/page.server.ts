import type { RouterContextProvider } from "react-router";
import { type UserActor, hasRole } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { requestContext, type RequestContext } from "#core/http/context.ts";
import { requireSession, type Session } from "#core/session/session.ts";
import { type Entrance, entranceOf } from "#modules/people/service/proof.server.ts";
import { recognitionPermissions } from "../../access.ts";

/** What a page of decisions stands on. */
export type Ground = {
  readonly actor: UserActor;
  readonly session: Session;
  readonly db: Db;
  readonly files: RequestContext["files"];
  /** What a binding act needs besides its input: the signer shows again who they are. */
  readonly entrance: Entrance;
};

/** Opens a page of decisions to whoever may see drafts somewhere; `forbidden` for everybody else. */
export async function openPage({
  context,
  request,
}: {
  context: Readonly<RouterContextProvider>;
  request: Request;
}): Promise<Ground> {
  const session = await requireSession(context, request);
  if (!hasRole(session.actor, "auditor", ...recognitionPermissions.see.roles))
    throw new AppError("forbidden", {
      denied: "decision.pages",
      roles: ["auditor", ...recognitionPermissions.see.roles],
    });
  const services = context.get(requestContext);
  const { database, files } = services;
  const entrance = entranceOf(services, request);
  return { actor: session.actor, session, db: database.db, files, entrance };
}
