import { sql } from "drizzle-orm";
import { timeZone } from "#core/calendar/today.ts";
import { placed, within } from "../scope.server.ts";
import { dayIn, facts, type Formula } from "./formula.server.ts";

const dossier = {
  key: "d.id",
  label: "d.product_name",
  note: "d.producer_name",
  unit_path: "d.unit_path",
  unit_version: "d.unit_version",
  unit_code: "d.unit_code",
  set_key: "d.regime || '/' || d.set_code",
  kind: "o.kind",
} as const;

/**
 * Where a point of sale `m` counts: in the commune that it lies in; one that a province keeps in
 * another, such as in a large city, with the office that keeps it.
 */
const pointPlace =
  "case when split_part(m.place_path, '/', 1) = m.province_code then m.place_path else m.unit_path end";

/** Formulas over dossiers, inspections, complaints and points of sale. */
export const workFormulas: Readonly<Record<string, Formula>> = {
  "dossiers-filed": {
    entity: "dossier",
    facts: ({ scope, from, to }) =>
      facts(
        { ...dossier, day: "d.filed_on", stars: "d.self_stars" },
        sql`from dossiers d join producers o on o.id = d.producer_id
          where ${within(scope, "d")} and d.filed_on between ${from} and ${to}`,
      ),
  },
  "dossiers-decided": {
    entity: "dossier",
    facts: ({ scope, from, to }) =>
      facts(
        { ...dossier, day: `(d.state_since at time zone '${timeZone}')::date` },
        sql`from dossiers d join producers o on o.id = d.producer_id
          where ${within(scope, "d")} and d.state in ('decided', 'notRecognised')
            and ${dayIn("d.state_since")} between ${from} and ${to}`,
      ),
  },
  inspections: {
    entity: "inspection",
    facts: ({ scope, from, to }) =>
      facts(
        {
          key: "i.id",
          label: "i.product_name",
          note: "i.producer_name",
          day: "i.concluded_on",
          unit_path: "i.unit_path",
          unit_version: "'2025-07-01'",
          unit_code: "split_part(i.unit_path, '/', -1)",
          stars: "i.stars",
        },
        sql`from inspections i where ${placed(scope, "i.unit_path")} and i.state = 'concluded'
          and i.concluded_on between ${from} and ${to}`,
      ),
  },
  complaints: {
    entity: "complaint",
    facts: ({ scope, from, to }) =>
      facts(
        {
          key: "c.id",
          label: "c.product_name",
          day: `(c.received_at at time zone '${timeZone}')::date`,
          unit_path: "c.unit_path",
          unit_version: "'2025-07-01'",
          unit_code: "split_part(c.unit_path, '/', -1)",
        },
        sql`from product_complaints c where ${placed(scope, "c.unit_path")}
          and ${dayIn("c.received_at")} between ${from} and ${to}`,
      ),
  },
  "points-of-sale": {
    entity: "point",
    // Whether a point was open on a day of the past is not kept: those entered until then that are open.
    facts: ({ scope, on }) =>
      facts(
        {
          key: "m.id",
          label: "m.name",
          note: "m.address",
          unit_path: pointPlace,
          unit_version: "'2025-07-01'",
          unit_code: `split_part(${pointPlace}, '/', -1)`,
        },
        sql`from market_points m where ${placed(scope, pointPlace)} and m.state = 'open'
          and ${dayIn("m.created_at")} <= ${on}`,
      ),
  },
};
