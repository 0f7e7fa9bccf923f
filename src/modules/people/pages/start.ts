import { redirect } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { startOf } from "../start.ts";
import type { Route } from "./+types/start.ts";

/** Where a person's work begins: who has just signed in is sent on from here. */
export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  throw redirect(startOf((...wanted) => hasRole(actor, ...wanted)));
});
