import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { forScript } from "#core/http/script.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { keepDossierFile } from "#modules/dossiers/service/files.server.ts";
import type { Route } from "./+types/photos.ts";

/** Takes one photo of a visit; answers with its digest. */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const { db, files, actor, view } = await openedDossier(args);
    const content = (await args.request.formData()).get("file");
    if (!(content instanceof Blob)) throw new AppError("invalid", { vi: "Chưa có ảnh nào." });
    const { id: dossierId } = view.dossier;
    return keepDossierFile(db, files, actor, { dossierId, purpose: "visitPhoto", content });
  });
}
