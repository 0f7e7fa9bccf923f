import { requestContext } from "#core/http/context.ts";
import { forScript } from "#core/http/script.ts";
import type { SaveVisit } from "#modules/supervision/inputs.ts";
import { openPage } from "#modules/supervision/pages/inspections/ground.server.ts";
import { authorisedInspection } from "#modules/supervision/service/load.server.ts";
import { saveVisit } from "#modules/supervision/service/visit.server.ts";
import type { Route } from "./+types/save-visit.ts";

/** Keeps a visit that a phone sends, perhaps hours after it was written. */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const { db, actor } = await openPage(args);
    const { inspection: inspectionId } = args.params;
    await authorisedInspection(db, actor, "see", inspectionId);
    const sent = (await args.request.json().catch(() => ({}))) as object;
    // What it lacks or adds is for the service to refuse.
    return saveVisit(db, actor, { ...sent, inspectionId } as SaveVisit);
  });
}
