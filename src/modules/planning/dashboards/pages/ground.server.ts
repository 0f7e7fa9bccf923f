import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { type FigureActivity, figurePermissions } from "../../access.ts";
import { chosenScope, listUnitChoices, unitName } from "../../indicators/choice.server.ts";
import { firstYear, type Period } from "../../indicators/period.ts";
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
    throw new AppError("forbidden", { denied: `figures.${activity}` });
  return {
    actor,
    db: context.get(requestContext).database.db,
    query: new URL(request.url).searchParams,
  };
}

/** The scope and period that an address asks for (`don-vi`, `nam`, `quy`); `year` where it names none. */
export async function askedScope(
  { db, actor, query }: Ground,
  year: number,
): Promise<{ scope: Scope; period: Period }> {
  const scope = await chosenScope(db, actor, query.get("don-vi"));
  const wanted = Number(query.get("nam") ?? year);
  const quarter = Number(query.get("quy") ?? 0);
  return {
    scope,
    period: {
      year: Number.isInteger(wanted) && wanted >= firstYear && wanted <= 2100 ? wanted : year,
      quarter: [1, 2, 3, 4].includes(quarter) ? quarter : null,
    },
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
