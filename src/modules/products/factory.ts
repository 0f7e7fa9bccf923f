import { randomInt } from "node:crypto";
import type { Db } from "#core/database/connection.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { foldText } from "#core/text.ts";
import { productPictures, products } from "./schema.server.ts";

type ProductToBuild = Partial<typeof products.$inferInsert> & {
  producer: { id: string; provinceCode: string };
};

/** A product that is there, with total defaults: a tea of the newest decision. */
export async function buildProduct(
  db: Db,
  { producer, ...wanted }: ProductToBuild,
): Promise<typeof products.$inferSelect> {
  const name = wanted.name ?? `Chè thử nghiệm ${randomInt(1e9)}`;
  const story = { origin: null, resources: null, culture: null, value: null };
  const [row] = await db
    .insert(products)
    .values({
      provinceCode: producer.provinceCode,
      producerId: producer.id,
      nameFolded: foldText(name),
      regime: "26-2026",
      set: "11",
      ingredients: [],
      story: { ...story, told: null, clipUrl: null, places: [] },
      ...wanted,
      name,
    })
    .returning();
  if (!row) throw new Error("the product was not stored");
  return row;
}

/** A picture of a product, as if it had come through the intake; its digest. */
export async function buildPicture(
  { db, files }: { db: Db; files: FileStore },
  productId: string,
  { content, caption = null }: { content: Buffer; caption?: string | null },
): Promise<string> {
  const stored = await files.put(content);
  await recordFile(db, stored, "image/jpeg");
  await db
    .insert(productPictures)
    .values({ productId, digest: stored.digest, kind: "photo", position: 0, caption });
  return stored.digest;
}
