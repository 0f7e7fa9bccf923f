import { requestContext } from "#core/http/context.ts";
import { forScript } from "#core/http/script.ts";
import { openPlanPage } from "#modules/cycle/plans/pages/office/ground.server.ts";
import { authorisedPlan } from "#modules/cycle/plans/service/load.server.ts";
import type { AddVisit } from "#modules/cycle/works/inputs.ts";
import { addVisit } from "#modules/cycle/works/service/visits.server.ts";
import type { Route } from "./+types/save-visit.ts";

/** Keeps a visit that a phone sends, perhaps hours after it was written. */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const ground = await openPlanPage(args);
    const { plan: planId } = args.params;
    await authorisedPlan(ground.db, ground.actor, "see", planId);
    const sent = (await args.request.json().catch(() => ({}))) as object;
    // What it lacks or adds is for the service to refuse.
    return addVisit(ground, ground.actor, { ...sent, planId } as AddVisit);
  });
}
