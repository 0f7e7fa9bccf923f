import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { PlaceName } from "#modules/places/model.ts";
import { unitNameSql } from "#modules/places/service/unit-rows.server.ts";
import type { ProducerKind } from "#modules/producers/model.ts";
import type { CatalogueFilter } from "../filter.ts";
import { inState } from "./state.server.ts";

/** A producer with what it has been recognised for. */
export type ProducerRow = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: ProducerKind;
  readonly unitPath: string;
  readonly commune: PlaceName | null;
  readonly province: PlaceName | null;
  readonly products: number;
  /** Of these, in force today. */
  readonly current: number;
  readonly isDemo: boolean;
};

export type ProducerFilter = Pick<CatalogueFilter, "province" | "commune" | "kind">;

function producersWhere({ province, commune, kind }: ProducerFilter, day: Day): SQL {
  const parts = [
    sql`p.since <= ${day}::date`,
    kind === null ? null : sql`p.producer_kind = ${kind}`,
    commune === null ? null : sql`p.unit_path like ${`${province ?? "%"}/${commune}`}`,
    commune !== null || province === null ? null : sql`p.unit_path like ${`${province}/%`}`,
  ];
  return sql.join(
    parts.filter((part) => part !== null),
    sql` and `,
  );
}

/** Producers of products that were ever recognised, by id; `key` for a single one. */
export async function listProducers(
  db: Db,
  filter: ProducerFilter & { readonly key?: string },
  day: Day,
  { limit, offset }: { limit: number; offset: number },
): Promise<ProducerRow[]> {
  const named = (at: number) => unitNameSql(sql`split_part(o.unit_path, '/', ${at}::int)`, day);
  const { rows } = await db.execute<ProducerRow>(sql`
    with page as materialized (
      select p.producer_id, count(*)::int as products, bool_and(p.is_demo) as is_demo,
        min(p.producer_slug) as slug, count(*) filter (where ${inState(day, "current")})::int as current
      from public_products p where ${producersWhere(filter, day)}
        ${filter.key === undefined ? sql`` : sql`and p.producer_key = ${filter.key}`}
      group by p.producer_id order by p.producer_id limit ${limit} offset ${offset})
    select o.id, page.slug, o.name, o.kind, o.unit_path as "unitPath", ${named(2)} as commune,
      ${named(1)} as province, page.products, page.current, page.is_demo as "isDemo"
    from page join producers o on o.id = page.producer_id order by o.id`);
  return rows;
}

/** How many producers that are. */
export async function countProducers(db: Db, filter: ProducerFilter, day: Day): Promise<number> {
  const { rows } = await db.execute<{ total: number }>(sql`
    select count(distinct p.producer_id)::int as total from public_products p
    where ${producersWhere(filter, day)}`);
  return rows[0]?.total ?? 0;
}

/** A producer by the key of its address; null when the register has none. */
export async function findPublicProducer(
  db: Db,
  key: string,
  day: Day,
): Promise<ProducerRow | null> {
  const everywhere = { province: null, commune: null, kind: null };
  const [row] = await listProducers(db, { ...everywhere, key }, day, { limit: 1, offset: 0 });
  return row ?? null;
}
