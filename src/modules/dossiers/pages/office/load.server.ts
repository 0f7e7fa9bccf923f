import type { RouterContextProvider } from "react-router";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { FileStore } from "#core/files/store.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { requireDesk } from "#modules/dossiers/pages/office/desk.ts";
import { type DossierView, describeDossier } from "#modules/dossiers/service/describe.server.ts";

type Args = {
  context: Readonly<RouterContextProvider>;
  request: Request;
  params: { id: string };
};

/** The officer and the dossier of a page's address; `notFound` when it may not be seen. */
export async function openedDossier({
  context,
  request,
  params,
}: Args): Promise<{ db: Db; files: FileStore; actor: UserActor; view: DossierView }> {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const { database, files } = context.get(requestContext);
  return {
    db: database.db,
    files,
    actor,
    view: await describeDossier(database.db, actor, params.id),
  };
}
