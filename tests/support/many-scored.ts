import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import type { ScoredProducts } from "./issued.ts";

/** What one scored product is made of: the rows that a decision rests on, and what is new in a copy. */
const copied = [
  [
    "products",
    "product",
    "'name', r.name || ' ' || c.n, 'name_folded', r.name_folded || ' ' || c.n",
  ],
  ["dossiers", "dossier", "'product_id', c.product, 'product_name', r.product_name || ' ' || c.n"],
  ["session_items", "item", "'dossier_id', c.dossier, 'seq', 1000 + c.n"],
  ["council_results", "result", "'item_id', c.item, 'dossier_id', c.dossier"],
] as const;

/**
 * Makes so many more products with a closed result out of the first one, by copying its rows as the
 * owner of the database could: scoring thousands takes minutes and is measured elsewhere. Adds the
 * dossiers to those of the session; everybody else stays who they are.
 */
export async function multiplyScored(
  db: Db,
  scored: ScoredProducts,
  count: number,
): Promise<readonly string[]> {
  const [dossierId = ""] = scored.dossierIds;
  const copies = Array.from({ length: count }, (_one, n) => ({
    n: n + 1,
    product: randomUUID(),
    dossier: randomUUID(),
    item: randomUUID(),
    result: randomUUID(),
  }));
  const origin = {
    products: sql`id = (select product_id from dossiers where id = ${dossierId})`,
    dossiers: sql`id = ${dossierId}`,
    session_items: sql`dossier_id = ${dossierId}`,
    council_results: sql`dossier_id = ${dossierId}`,
  };
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local role none`);
    for (const [table, id, changes] of copied)
      await unguarded(tx, table, () =>
        tx.execute(sql`
          insert into ${sql.raw(table)}
          select (jsonb_populate_record(r, jsonb_build_object(
            'id', c.${sql.raw(id)}, ${sql.raw(changes)}))).*
          from ${sql.raw(table)} r
          cross join json_to_recordset(${JSON.stringify(copies)}::json)
            as c (n int, product uuid, dossier uuid, item uuid, result uuid)
          where ${origin[table]}`),
      );
  });
  return copies.map(({ dossier }) => dossier);
}

/** Works on a table without its triggers, which afterwards fire as they did before. */
async function unguarded(tx: Db, table: string, work: () => Promise<unknown>): Promise<void> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select tgname as name from pg_trigger where tgrelid = ${table}::regclass and tgenabled = 'A'`);
  await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
  await work();
  await tx.execute(sql.raw(`alter table ${table} enable trigger user`));
  for (const { name } of rows)
    await tx.execute(sql.raw(`alter table ${table} enable always trigger ${name}`));
}
