import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { forScript } from "#core/http/script.ts";
import { openPlanPage } from "#modules/cycle/plans/pages/office/ground.server.ts";
import { authorisedPlan } from "#modules/cycle/plans/service/load.server.ts";
import { keepPlanPhoto } from "#modules/cycle/works/service/photos.server.ts";
import type { Route } from "./+types/photos.ts";

/** Takes one photo of a visit; answers with its digest. */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const ground = await openPlanPage(args);
    const { plan: planId } = args.params;
    await authorisedPlan(ground.db, ground.actor, "see", planId);
    const content = (await args.request.formData()).get("file");
    if (!(content instanceof Blob)) throw new AppError("invalid", { vi: "Chưa có ảnh nào." });
    return keepPlanPhoto(ground, ground.actor, { planId, content });
  });
}
