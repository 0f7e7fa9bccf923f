import { type SQL, sql } from "drizzle-orm";
import { within } from "../scope.server.ts";
import { type Asked, facts } from "./formula.server.ts";

/** When an entry `e` of an earlier register was followed by a recognition or another entry of its product. */
const next = sql`least(
  (select min(x.recognised_on) from recognitions x where x.product_id = e.product_id
    and x.recognised_on > coalesce(e.recognised_on, make_date(e.year, 1, 1))),
  (select min(coalesce(x.recognised_on, make_date(x.year, 1, 1))) from register_entries x
    where x.product_id = e.product_id and x.recognition_id is null
      and coalesce(x.recognised_on, make_date(x.year, 1, 1)) > coalesce(e.recognised_on, make_date(e.year, 1, 1))))`;

/** The earliest last day of an entry `e`. */
const lastDay = sql`coalesce(e.expires_from, e.expires_on, make_date(e.year + 3, 1, 1))`;

/**
 * Every recognition of the scope, those of earlier registers included, with the days that its state
 * follows from. Of a register that names a year only, `since` is that year's first day, `ends` the
 * earliest last one, and `is_exact` is false. `gone`: the first day after `since` on which it is not
 * in force any more, for whatever reason. On no day is more than one of a product in force: whatever
 * follows one has replaced it.
 */
export function standings({ scope }: Asked): SQL {
  return sql`(select r.product_id, r.producer_id, r.product_name as name, r.producer_name, r.unit_path,
      r.unit_version, r.unit_code, r.regime || '/' || r.set_code as set_key, r.stars,
      r.recognised_on as since, true as is_exact, greatest(r.expires_on, r.extended_until) as ends,
      r.revoked_on, r.replaced_on, r.gone
    from recognitions r where ${within(scope, "r")}
    union all
    select e.product_id, e.producer_id, p.name, o.name, o.unit_path, o.unit_version, o.unit_code,
      case when e.regime = p.regime then p.regime || '/' || p.set_code end, e.stars,
      coalesce(e.recognised_on, make_date(e.year, 1, 1)), e.recognised_on is not null,
      ${lastDay}, null, ${next}, least(${lastDay} + 1, ${next})
    from register_entries e join products p on p.id = e.product_id join producers o on o.id = e.producer_id
    where e.recognition_id is null and (e.recognised_on is not null or e.year is not null)
      and ${within(scope, "o")})`;
}

/** Whether a standing `s` is surely in force on a day. */
export function inForce(day: SQL): SQL {
  return sql`(s.since <= ${day} and s.gone > ${day})`;
}

/** Whether a standing `s` was given in the period: of a year alone, only the whole year tells. */
export function givenIn({ from, to, quarter }: Asked): SQL {
  return sql`(s.since between ${from} and ${to} and (s.is_exact or ${quarter === null}))`;
}

/** The producer of a standing `s`, of which all have one: not looked up where its kind is not asked for. */
const producer = sql`left join producers o on o.id = s.producer_id`;

/** What facts of a product take from a standing `s`; `kind` is its producer's. */
export const productColumns = {
  key: "s.product_id",
  label: "s.name",
  note: "s.producer_name",
  day: "s.since",
  unit_path: "s.unit_path",
  unit_version: "s.unit_version",
  unit_code: "s.unit_code",
  set_key: "s.set_key",
  stars: "s.stars",
  kind: "o.kind",
} as const;

/** Products, each once with the newest standing of which `holds` is true. */
export function productsWhose(asked: Asked, holds: SQL): SQL {
  return facts(
    productColumns,
    sql`from ${standings(asked)} s ${producer}
      where ${holds} order by s.product_id, s.since desc, s.stars desc`,
    sql`select distinct on (s.product_id)`,
  );
}

/** Products in force on the last day, of which `also` is true. */
export function productsInForce(asked: Asked, also: SQL = sql`true`): SQL {
  return facts(
    productColumns,
    sql`from ${standings(asked)} s ${producer}
      where ${inForce(sql`${asked.on}::date`)} and ${also}`,
  );
}
