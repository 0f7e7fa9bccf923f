import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { FileStore } from "#core/files/store.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { planPermissions } from "../access.ts";

/** What a page of plans stands on. */
export type PlanGround = {
  readonly actor: UserActor;
  readonly db: Db;
  readonly files: FileStore;
};

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** Opens a page of plans to whoever may see them somewhere; `forbidden` for everybody else. */
export async function openPlanPage({ context, request }: Args): Promise<PlanGround> {
  const actor = await requireActor(context, request);
  if (!hasRole(actor, "auditor", ...planPermissions.see.roles))
    throw new AppError("forbidden", {
      denied: "plan.pages",
      roles: ["auditor", ...planPermissions.see.roles],
    });
  const { database, files } = context.get(requestContext);
  return { actor, db: database.db, files };
}
