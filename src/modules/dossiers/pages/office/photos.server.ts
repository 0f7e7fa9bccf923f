import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import type { RequestContext } from "#core/http/context.ts";
import { recordFile } from "#core/files/record.ts";
import { contentResponse } from "#core/files/serve.ts";
import type { FileStore } from "#core/files/store.ts";
import type { DossierView } from "#modules/dossiers/service/describe.server.ts";

type Ground = { readonly db: Db; readonly files: FileStore; readonly actor: UserActor };

/** Photos in a report are pictures as the store keeps them: drawn anew, without hidden data. */
const mediaType = "image/jpeg";

/**
 * Examines and stores a photo of a visit; its digest, for the report. Only for those who may write
 * the report of the dossier now. Throws the refusal of the intake for what is no picture.
 */
export async function storeVisitPhoto(
  { db, files }: Ground,
  view: DossierView,
  photo: Blob,
): Promise<string> {
  if (!view.abilities.some(({ action }) => action === "forward"))
    throw new AppError("forbidden", { denied: "dossier.review" });
  const examined = await examineFile(new Uint8Array(await photo.arrayBuffer()));
  if (examined.kind !== "image")
    throw new AppError("unsupportedType", { vi: "Chỉ nhận ảnh của buổi kiểm tra." });
  const stored = await files.put(examined.bytes);
  await db.transaction((tx) => recordFile(tx, stored, examined.mediaType));
  return stored.digest;
}

/** A photo that the dossier's report names; `notFound` for any other content. */
export async function readVisitPhoto(
  { files, request }: Pick<Ground, "files"> & { readonly request: Request },
  view: DossierView,
  digest: string,
): Promise<Response> {
  if (!view.review?.visit?.photos.includes(digest)) throw new AppError("notFound");
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
