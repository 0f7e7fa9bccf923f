import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { AppError } from "#core/errors.ts";
import { contentResponse } from "#core/files/serve.ts";
import { requireActor } from "#core/session/session.ts";
import { requireInbox } from "#modules/supervision/complaints/pages/inbox.server.ts";
import { authorisedComplaint } from "#modules/supervision/complaints/service/inbox.server.ts";
import type { Route } from "./+types/photo.ts";

/** The photo of a complaint, for those who read it: drawn anew when it came, without hidden data. */
export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireInbox(actor);
  const { database, files } = context.get(requestContext);
  const { photoDigest } = await authorisedComplaint(database.db, actor, "see", params.complaint);
  if (photoDigest === null) throw new AppError("notFound");
  const file = { digest: photoDigest, mediaType: "image/jpeg", size: null, title: "Ảnh phản ánh" };
  return contentResponse(files, file, request);
});
