import { AppError } from "#core/errors.ts";
import type { RequestContext } from "#core/http/context.ts";
import { contentResponse } from "#core/files/serve.ts";
import type { FileStore } from "#core/files/store.ts";
import type { DossierView } from "#modules/dossiers/service/describe.server.ts";

/** Photos in a report are pictures as the store keeps them: drawn anew, without hidden data. */
const mediaType = "image/jpeg";

/** A photo that the dossier's report names; `notFound` for any other content. */
export async function readVisitPhoto(
  { files, request }: { readonly files: FileStore; readonly request: Request },
  view: DossierView,
  digest: string,
): Promise<Response> {
  if (!view.review?.visit?.photos.includes(digest))
    throw new AppError("notFound", { denied: "dossier.file" });
  return contentResponse(files, { digest, mediaType, size: null, title: "Ảnh kiểm tra" }, request);
}

/** An answer for a script: what was made, or what to mend, with its status. Refusals are audited. */
export async function forScript(
  { denied }: Pick<RequestContext, "denied">,
  work: () => Promise<object>,
): Promise<Response> {
  try {
    return Response.json(await work());
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    await denied(thrown);
    return Response.json({ vi: thrown.vi, fields: thrown.fields }, { status: thrown.status });
  }
}
