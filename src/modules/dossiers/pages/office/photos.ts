import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { forScript, storeVisitPhoto } from "#modules/dossiers/pages/office/photos.server.ts";
import type { Route } from "./+types/photos.ts";

/** Takes one photo of a visit; answers with its digest. */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const ground = await openedDossier(args);
    const photo = (await args.request.formData()).get("photo");
    if (!(photo instanceof Blob)) throw new AppError("invalid", { vi: "Chưa có ảnh nào." });
    return { digest: await storeVisitPhoto(ground, ground.view, photo) };
  });
}
