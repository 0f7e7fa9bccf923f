import { sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { ByStars, Standing } from "./standing.ts";
import type { Asked } from "../indicators/formulas/formula.server.ts";
import { standings } from "../indicators/formulas/standings.server.ts";

type Row = {
  came: number | null;
  went: number | null;
  stars: number | null;
  path: string | null;
  month: number | null;
  kind: "came" | "went" | "path" | "month";
  count: number;
};

/** The standing of a scope on a day; `years`: how many years back. */
export async function standingOf(db: Db, asked: Asked, day: Day, years = 10): Promise<Standing> {
  // Ends are days from which the star may not be shown; on none of them are two of a product in force.
  const { rows } = await db.execute<Row>(sql`
    select came, went, stars, path, month, count(*)::int as count,
      case when grouping(came) = 0 then 'came' when grouping(went) = 0 then 'went'
        when grouping(path) = 0 then 'path' else 'month' end as kind
    from (select stars, extract(year from since)::int as came, extract(year from gone)::int as went,
        case when gone > ${day} then unit_path end as path,
        case when gone > ${day} then extract(year from gone - 1)::int * 12 + extract(month from gone - 1)::int - 1 end as month
      from (select s.stars, s.unit_path, s.since, least(s.ends + 1, s.revoked_on, s.replaced_on) as gone
        from ${standings(asked)} s where s.since <= ${day}) g) f
    group by grouping sets ((came, stars), (went, stars), (path, stars), (month))`);
  const of = (kind: Row["kind"]) => rows.filter((row) => row.kind === kind);
  const [came, went, here] = [
    of("came"),
    of("went"),
    of("path").filter(({ path }) => path !== null),
  ];
  const thisYear = Number(day.slice(0, 4));
  const places = new Map<string, number>();
  for (const { path, count } of here) places.set(path ?? "", (places.get(path ?? "") ?? 0) + count);
  const sum = (some: readonly Row[], stars: number) =>
    some.reduce((total, row) => total + (row.stars === stars ? row.count : 0), 0);
  const byStars = (count: (stars: number) => number): ByStars => ({
    3: count(3),
    4: count(4),
    5: count(5),
  });
  const now = byStars((stars) => sum(here, stars));
  return {
    now,
    years: Array.from({ length: years }, (_, at) => thisYear - years + 1 + at).map((year) => ({
      year,
      inForce:
        year === thisYear
          ? now
          : byStars(
              (stars) =>
                sum(
                  came.filter((row) => (row.came ?? 0) <= year),
                  stars,
                ) -
                sum(
                  went.filter((row) => (row.went ?? 0) <= year),
                  stars,
                ),
            ),
      recognised: byStars((stars) =>
        sum(
          came.filter((row) => row.came === year),
          stars,
        ),
      ),
    })),
    ending: of("month")
      .filter(({ month }) => month !== null)
      .map(({ month, count }) => ({ month: monthText(month ?? 0), count }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
    places: [...places].map(([path, count]) => ({ path, count })),
  };
}

/** `2027-03` of a number of months since the year 0. */
function monthText(months: number): string {
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}
