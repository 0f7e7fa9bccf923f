import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { today } from "#core/calendar/today.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { currentVersion } from "#modules/places/model.ts";
import { campaignPermissions } from "./access.ts";

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** Opens the offices' pages on the year; `forbidden` for everybody else. */
export async function openYear(args: Args) {
  const actor = await requireActor(args.context, args.request);
  if (!hasRole(actor, "auditor", ...campaignPermissions.see.roles))
    throw new AppError("forbidden", {
      denied: "campaign.pages",
      roles: ["auditor", ...campaignPermissions.see.roles],
    });
  const { db } = args.context.get(requestContext).database;
  const on = await today(db);
  const asked = Number(new URL(args.request.url).searchParams.get("nam"));
  const thisYear = Number(on.slice(0, 4));
  return {
    actor,
    db,
    today: on,
    thisYear,
    year: Number.isInteger(asked) && asked >= 2018 && asked <= 2199 ? asked : thisYear,
    provinceCode: provinceOfActor(actor),
  };
}

/** The province that an official works in; null for one of the whole country. */
function provinceOfActor(actor: UserActor): string | null {
  for (const { jurisdiction: j } of actor.grants)
    if (j.kind === "unit" && j.version === currentVersion && j.path !== "")
      return provinceOf(j.path);
  return null;
}
