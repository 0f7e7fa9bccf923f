import { forPage } from "#core/http/page.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { readVisitPhoto } from "#modules/dossiers/pages/office/photos.server.ts";
import type { Route } from "./+types/photo.ts";

/** One photo of the report of a dossier. */
export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openedDossier(args);
  return readVisitPhoto({ ...ground, request: args.request }, ground.view, args.params.digest);
});
