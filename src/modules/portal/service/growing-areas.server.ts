import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { Shape } from "#modules/places/boundaries/geometry.ts";
import type { Standard } from "#modules/tracing/areas/model.ts";

/** A growing area that was accepted and that its producer lets the public see. */
export type PublicGrowingArea = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly crop: string;
  /** The official code (mã số vùng trồng); null without one. */
  readonly code: string | null;
  readonly areaM2: number;
  readonly computedM2: number | null;
  readonly standard: Standard;
  /** Of a standard that the list does not name. */
  readonly standardName: string | null;
  readonly standardUntil: Day | null;
  /** Whether the certificate of the standard holds on the day asked for. */
  readonly isCertified: boolean;
  readonly producerName: string;
  /** Null while no product of it is in the register. */
  readonly producerSlug: string | null;
  readonly products: readonly {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
  }[];
  readonly provinceCode: string;
  readonly communeCode: string;
  readonly place: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly shape: Shape | null;
  readonly isDemo: boolean;
};

/** Which of them: of a product, a producer, a place, a standard that holds, or those in a box. */
export type GrowingAreaFilter = {
  readonly productId?: string;
  readonly province?: string | null;
  readonly commune?: string | null;
  readonly standard?: Standard;
};

/** Rows `a` and `v` of what the public may see. */
export const shownGrowingAreas = sql`
  growing_areas a join growing_area_versions v on v.id = a.accepted_version_id and v.is_public`;

/** Growing areas that the public may see, by name; one more than asked for tells that there are more. */
export async function listGrowingAreas(
  db: Db,
  filter: GrowingAreaFilter,
  day: Day,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<PublicGrowingArea[]> {
  const { rows } = await db.execute<PublicGrowingArea>(sql`
    select a.id, public_slug(v.name, a.id) as slug, v.name, v.crop, v.code, v.area_m2::float8 as "areaM2",
      v.computed_m2::float8 as "computedM2", v.standard, v.standard_name as "standardName",
      v.standard_until::text as "standardUntil", ${certifiedOn(day)} as "isCertified",
      o.name as "producerName", shown.slug as "producerSlug",
      coalesce(supplied.products, '[]'::json) as products,
      split_part(v.place_path, '/', 1) as "provinceCode", v.place_code as "communeCode",
      concat_ws(', ', commune.name, province.name) as place,
      v.longitude, v.latitude, v.shape, a.is_demo as "isDemo"
    from ${shownGrowingAreas}
      join producers o on o.id = a.producer_id
      left join place_units commune on commune.version = v.place_version and commune.code = v.place_code
      left join place_units province on province.version = v.place_version
        and province.code = split_part(v.place_path, '/', 1)
      left join lateral (select p.producer_slug as slug from public_products p
        where p.producer_id = a.producer_id and p.since <= ${day}::date limit 1) shown on true
      left join lateral (
        select json_agg(json_build_object('id', p.product_id, 'slug', p.slug, 'name', p.name) order by p.name, p.slug)
          as products
        from growing_area_products g join public_products p on p.product_id = g.product_id
        where g.version_id = v.id and p.since <= ${day}::date) supplied on true
    where ${chosen(filter, day)}
    order by v.name, a.id
    limit ${limit} offset ${offset}`);
  return rows;
}

/** How many growing areas a filter chooses. */
export async function countGrowingAreas(
  db: Db,
  filter: GrowingAreaFilter,
  day: Day,
): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${shownGrowingAreas} where ${chosen(filter, day)}`,
  );
  return rows[0]?.count ?? 0;
}

function certifiedOn(day: Day): SQL {
  return sql`(v.standard <> 'none' and coalesce(v.standard_until >= ${day}::date, true))`;
}

function chosen({ productId, province, commune, standard }: GrowingAreaFilter, day: Day): SQL {
  const parts = [
    sql`true`,
    ...(productId === undefined
      ? []
      : [
          sql`exists (select from growing_area_products g
            where g.version_id = v.id and g.product_id = ${productId})`,
        ]),
    ...(commune ? [sql`v.place_code = ${commune}`] : []),
    ...(province ? [sql`v.place_path like ${`${province}/%`}`] : []),
    ...(standard === undefined
      ? []
      : [sql`v.standard = ${standard}`, ...(standard === "none" ? [] : [certifiedOn(day)])]),
  ];
  return sql.join(parts, sql` and `);
}
