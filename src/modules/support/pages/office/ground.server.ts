import { hasRole, type UserActor } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import type { Db } from "#core/database/connection.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { listProducers } from "#modules/producers/service/producers.server.ts";
import type { RouterContextProvider } from "react-router";
import { requireOffice, type SupportArea, supportPermissions } from "../../access.ts";

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** Opens an area's pages to the offices that may see it; `forbidden` for everybody else. */
export async function openArea({ context, request }: Args, area: SupportArea) {
  const actor = await requireActor(context, request);
  requireOffice(actor, area);
  return { actor, db: context.get(requestContext).database.db };
}

/** Whether the actor holds a role that keeps an area, for its buttons; each act asks again. */
export function mayKeep(actor: UserActor, area: "measure" | "budget" | "training" | "partner") {
  return hasRole(actor, ...supportPermissions[area].keep.roles);
}

/** Refuses whoever does not keep the area, before a form for something new is shown or read. */
export function requireKeeper(
  actor: UserActor,
  area: "measure" | "budget" | "training" | "partner",
): void {
  if (!mayKeep(actor, area))
    throw new AppError("forbidden", {
      denied: `support.${area}.keep`,
      roles: supportPermissions[area].keep.roles,
    });
}

/** The producers that a search of a page finds, to choose from: value and label. */
export async function foundProducers(db: Db, actor: UserActor, url: URL) {
  const text = (url.searchParams.get("tim") ?? "").slice(0, 120);
  if (text.trim() === "") return { text, found: {} as Record<string, string> };
  const { producers } = await listProducers(db, actor, { text });
  return {
    text,
    found: Object.fromEntries(
      producers.slice(0, 30).map(({ id, name, unitName }) => [id, `${name}, ${unitName}`]),
    ) as Record<string, string>,
  };
}
