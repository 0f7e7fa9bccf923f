import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { casePermissions } from "../access.ts";

/** What a page of cases stands on. */
export type CaseGround = {
  readonly actor: UserActor;
  readonly db: Db;
  readonly files: FileStore;
};

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** Opens a page of cases to whoever may see them somewhere; `forbidden` for everybody else. */
export async function openCasePage({ context, request }: Args): Promise<CaseGround> {
  const actor = await requireActor(context, request);
  if (!hasRole(actor, "auditor", ...casePermissions.see.roles))
    throw new AppError("forbidden", {
      denied: "revocationCase.pages",
      roles: ["auditor", ...casePermissions.see.roles],
    });
  const { database, files } = context.get(requestContext);
  return { actor, db: database.db, files };
}
