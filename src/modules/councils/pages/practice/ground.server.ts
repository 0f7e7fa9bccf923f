import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { councilPermissions } from "#modules/councils/access.ts";

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** The signed-in person of a page of practice or comparison; closed to roles that have no part in it. */
export async function openedFor(
  { context, request }: Args,
  activity: "practise" | "keepPractice" | "compare",
): Promise<{ db: Db; actor: UserActor }> {
  const actor = await requireActor(context, request);
  const { kind, roles } = councilPermissions[activity];
  const mayRead = kind === "read" && hasRole(actor, "auditor");
  if (!mayRead && !hasRole(actor, ...roles))
    throw new AppError("forbidden", { denied: `council.${activity}`, roles });
  return { db: context.get(requestContext).database.db, actor };
}
