import { and, asc, count, eq, like, sql } from "drizzle-orm";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { foldText } from "#core/text.ts";
import { producersFor } from "#modules/producers/access.server.ts";
import type { ProducerAction } from "#modules/producers/access.ts";
import { abilities } from "#modules/producers/access.ts";
import {
  authorisedProducer,
  factsOf,
  type ProducerRow,
  subjectOfRow,
} from "#modules/producers/service/producers.server.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { events } from "../events.server.ts";
import { SaveProduct } from "../model.ts";
import { ingredientsOf, isTourismSector, normaliseGtin, productFaults } from "../rules.ts";
import { productPictures, products } from "../schema.server.ts";

export type ProductRow = typeof products.$inferSelect;
export type Picture = typeof productPictures.$inferSelect;

/** A product in a list. */
export type ProductItem = Pick<
  ProductRow,
  "id" | "name" | "regime" | "set" | "isDemo" | "producerId"
> & {
  producerName: string;
};

/** A product with its pictures, its producer, and what the actor may do. */
export type ProductView = {
  product: ProductRow;
  producer: ProducerRow;
  pictures: Picture[];
  abilities: readonly ProducerAction[];
};

/** How many products a page of the list has. */
export const productsPerPage = 50;

const missing = { vi: "Không có sản phẩm này." };

/** The product and its producer, if the actor may do this to the producer; else as if it were not there. */
export async function authorisedProduct(
  db: Db,
  actor: Actor,
  action: "see" | "update",
  id: string,
): Promise<{ product: ProductRow; producer: ProducerRow }> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new AppError("notFound", missing);
  const query = db.select().from(products).where(eq(products.id, id));
  const [product] = action === "update" ? await query.for("update") : await query;
  if (!product) throw new AppError("notFound", missing);
  try {
    return { product, producer: await authorisedProducer(db, actor, action, product.producerId) };
  } catch (error) {
    if (error instanceof AppError && error.code === "notFound")
      throw new AppError("notFound", { ...missing, denied: `product.${action}` });
    throw error;
  }
}

/** One product; `notFound` when the actor may not see it. */
export async function getProduct(db: Db, actor: Actor, id: string): Promise<ProductView> {
  const { product, producer } = await authorisedProduct(db, actor, "see", id);
  const pictures = await db
    .select()
    .from(productPictures)
    .where(eq(productPictures.productId, id))
    .orderBy(asc(productPictures.kind), asc(productPictures.position));
  return { product, producer, pictures, abilities: abilities(actor, subjectOfRow(producer)) };
}

/** Products that the actor may see, by name; of one producer, or whose name holds a text. */
export async function listProducts(
  db: Db,
  actor: Actor,
  filter: { producerId?: string; text?: string; page?: number } = {},
): Promise<{ products: ProductItem[]; total: number }> {
  const folded = foldText(filter.text ?? "");
  const seen = producersFor(db, actor, "see");
  const where = and(
    filter.producerId ? sql`${products.producerId}::text = ${filter.producerId}` : undefined,
    folded === "" ? undefined : like(products.nameFolded, `%${folded}%`),
  );
  const [counted] = await db
    .select({ total: count() })
    .from(products)
    .innerJoin(seen, eq(seen.id, products.producerId))
    .where(where);
  const rows = await db
    .select({
      id: products.id,
      name: products.name,
      regime: products.regime,
      set: products.set,
      isDemo: products.isDemo,
      producerId: products.producerId,
      producerName: seen.name,
    })
    .from(products)
    .innerJoin(seen, eq(seen.id, products.producerId))
    .where(where)
    .orderBy(asc(products.nameFolded), asc(products.id))
    .limit(productsPerPage)
    .offset(((filter.page ?? 1) - 1) * productsPerPage);
  return { products: rows, total: counted?.total ?? 0 };
}

/** The form as it is stored; throws `invalid` with what is wrong beside each field. */
function toStore(form: z.output<typeof SaveProduct>, producer: ProducerRow) {
  const set = findBook(form.regime)?.rulebook.sets.find(({ code }) => code === form.set);
  const isTourism = set ? isTourismSector(`${set.sector ?? ""} ${set.title}`) : false;
  const faults = productFaults({
    ...form,
    isTourism,
    producerKind: producer.kind,
    producerIsTourism: producer.isTourism,
  });
  if (!set) faults["set"] = "Hãy chọn bộ sản phẩm trong danh sách.";
  const { ingredients, fault } = ingredientsOf({
    names: form.ingredientName,
    origins: form.ingredientOrigin,
    places: form.ingredientPlace,
    percents: form.ingredientPercent,
  });
  if (fault) faults["ingredientName"] = fault;
  if (Object.keys(faults).length > 0) throw new AppError("invalid", { fields: faults });
  const { name, regime, description, packagingSizes, standard, shelfLife, storage } = form;
  const { priceFrom, priceTo, priceUnit, yearlyOutput, isKeyProduct, chain } = form;
  return {
    name,
    regime,
    set: form.set,
    isTourism,
    description,
    packagingSizes,
    standard,
    shelfLife,
    storage,
    priceFrom,
    priceTo,
    priceUnit,
    yearlyOutput,
    isKeyProduct,
    chain,
    nameFolded: foldText(name),
    ingredients,
    barcode: form.barcode && normaliseGtin(form.barcode),
    story: {
      origin: form.storyOrigin,
      resources: form.storyResources,
      culture: form.storyCulture,
      value: form.storyValue,
      told: form.storyTold,
      clipUrl: form.storyClipUrl,
      places: form.storyPlaces,
    },
  };
}

function takenFault(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if ((at as { constraint?: string }).constraint === "products_name_key")
      return new AppError("conflict", {
        vi: "Chủ thể này đã có sản phẩm mang tên này. Hãy mở sản phẩm đó để sửa.",
        fields: { name: "Chủ thể này đã có sản phẩm mang tên này." },
      });
  return null;
}

/**
 * Enters a product of a producer (`id` null), or corrects one; `stale` when somebody else has in
 * the meantime, `conflict` for a second product of the same name.
 */
export async function saveProduct(
  db: Db,
  actor: UserActor,
  { id, producerId }: { id: string | null; producerId: string },
  input: SaveProduct,
): Promise<{ id: string }> {
  const form = parseInput(SaveProduct, input);
  try {
    return await db.transaction((tx) =>
      id === null ? insert(tx, actor, producerId, form) : update(tx, actor, id, form),
    );
  } catch (error) {
    throw takenFault(error) ?? error;
  }
}

async function insert(
  tx: Db,
  actor: UserActor,
  producerId: string,
  form: z.output<typeof SaveProduct>,
): Promise<{ id: string }> {
  const producer = await authorisedProducer(tx, actor, "update", producerId);
  const [row] = await tx
    .insert(products)
    .values({
      ...toStore(form, producer),
      provinceCode: producer.provinceCode,
      producerId,
      createdBy: actor.userId,
    })
    .returning({ id: products.id });
  if (!row) throw new Error("the product was not stored");
  await appendAudit(tx, events.opened, {
    ...factsOf(actor, producer),
    subjectId: row.id,
    details: { producerId, regime: form.regime, set: form.set },
  });
  return row;
}

async function update(
  tx: Db,
  actor: UserActor,
  id: string,
  form: z.output<typeof SaveProduct>,
): Promise<{ id: string }> {
  const { product, producer } = await authorisedProduct(tx, actor, "update", id);
  if (product.version !== form.version) throw new AppError("stale");
  const wanted = toStore(form, producer);
  const fields = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (field) => !isDeepStrictEqual(product[field], wanted[field]) && field !== "nameFolded",
  );
  if (fields.length === 0) return { id };
  await tx
    .update(products)
    .set({ ...wanted, version: product.version + 1, updatedAt: sql`now()` })
    .where(eq(products.id, id));
  await appendAudit(tx, events.updated, {
    ...factsOf(actor, producer),
    subjectId: id,
    details: { fields },
  });
  return { id };
}
