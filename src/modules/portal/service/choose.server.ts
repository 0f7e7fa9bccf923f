import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { CatalogueFilter } from "../filter.ts";
import { keysOfChoice } from "./sets.server.ts";
import { inState } from "./state.server.ts";

/** The parts of a filter that can be counted by, and the text of a search. */
export type Facet = "set" | "stars" | "place" | "kind" | "year" | "state";

/**
 * The conditions of a filter over rows `p` of the public register, all but one facet's if asked.
 * `match`: what the words of its search mean (`service/search.server.ts`); null without one.
 */
export function choose(
  filter: CatalogueFilter,
  day: Day,
  { match = null, except }: { match?: SQL | null; except?: Facet } = {},
): SQL {
  const keys = keysOfChoice(filter);
  const parts: (SQL | null)[] = [
    // A recognition counts from its day.
    sql`p.since <= ${day}::date`,
    match,
    except === "set" || keys === null
      ? null
      : sql`p.set_key = any(${sql.param([...keys])}::text[])`,
    except === "stars" || filter.stars === null ? null : sql`p.stars = ${filter.stars}`,
    except === "place" ? null : inPlace(filter),
    except === "kind" || filter.kind === null ? null : sql`p.producer_kind = ${filter.kind}`,
    except === "year" || filter.year === null
      ? null
      : sql`(p.since >= make_date(${filter.year}::int, 1, 1) and p.since < make_date(${filter.year}::int + 1, 1, 1))`,
    except === "state" || filter.state === null ? null : inState(day, filter.state),
  ];
  return sql.join(
    parts.filter((part): part is SQL => part !== null),
    sql` and `,
  );
}

function inPlace({ province, commune }: CatalogueFilter): SQL | null {
  if (commune !== null && province !== null) return sql`p.unit_path = ${`${province}/${commune}`}`;
  if (commune !== null) return sql`p.unit_path like ${`%/${commune}`}`;
  // A range of paths: what an index on them serves.
  if (province !== null) return sql`p.unit_path like ${`${province}/%`}`;
  return null;
}
