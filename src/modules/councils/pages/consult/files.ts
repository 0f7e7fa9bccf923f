import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { forScript } from "#core/http/script.ts";
import { keepConsultFile } from "#modules/councils/consult/files.server.ts";
import { offices, openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import { type ConsultFilePurpose, consultFilePurposes } from "../../consult/model.ts";
import type { Route } from "./+types/files.ts";

/** Takes one file of a review; answers with its digest. */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const { db, files, actor } = await openedFor(args, ["consultMember", ...offices]);
    const form = await args.request.formData();
    const content = form.get("file");
    const purpose = form.get("purpose");
    if (!(content instanceof Blob) || typeof purpose !== "string" || !isPurpose(purpose))
      throw new AppError("invalid", { vi: "Chưa có tệp nào." });
    const dossierId = args.params.dossier;
    return keepConsultFile(db, files, actor, { dossierId, purpose, content });
  });
}

function isPurpose(text: string): text is ConsultFilePurpose {
  return text in consultFilePurposes;
}
