import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Role } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";

/** Who gives out work and asks for tests. */
export const offices = [
  "provinceOfficer",
  "districtOfficer",
  "centralOfficer",
] as const satisfies readonly Role[];

/** Who reads along besides. */
export const readers = ["auditor"] as const satisfies readonly Role[];

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** The signed-in person of a page and what the services stand on; closed to other roles. */
export async function openedFor(
  { context, request }: Args,
  roles: readonly Role[],
): Promise<{ db: Db; files: FileStore; actor: UserActor }> {
  const actor = await requireActor(context, request);
  if (!hasRole(actor, ...roles)) throw new AppError("forbidden", { denied: "consult.page", roles });
  const { database, files } = context.get(requestContext);
  return { db: database.db, files, actor };
}
