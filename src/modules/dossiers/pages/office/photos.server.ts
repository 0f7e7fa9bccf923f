import { AppError } from "#core/errors.ts";
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
