import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { productPictures, products } from "../schema.server.ts";

/** What a recognition says of its product. */
export type RecognisedProduct = {
  readonly id: string;
  readonly producerId: string;
  readonly provinceCode: string;
  readonly name: string;
  readonly regime: string;
  readonly setCode: string;
  /** Digest of its photo, or of its package where no photo was taken; null without either. */
  readonly photo: string | null;
  readonly isDemo: boolean;
};

/** A product as it is recognised; `notFound` when there is none. Rights are the caller's. */
export async function findRecognised(db: Db, productId: string): Promise<RecognisedProduct> {
  const { id, producerId, provinceCode, name, regime, set: setCode, isDemo } = products;
  const [row] = await db
    .select({
      id,
      producerId,
      provinceCode,
      name,
      regime,
      setCode,
      isDemo,
      photo: productPictures.digest,
    })
    .from(products)
    .leftJoin(
      productPictures,
      and(
        eq(productPictures.productId, products.id),
        inArray(productPictures.kind, ["photo", "packaging"]),
      ),
    )
    .where(eq(products.id, productId))
    .orderBy(sql`${productPictures.kind} <> 'photo'`, asc(productPictures.position))
    .limit(1);
  if (!row) throw new AppError("notFound", { vi: "Không có sản phẩm này." });
  return row;
}
