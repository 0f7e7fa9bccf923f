import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { officeReaders } from "../../access.ts";

/** What an office's page of business plans stands on. */
export type PlanGround = {
  readonly actor: UserActor;
  readonly db: Db;
  readonly files: FileStore;
};

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** Opens a page to whoever may see plans at a desk; `forbidden` for everybody else. */
export async function openPlanPage({ context, request }: Args): Promise<PlanGround> {
  const actor = await requireActor(context, request);
  if (!hasRole(actor, "auditor", ...officeReaders))
    throw new AppError("forbidden", {
      denied: "businessPlan.pages",
      roles: ["auditor", ...officeReaders],
    });
  const { database, files } = context.get(requestContext);
  return { actor, db: database.db, files };
}
