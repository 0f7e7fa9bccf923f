import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { forScript } from "#core/http/script.ts";
import { openPage } from "#modules/supervision/pages/inspections/ground.server.ts";
import { keepVisitFile } from "#modules/supervision/service/files.server.ts";
import type { Route } from "./+types/files.ts";

/** Takes one picture of a visit; answers with its digest. */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const { db, files, actor } = await openPage(args);
    const form = await args.request.formData();
    const content = form.get("file");
    const purpose = form.get("purpose");
    if (!(content instanceof Blob) || (purpose !== "visitPhoto" && purpose !== "signature"))
      throw new AppError("invalid", { vi: "Chưa có ảnh nào." });
    const { inspection: inspectionId } = args.params;
    return keepVisitFile(db, files, actor, { inspectionId, purpose, content });
  });
}
