import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import { timeZone } from "#core/calendar/today.ts";
import type { RowEntity } from "../href.ts";
import type { Scope } from "../scope.server.ts";

/** What a formula is asked of: the days of the period, and the last of them that has come (`on`). */
export type Asked = {
  readonly year: number;
  /** Null: the whole year. */
  readonly quarter: number | null;
  readonly from: Day;
  readonly to: Day;
  readonly on: Day;
  readonly scope: Scope;
};

/**
 * How an indicator is counted: `facts` selects the rows, each counted once, in the columns of
 * `factColumns`. The figure, its parts, the list behind it and the export all read this one select.
 */
export type Formula = {
  readonly entity: RowEntity;
  readonly facts: (asked: Asked) => SQL;
  /** What the figure is a part of. */
  readonly whole?: (asked: Asked) => number;
  /** No row at all means that nobody has told yet, not that there is none: why, for people. */
  readonly untold?: (asked: Asked) => string;
};

const factColumns = {
  key: "text",
  label: "text",
  note: "text",
  day: "date",
  unit_path: "text",
  unit_version: "text",
  unit_code: "text",
  set_key: "text",
  stars: "int",
  kind: "text",
  sex: "text",
  ethnicity: "text",
  amount: "numeric",
  met: "boolean",
  // What the row is about where that is not the formula's own: a kind of `RowEntity`, and its key.
  about: "text",
  about_key: "text",
} as const;

/** The day in Vietnam of an instant. */
export const dayIn = (column: string): SQL =>
  sql`(${sql.raw(column)} at time zone ${timeZone})::date`;

/** A select of facts: the columns that are given, null for the others, and where they come from. */
export function facts(
  given: Partial<Record<keyof typeof factColumns, string>>,
  rest: SQL,
  head: SQL = sql`select`,
): SQL {
  const columns = Object.entries(factColumns).map(
    ([name, type]) => `(${given[name as keyof typeof factColumns] ?? "null"})::${type} as ${name}`,
  );
  return sql`${head} ${sql.raw(columns.join(", "))} ${rest}`;
}
