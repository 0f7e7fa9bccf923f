import { inArray, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import type { Story } from "../model.ts";
import { products } from "../schema.server.ts";

/** Every product of these provinces, as an import of a register compares them. Rights are the caller's. */
export async function listImportedProducts(
  db: Db,
  provinceCodes: readonly string[],
): Promise<{ readonly id: string; readonly producerId: string; readonly name: string }[]> {
  if (provinceCodes.length === 0) return [];
  return db
    .select({ id: products.id, producerId: products.producerId, name: products.name })
    .from(products)
    .where(inArray(products.provinceCode, [...provinceCodes]));
}

/** Products of a register, as the plan of its import has them; the import answers for rights and audit. */
export type ProductToEnter = Pick<
  typeof products.$inferInsert,
  "provinceCode" | "producerId" | "name" | "regime" | "set" | "isTourism" | "createdBy"
> & { readonly id: string };

const atOnce = 1000;
const untold: Story = {
  origin: null,
  resources: null,
  culture: null,
  value: null,
  told: null,
  clipUrl: null,
  places: [],
};

/** Enters products in the import's own transaction, many in one statement. */
export async function enterProducts(tx: Db, rows: readonly ProductToEnter[]): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce)
    await tx.insert(products).values(
      rows.slice(at, at + atOnce).map((row) => ({
        ...row,
        nameFolded: foldText(row.name),
        ingredients: [],
        story: untold,
      })),
    );
}

/** Takes products away with the import that made them, which has seen to it that nothing depends on them. */
export async function removeEntered(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.delete(products).where(sql`${products.id} = any(${sql.param([...ids])}::uuid[])`);
}

/** How many of these products somebody has changed since they were entered. */
export async function countChanged(tx: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return tx.$count(
    products,
    sql`${products.id} = any(${sql.param([...ids])}::uuid[]) and ${products.version} > 1`,
  );
}
