import { contentResponse } from "#core/files/serve.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { findPhoto } from "#modules/cycle/works/service/photos.server.ts";
import type { Route } from "./+types/photo.ts";

/** A photo of a visit, for those who may see the plan. */
export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { database, files } = context.get(requestContext);
  const { plan: planId, digest } = params;
  const photo = await findPhoto(database.db, actor, { planId, digest });
  return contentResponse(files, photo, request);
});
