import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";

/**
 * Of each of these products, the recognition that still ran ends with the next one (as
 * `recognise.server.ts` has it for one): entered in any order, the past comes out the same.
 */
export async function markReplaced(tx: Db, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return;
  await tx.execute(sql`
    with ordered as (
      select id, lead(id) over w as next_id, lead(recognised_on) over w as next_on
      from recognitions
      where product_id = any(${sql.param([...productIds])}::uuid[])
      window w as (partition by product_id order by recognised_on, created_at, id))
    update recognitions r set replaced_on = o.next_on, replaced_by_id = o.next_id
    from ordered o
    where o.id = r.id and o.next_on is not null and r.revoked_on is null
      and o.next_on <= greatest(r.expires_on, coalesce(r.extended_until, r.expires_on))
      and (r.replaced_on is null or r.replaced_on > o.next_on)`);
}
