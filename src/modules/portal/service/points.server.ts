import { sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { noFilter } from "../filter.ts";
import { choose } from "./choose.server.ts";

/** A product that a point of sale has, as the public register knows it. */
export type SoldProduct = { readonly slug: string; readonly name: string };

/** Of one point at most: a list of points is no catalogue. */
const mostNamed = 12;

/**
 * What points sell whose star may be shown on a day, by the point's id, by name. A product that was
 * revoked or has ended is left out, as is one that was never recognised: a point lists what it once
 * took in, and shoppers would take a name there for a recognition.
 */
export async function soldToday(
  db: Db,
  pointIds: readonly string[],
  day: Day,
): Promise<Record<string, SoldProduct[]>> {
  if (pointIds.length === 0) return {};
  const { rows } = await db.execute<SoldProduct & { point: string }>(sql`
    select point, slug, name from (
      select s.point_id::text as point, p.slug, product.name,
        row_number() over (partition by s.point_id order by p.slug, p.product_id) as place
      from market_point_products s
      join public_products p on p.product_id = s.product_id
      join products product on product.id = s.product_id
      where s.point_id = any(${sql.param([...pointIds])}::uuid[])
        and ${choose({ ...noFilter, state: "current" }, day)}
    ) named where place <= ${mostNamed} order by point, place`);
  const sold: Record<string, SoldProduct[]> = {};
  for (const { point, slug, name } of rows) (sold[point] ??= []).push({ slug, name });
  return sold;
}
