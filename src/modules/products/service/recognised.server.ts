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
  const [row] = await db.select().from(products).where(eq(products.id, productId));
  if (!row) throw new AppError("notFound", { vi: "Không có sản phẩm này." });
  const [picture] = await db
    .select({ digest: productPictures.digest })
    .from(productPictures)
    .where(
      and(
        eq(productPictures.productId, productId),
        inArray(productPictures.kind, ["photo", "packaging"]),
      ),
    )
    .orderBy(sql`${productPictures.kind} <> 'photo'`, asc(productPictures.position))
    .limit(1);
  const { id, producerId, provinceCode, name, regime, set, isDemo } = row;
  return {
    id,
    producerId,
    provinceCode,
    name,
    regime,
    setCode: set,
    photo: picture?.digest ?? null,
    isDemo,
  };
}
