import { requestContext } from "#core/http/context.ts";
import { forScript } from "#core/http/script.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { saveReview } from "#modules/dossiers/service/commune.server.ts";
import type { Route } from "./+types/save-visit.ts";

/**
 * Keeps a visit that a phone sends, perhaps hours after it was written. Only the visit is
 * replaced, so whatever was written at the desk meanwhile stands.
 */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const { db, actor, view } = await openedDossier(args);
    const visit = await args.request.json().catch(() => ({}));
    const expectedVersion = view.review?.version ?? 0;
    return saveReview(db, actor, { dossierId: view.dossier.id, expectedVersion, visit });
  });
}
