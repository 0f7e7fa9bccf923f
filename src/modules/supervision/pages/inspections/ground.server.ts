import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { inspectionPermissions } from "../../access.ts";

/** What a page of inspections stands on. */
export type Ground = {
  readonly actor: UserActor;
  readonly db: Db;
  readonly files: FileStore;
  /** Holds a role that plans somewhere. */
  readonly mayPlan: boolean;
};

/** Opens a page of inspections to whoever may see some; `forbidden` for everybody else. */
export async function openPage({
  context,
  request,
}: {
  context: Readonly<RouterContextProvider>;
  request: Request;
}): Promise<Ground> {
  const actor = await requireActor(context, request);
  if (!hasRole(actor, "auditor", ...inspectionPermissions.see.roles))
    throw new AppError("forbidden", {
      denied: "inspection.pages",
      roles: ["auditor", ...inspectionPermissions.see.roles],
    });
  const { database, files } = context.get(requestContext);
  const mayPlan = hasRole(actor, ...inspectionPermissions.plan.roles);
  return { actor, db: database.db, files, mayPlan };
}

/** As `openPage`, for pages that only plan. */
export async function openPlanning(args: Parameters<typeof openPage>[0]): Promise<Ground> {
  const ground = await openPage(args);
  if (!ground.mayPlan) throw new AppError("forbidden", { denied: "inspection.plan" });
  return ground;
}
