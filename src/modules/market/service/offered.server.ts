import type { Db } from "#core/database/connection.ts";
import { paperThumbnail } from "#modules/producers/paths.ts";
import { vaultPhotos } from "#modules/producers/service/photos.server.ts";
import { offeredPictures } from "#modules/products/service/names.server.ts";

/** A picture that a page may show. */
export type Offered = {
  readonly digest: string;
  /** Where its owner sees it small. */
  readonly thumbnail: string;
  /** What it was sent for: a product by its name, or the producer itself. */
  readonly of: string;
  /** What was written under it, or null. */
  readonly caption: string | null;
};

/**
 * The pictures to choose from, each content once: of a product its own; of a producer first the
 * photos of its vault, then those of its products. Rights are the caller's.
 */
export async function picturesToOffer(
  db: Db,
  of: { readonly productId: string } | { readonly producerId: string },
): Promise<Offered[]> {
  const own: Offered[] =
    "producerId" in of
      ? (await vaultPhotos(db, of.producerId)).map(({ digest, paperId, title }) => ({
          digest,
          thumbnail: paperThumbnail(paperId),
          of: "cơ sở",
          caption: title,
        }))
      : [];
  const known = new Set(own.map(({ digest }) => digest));
  const ofProducts = (await offeredPictures(db, of))
    .filter(({ digest }) => !known.has(digest))
    .map(({ digest, productId, productName, caption }) => ({
      digest,
      thumbnail: `/api/v1/products/${productId}/pictures/${digest}?nho=1`,
      of: productName,
      caption,
    }));
  return [...own, ...ofProducts];
}
