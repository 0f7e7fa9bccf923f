import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { RequestContext } from "#core/http/context.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { isCouncilWorker } from "../access.ts";
import type { RouterContextProvider } from "react-router";

type Asked = { readonly context: Readonly<RouterContextProvider>; readonly request: Request };

/** What a page of this module stands on: the signed-in person, the database and the files. */
export type Ground = {
  readonly actor: UserActor;
  readonly db: Db;
  readonly files: RequestContext["files"];
};

/** Opens a page of councils to whoever works with them; `forbidden` for everybody else. */
export async function openPage({ context, request }: Asked): Promise<Ground> {
  const actor = await requireActor(context, request);
  if (!isCouncilWorker(actor)) throw new AppError("forbidden", { denied: "council.pages" });
  const { database, files } = context.get(requestContext);
  return { actor, db: database.db, files };
}
