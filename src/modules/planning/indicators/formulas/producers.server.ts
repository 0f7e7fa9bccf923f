import { type SQL, sql } from "drizzle-orm";
import { supportLedger } from "#modules/support/service/ledger.server.ts";
import { within } from "../scope.server.ts";
import { type Asked, facts, type Formula } from "./formula.server.ts";
import { givenIn, inForce, standings } from "./standings.server.ts";

/** What facts of a producer `o` take from it and from its representative `p`. */
const columns = {
  key: "o.id",
  label: "o.name",
  unit_path: "o.unit_path",
  unit_version: "o.unit_version",
  unit_code: "o.unit_code",
  kind: "o.kind",
  sex: "p.sex",
  ethnicity: "p.ethnicity",
} as const;

/** Producers of the scope of which `holds` is true, with what is counted of each. */
function producersWhose(
  { scope }: Asked,
  holds: SQL,
  { join = sql``, ...more }: { join?: SQL; amount?: string; met?: string; note?: string } = {},
): SQL {
  return facts(
    { ...columns, ...more },
    sql`from producers o
      left join producer_representatives p on p.producer_id = o.id and p.replaced_at is null ${join}
      where ${within(scope, "o")} and ${holds}`,
  );
}

const hasOneInForce = (asked: Asked) =>
  sql`o.id in (select s.producer_id from ${standings(asked)} s where ${inForce(sql`${asked.on}::date`)})`;

const recognisedBefore = ({ from }: Asked) => sql`(exists (select from recognitions x
    where x.producer_id = o.id and x.recognised_on < ${from})
  or exists (select from register_entries x where x.producer_id = o.id and x.recognition_id is null
    and coalesce(x.recognised_on, make_date(x.year, 1, 1)) < ${from}))`;

/** Revenues of the year and of the year before, both told and above nothing. */
const bothYears = ({ year }: Asked) =>
  sql`join producer_years y on y.producer_id = o.id and y.year = ${year} and y.revenue is not null
    join producer_years b on b.producer_id = o.id and b.year = ${year - 1} and b.revenue > 0`;

const told =
  (what: string) =>
  ({ year }: Asked) =>
    `Chưa có chủ thể nào khai ${what} năm ${year}.`;
const thisYear = ({ year }: Asked) =>
  sql`join producer_years y on y.producer_id = o.id and y.year = ${year}`;

/** A figure of the year that producers with a product in force have told. */
function yearly(column: string, what: string): Formula {
  return {
    entity: "producer",
    facts: (asked) =>
      producersWhose(
        asked,
        sql`${sql.raw(`y.${column}`)} is not null and ${hasOneInForce(asked)}`,
        {
          join: thisYear(asked),
          amount: `y.${column}`,
        },
      ),
    untold: told(what),
  };
}

/** Formulas over producers and their yearly figures. */
export const producerFormulas: Readonly<Record<string, Formula>> = {
  "producers-with-product": {
    entity: "producer",
    facts: (asked) => producersWhose(asked, hasOneInForce(asked)),
  },
  "producers-first": {
    entity: "producer",
    facts: (asked) =>
      producersWhose(
        asked,
        sql`o.id in (select s.producer_id from ${standings(asked)} s where ${givenIn(asked)})
          and not ${recognisedBefore(asked)}`,
      ),
  },
  "producers-new": {
    entity: "producer",
    facts: (asked) =>
      producersWhose(
        asked,
        sql`o.id in (select d.producer_id from dossiers d group by d.producer_id
            having min(d.filed_on) between ${asked.from} and ${asked.to})
          and not ${recognisedBefore(asked)}`,
      ),
  },
  "producers-strengthened": {
    entity: "producer",
    facts: (asked) =>
      producersWhose(
        asked,
        sql`${recognisedBefore(asked)} and (o.id in (select s.producer_id from ${standings(asked)} s where ${givenIn(asked)})
          or o.id in (select l.producer_id from ${supportLedger} l
            where l.day between ${asked.from} and ${asked.to}))`,
      ),
  },
  "producers-linked": {
    entity: "producer",
    facts: (asked) =>
      producersWhose(
        asked,
        sql`${hasOneInForce(asked)} and o.id in (select a.producer_id from papers a
          where a.kind = 'linkageContract' and a.archived_at is null
            and coalesce(a.expires_on >= ${asked.on}, true) and coalesce(a.issued_on <= ${asked.on}, true))`,
      ),
  },
  "producers-growing": {
    entity: "producer",
    facts: (asked) =>
      producersWhose(asked, hasOneInForce(asked), {
        join: bothYears(asked),
        amount: "y.revenue",
        met: "y.revenue * 10 >= b.revenue * 11",
      }),
    untold: told("đủ doanh thu hai năm liền đến"),
  },
  revenue: yearly("revenue", "doanh thu"),
  labour: yearly("labour", "lao động"),
  "labour-women": yearly("women_labour", "lao động nữ"),
  "labour-minority": yearly("minority_labour", "lao động người dân tộc thiểu số"),
  "export-revenue": yearly("export_revenue", "doanh thu xuất khẩu"),
};
