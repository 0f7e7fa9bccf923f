import { contentResponse } from "#core/files/serve.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { findCaseFile } from "#modules/supervision/cases/service/list.server.ts";
import type { Route } from "./+types/file.ts";

/** A file of a case, for those who may see it. */
export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { database, files } = context.get(requestContext);
  const { case: caseId, digest } = params;
  const file = await findCaseFile(database.db, actor, { caseId, digest });
  return contentResponse(files, file, request);
});
