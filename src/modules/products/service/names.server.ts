import { asc, eq, inArray } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { productPictures, products } from "../schema.server.ts";

/** What a product is called, and whose it is; all of it is public once the product is. */
export type NamedProduct = {
  readonly id: string;
  readonly name: string;
  readonly producerId: string;
  readonly producerName: string;
  /** Of the producer's commune, in today's tree. */
  readonly unitPath: string;
  readonly isDemo: boolean;
};

/** The names of products, by id; what is no product is left out. Rights are the caller's. */
export async function nameProducts(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedProduct>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: products.id,
      name: products.name,
      producerId: products.producerId,
      isDemo: products.isDemo,
    })
    .from(products)
    .where(inArray(products.id, [...ids]));
  const holders = await nameProducers(db, [...new Set(rows.map(({ producerId }) => producerId))]);
  return new Map(
    rows.flatMap((row) => {
      const producer = holders.get(row.producerId);
      return producer
        ? [[row.id, { ...row, producerName: producer.name, unitPath: producer.unitPath }]]
        : [];
    }),
  );
}

/** A picture that a producer can show: of which product, and what was written under it. */
export type OfferedPicture = {
  readonly digest: string;
  readonly productId: string;
  readonly productName: string;
  readonly caption: string | null;
};

/**
 * The pictures of a product, or of all products of a producer, each content once. Rights are the
 * caller's.
 */
export async function offeredPictures(
  db: Db,
  of: { readonly productId: string } | { readonly producerId: string },
): Promise<OfferedPicture[]> {
  const rows = await db
    .select({
      digest: productPictures.digest,
      productId: products.id,
      productName: products.name,
      caption: productPictures.caption,
    })
    .from(productPictures)
    .innerJoin(products, eq(products.id, productPictures.productId))
    .where(
      "productId" in of ? eq(products.id, of.productId) : eq(products.producerId, of.producerId),
    )
    .orderBy(asc(products.nameFolded), asc(productPictures.kind), asc(productPictures.position));
  const once = new Map<string, OfferedPicture>();
  for (const row of rows) if (!once.has(row.digest)) once.set(row.digest, row);
  return [...once.values()];
}
