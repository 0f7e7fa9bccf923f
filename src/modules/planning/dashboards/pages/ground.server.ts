import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { type FigureActivity, figurePermissions } from "../../access.ts";
import { listUnitChoices, unitName } from "../../indicators/choice.server.ts";
import type { Scope } from "../../indicators/scope.server.ts";

type PageArgs = { context: Readonly<RouterContextProvider>; request: Request };

/** What a page of figures stands on. */
export type Ground = {
  readonly actor: UserActor;
  readonly db: Db;
  readonly query: URLSearchParams;
};

/** Opens a page of figures to whoever may do this somewhere; `forbidden` for everybody else. */
export async function openFigures(
  { context, request }: PageArgs,
  activity: FigureActivity = "see",
): Promise<Ground> {
  const actor = await requireActor(context, request);
  const { roles } = figurePermissions[activity];
  const mayRead = activity === "see" && hasRole(actor, "auditor");
  if (!mayRead && !hasRole(actor, ...roles))
    throw new AppError("forbidden", { denied: `figures.${activity}`, roles });
  return {
    actor,
    db: context.get(requestContext).database.db,
    query: new URL(request.url).searchParams,
  };
}

/** What the choice of a unit on a page offers, and which is chosen. */
export async function unitChoices({ db, actor }: Ground, scope: Scope) {
  const units = await listUnitChoices(db, actor);
  const value = unitName(scope.ref);
  return {
    value,
    units: units.some((one) => one.value === value)
      ? units
      : [{ value, label: scope.name, group: "Đơn vị đang xem" }, ...units],
  };
}
