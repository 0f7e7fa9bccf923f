import { type SQL, sql } from "drizzle-orm";
import { type Asked, dayIn, type Formula } from "./formula.server.ts";
import { givenIn, inForce, productsInForce, productsWhose, standings } from "./standings.server.ts";

/** Whether the product of a standing `s` was recognised before that one. */
const hadEarlier = sql`(exists (select from recognitions x
    where x.product_id = s.product_id and x.recognised_on < s.since)
  or exists (select from register_entries x where x.product_id = s.product_id and x.recognition_id is null
    and coalesce(x.recognised_on, make_date(x.year, 1, 1)) < s.since))`;

/**
 * Whether a standing `s` has more stars than the one right before it: what had them already, or
 * more and fewer again, has not risen.
 */
const hasRisen = sql`s.stars > (select b.stars from (
    select x.recognised_on as since, x.stars from recognitions x where x.product_id = s.product_id
    union all
    select coalesce(x.recognised_on, make_date(x.year, 1, 1)), x.stars from register_entries x
      where x.product_id = s.product_id and x.recognition_id is null) b
  where b.since < s.since order by b.since desc, b.stars desc limit 1)`;

/**
 * Whether a dossier of the product of a standing `s` that was filed until the day rests on a paper
 * of one of these kinds that holds on it: what the producer showed the council, not what anybody says.
 */
function backedBy(kinds: readonly string[], { on }: Asked): SQL {
  return sql`s.product_id in (select d.product_id from dossiers d
    join dossier_evidence v on v.dossier_id = d.id join papers a on a.id = v.paper_id
    where d.filed_on <= ${on} and a.kind = any(${sql.param([...kinds])}::text[]) and a.archived_at is null
      and coalesce(a.expires_on >= ${on}, true) and coalesce(a.issued_on <= ${on}, true))`;
}

const product = (factsOf: (asked: Asked) => SQL): Formula => ({
  entity: "product",
  facts: factsOf,
});

/** What ended in the period without a revocation or another recognition until its last day. */
function lapsed(asked: Asked): SQL {
  return productsWhose(
    asked,
    sql`s.gone between ${asked.from} and ${asked.on} and s.gone = s.ends + 1
      and coalesce(s.replaced_on > ${asked.on}, true)`,
  );
}

/** Formulas over recognitions and the papers that products rest on. */
export const productFormulas: Readonly<Record<string, Formula>> = {
  "products-recognised": product((asked) => productsWhose(asked, givenIn(asked))),
  "products-valid": product((asked) => productsInForce(asked)),
  "products-first": product((asked) =>
    productsWhose(asked, sql`${givenIn(asked)} and s.stars >= 3 and not ${hadEarlier}`),
  ),
  "products-upgraded": product((asked) =>
    productsWhose(asked, sql`${givenIn(asked)} and s.is_exact and ${hasRisen}`),
  ),
  "products-renewed": product((asked) =>
    productsWhose(asked, sql`${givenIn(asked)} and s.is_exact and ${hadEarlier}`),
  ),
  "products-lapsed": product(lapsed),
  "products-revoked": product((asked) =>
    productsWhose(asked, sql`s.revoked_on between ${asked.from} and ${asked.to}`),
  ),
  "products-ending": product((asked) => {
    const last = sql`(${asked.on}::date + interval '6 months')::date`;
    // The first half says no more than the second, but an index knows it.
    return productsInForce(asked, sql`s.gone <= ${last} + 1 and s.ends <= ${last}`);
  }),
  "products-traceable": product((asked) =>
    productsInForce(asked, backedBy(["tracingLink"], asked)),
  ),
  "products-quality-system": product((asked) =>
    productsInForce(
      asked,
      backedBy(["vietGap", "organic", "haccp", "iso", "otherQualitySystem"], asked),
    ),
  ),
  "products-material-area": product((asked) =>
    productsInForce(
      asked,
      sql`(${backedBy(["vietGap", "organic", "growingAreaCode"], asked)}
        or s.product_id in (select g.product_id from growing_area_products g
          join growing_areas a on a.accepted_version_id = g.version_id
          join growing_area_versions v on v.id = g.version_id
          where v.standard <> 'none' and coalesce(v.standard_until >= ${asked.on}, true)))`,
    ),
  ),
  "products-e-commerce": product((asked) =>
    productsInForce(
      asked,
      sql`(${backedBy(["shopLink"], asked)} or s.product_id in (select c.product_id from market_channels c
        where c.since <= ${asked.on} and coalesce(c.until >= ${asked.on}, true) and c.state <> 'dead'))`,
    ),
  ),
  "products-export": product((asked) => productsInForce(asked, backedBy(["exportProof"], asked))),
  "products-at-points": product((asked) =>
    productsInForce(
      asked,
      sql`s.product_id in (select t.product_id from market_point_products t
        join market_points m on m.id = t.point_id
        where m.state = 'open' and ${dayIn("m.created_at")} <= ${asked.on})`,
    ),
  ),
  "communes-with-product": {
    entity: "commune",
    // Of a unit of before, its own communes are counted: today's do not say which of them it was.
    facts: (asked) => {
      const { path } = asked.scope;
      const key = sql.raw(path === null ? "s.unit_code" : "s.unit_path");
      const known = path === null ? sql`s.unit_version = 'pre-2025'` : sql`s.unit_path like '%/%'`;
      const of = sql.raw(
        "null::text as note, null::date as day, null::text as set_key, null::int as stars, null::text as kind, null::text as sex, null::text as ethnicity, null::boolean as met",
      );
      return sql`select ${key} as key, null::text as label, min(s.unit_path) as unit_path,
          min(s.unit_version) as unit_version, min(s.unit_code) as unit_code,
          count(*)::numeric as amount, ${of}
        from ${standings(asked)} s where ${inForce(sql`${asked.on}::date`)} and ${known} group by 1`;
    },
    whole: ({ scope }) => scope.book.communesOf(scope.ref).length,
  },
};
