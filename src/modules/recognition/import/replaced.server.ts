import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";

/** So many are matched at once. */
const pieceSize = 500;

/**
 * Has the database count its tables anew, for a large import: those that it has just filled are empty
 * to the statistics, and would be joined as such.
 */
export async function countAnew(tx: Db, products: number): Promise<void> {
  if (products > pieceSize) await tx.execute(sql`select count_register()`);
}

/** The ids in pieces. */
export function inPieces(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / pieceSize) }, (_one, at) =>
    ids.slice(at * pieceSize, (at + 1) * pieceSize),
  );
}

/**
 * Of each of these products, the recognition that still ran ends with the next one (as
 * `recognise.server.ts` has it for one): entered in any order, the past comes out the same. In
 * pieces, so that no plan for it costs more than the piece's square.
 */
export async function markReplaced(tx: Db, productIds: readonly string[]): Promise<void> {
  for (const piece of inPieces(productIds)) {
    const among = sql`any(${sql.param(piece)}::uuid[])`;
    await tx.execute(sql`
      with ordered as (
        select id, lead(id) over w as next_id, lead(recognised_on) over w as next_on
        from recognitions where product_id = ${among}
        window w as (partition by product_id order by recognised_on, created_at, id))
      update recognitions r set replaced_on = o.next_on, replaced_by_id = o.next_id
      from ordered o
      where r.product_id = ${among} and o.id = r.id and o.next_on is not null and r.revoked_on is null
        and o.next_on <= greatest(r.expires_on, coalesce(r.extended_until, r.expires_on))
        and (r.replaced_on is null or r.replaced_on > o.next_on)`);
  }
}
