import { sql } from "drizzle-orm";
import { addDays, type Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { ByStars, Standing } from "./standing.ts";
import type { Asked } from "../indicators/formulas/formula.server.ts";
import { inForce, standings } from "../indicators/formulas/standings.server.ts";

/** How many recognitions of so many stars were in force from a day (`since`) until before another (`gone`). */
type Span = { stars: number; since: Day; gone: Day; path: null; count: number };
/** How many are in force in a commune. */
type Place = { path: string; count: number };

/** The standing of a scope on a day; `years`: how many years back. */
export async function standingOf(db: Db, asked: Asked, day: Day, years = 10): Promise<Standing> {
  // Registers have far fewer days of decisions than recognitions: years and months are told from these.
  const { rows } = await db.execute<Span | Place>(sql`
    select stars, since::text, gone::text, null as path, count(*)::int as count
      from ${standings(asked)} s where s.since <= ${day} group by s.stars, s.since, s.gone
    union all select null, null, null, unit_path, count(*)::int
      from ${standings(asked)} s where ${inForce(sql`${day}::date`)} group by s.unit_path`);
  const spans = rows.filter((row) => row.path === null);
  const thisYear = Number(day.slice(0, 4));
  const inForceOn = (on: Day) =>
    byStars(spans.filter(({ since, gone }) => since <= on && gone > on));
  return {
    now: inForceOn(day),
    years: Array.from({ length: years }, (_, at) => thisYear - years + 1 + at).map((year) => ({
      year,
      inForce: inForceOn(year === thisYear ? day : `${year}-12-31`),
      recognised: byStars(spans.filter(({ since }) => Number(since.slice(0, 4)) === year)),
    })),
    ending: endingIn(spans.filter(({ gone }) => gone > day)),
    places: rows.filter((row) => row.path !== null),
  };
}

function byStars(spans: readonly Span[]): ByStars {
  const of = (stars: number) => sumOf(spans.filter((span) => span.stars === stars));
  return { 3: of(3), 4: of(4), 5: of(5) };
}

/** The months of the last days of spans, in order. */
function endingIn(spans: readonly Span[]): Standing["ending"] {
  const months = Map.groupBy(spans, ({ gone }) => addDays(gone, -1).slice(0, 7));
  return [...months]
    .map(([month, some]) => ({ month, count: sumOf(some) }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

const sumOf = (spans: readonly Span[]) => spans.reduce((sum, { count }) => sum + count, 0);
