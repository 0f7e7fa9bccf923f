import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { computeAll } from "../indicators/all.server.ts";
import type { Scope } from "../indicators/scope.server.ts";
import { sumOf } from "../plans/exact.ts";
import { isSummed, type TargetTable } from "../plans/model.ts";

/** A target of a plan with what has been reached. */
export type Progress = {
  readonly indicatorId: string;
  readonly label: string;
  readonly unit: string;
  /** As the plan has it: an exact decimal. */
  readonly target: number;
  /** Null: nothing is known, and `reason` says why. */
  readonly actual: number | null;
  readonly reason: string | null;
  readonly plan: { readonly id: string; readonly title: string };
};

/**
 * The targets of a year for a unit, from issued plans: those of its own plan, and its row in the
 * plan of the unit above; each with what is counted. A target without an indicator is left out.
 */
export async function progressOf(db: Db, scope: Scope, year: number): Promise<Progress[]> {
  const { ref } = scope;
  if (ref === null) return [];
  const { rows } = await db.execute<{
    id: string;
    title: string;
    unitVersion: string;
    unitCode: string;
    tables: readonly TargetTable[];
  }>(sql`
    select p.id, p.title, p.unit_version as "unitVersion", p.unit_code as "unitCode", v.tables
    from plans p join lateral (select tables from plan_versions v
      where v.plan_id = p.id and v.state = 'issued' order by v.number desc limit 1) v on true
    where ${year} between p.from_year and p.to_year
      and ((p.unit_version = ${ref.version} and p.unit_code = ${ref.code})
        or v.tables @? ${`$[*].rows[*].unit ? (@.version == "${ref.version}" && @.code == "${ref.code}")`}::jsonpath)
    order by p.from_year desc, p.created_at`);
  const targets = rows.flatMap(({ id, title, tables, ...unit }) => {
    const isOwn = unit.unitVersion === ref.version && unit.unitCode === ref.code;
    return tables
      .filter((table) => table.kind === "target" && table.year === year)
      .flatMap((table) => cellsOf(table, isOwn, ref))
      .map((cell) => ({ ...cell, plan: { id, title } }));
  });
  if (targets.length === 0) return [];
  const ids = [...new Set(targets.map(({ indicatorId }) => indicatorId))];
  const figures = new Map(
    (await computeAll(db, scope, { year }, { ids, by: [] })).map((one) => [one.id, one]),
  );
  return targets.flatMap((target) => {
    const figure = figures.get(target.indicatorId);
    return figure
      ? [
          {
            ...target,
            unit: figure.definition.unit,
            actual: figure.value,
            reason: figure.reason,
          },
        ]
      : [];
  });
}

/**
 * The targets of one table: for the plan's own unit its stated sums, else what its rows come to;
 * for another the row of that unit. What nothing is said of is no target.
 */
function cellsOf(
  { columns, rows, stated }: TargetTable,
  isOwn: boolean,
  ref: { readonly version: string; readonly code: string },
) {
  const row = rows.find(({ unit }) => unit?.version === ref.version && unit.code === ref.code);
  return columns.flatMap((column, at) => {
    const { label, indicator } = column;
    const parts = isSummed(column) ? rows.flatMap(({ cells }) => cells[at] ?? []) : [];
    const whole = stated[at] ?? (parts.length > 0 ? sumOf(parts) : null);
    const target = isOwn ? whole : (row?.cells[at] ?? null);
    return indicator !== null && target !== null
      ? [{ indicatorId: indicator, label, target: Number(target) }]
      : [];
  });
}
