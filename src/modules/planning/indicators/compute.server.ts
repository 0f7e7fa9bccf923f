import { type SQL, sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { UnitRef } from "#modules/places/model.ts";
import { indicatorDefinitions } from "./definitions.server.ts";
import type { Asked } from "./formulas/formula.server.ts";
import { findFormula } from "./formulas/registry.server.ts";
import type { Dimension, IndicatorDefinition, IndicatorFigure, Part } from "./model.ts";
import { partsOf } from "./parts.server.ts";
import { daysOf, isPeriod, type Period, yearOnly } from "./period.ts";
import { type Scope, scopeOf } from "./scope.server.ts";

/** What an indicator is asked of. `unit`: null is the whole country. `by`: all its breakdowns unless said. */
export type IndicatorAsked = Period & {
  readonly unit: UnitRef | null;
  readonly by?: readonly Dimension[];
};

/**
 * What an indicator says of a unit and a period, with its breakdowns, in one statement. Of a period
 * that has not ended, what has happened until today. A figure that nothing can tell is null with
 * the reason, never 0. `notFound` for an unknown indicator or unit, `invalid` for no period.
 */
export async function computeIndicator(
  db: Db,
  id: string,
  { unit, by, ...period }: IndicatorAsked,
): Promise<IndicatorFigure> {
  const definition = indicatorDefinitions().get(id);
  if (!definition)
    throw new AppError("notFound", { vi: `Không có chỉ số "${id}" trong danh mục chỉ số.` });
  const asked = await askedOf(db, period, await scopeOf(db, unit));
  return figureOf(db, definition, asked, by);
}

/** The days of a period as formulas need them; `invalid` for no period. */
export async function askedOf(db: Db, period: Period, scope: Scope): Promise<Asked> {
  if (!isPeriod(period))
    throw new AppError("invalid", {
      vi: "Kỳ báo cáo chưa đúng: năm từ 2018, quý từ 1 đến 4.",
    });
  const { from, to } = daysOf(period);
  const now = await today(db);
  return {
    year: period.year,
    quarter: period.quarter ?? null,
    from,
    to,
    on: now < to ? now : to,
    scope,
  };
}

/** Why an indicator has nothing to say of this period, before anything is counted; null: it may. */
export function silenceOf({ frequency }: IndicatorDefinition, asked: Asked): string | null {
  if (asked.from > asked.on) return "Kỳ báo cáo chưa bắt đầu.";
  if (asked.quarter !== null && !frequency.includes("quarter")) return yearOnly;
  return null;
}

/** The figure of a definition; see `computeIndicator`. */
export async function figureOf(
  db: Db,
  definition: IndicatorDefinition,
  asked: Asked,
  by: readonly Dimension[] = definition.by,
): Promise<IndicatorFigure> {
  const { id, measure } = definition;
  const silent = (reason: string) => ({
    id,
    value: null,
    reason,
    of: null,
    toldBy: null,
    by: {},
  });
  const formula = findFormula(definition.formula);
  if (!formula) return silent("Hệ thống chưa có nơi ghi số liệu này.");
  const silence = silenceOf(definition, asked);
  if (silence !== null) return silent(silence);
  const wanted = definition.by.filter((one) => by.includes(one));
  const { rows } = await db.execute<Group>(grouped(formula.facts(asked), measure, wanted));
  const total = rows.find(({ dimension }) => dimension === null);
  const count = Number(total?.rows ?? 0);
  const of = formula.whole?.(asked) ?? null;
  if (count === 0 && formula.untold) return { ...silent(formula.untold(asked)), of };
  if (total && total.value === null) return { ...silent("Không có gì để tính tỷ lệ."), of };
  return {
    id,
    value: exact(total?.value ?? "0"),
    reason: null,
    of,
    toldBy: formula.untold && formula.entity === "producer" ? count : null,
    by: Object.fromEntries(
      wanted.map((one): [Dimension, readonly Part[]] => [
        one,
        partsOf(
          one,
          rows.filter(({ dimension }) => dimension === one),
          measure,
          asked.scope.book,
        ),
      ]),
    ),
  };
}

/** Facts of one value of a dimension, or of all of them (`dimension` null). */
export type Group = {
  readonly dimension:
    | "commune"
    | "oldDistrict"
    | "sector"
    | "star"
    | "kind"
    | "sex"
    | "ethnicity"
    | null;
  readonly unit_path: string | null;
  readonly unit_version: string | null;
  readonly unit_code: string | null;
  readonly key: string | null;
  readonly rows: string;
  readonly met: string;
  readonly value: string | null;
};

const groupColumns = {
  commune: "unit_path",
  oldDistrict: "unit_version, unit_code",
  sector: "set_key",
  star: "stars",
  kind: "kind",
  sex: "sex",
  ethnicity: "ethnicity",
} as const satisfies Record<Dimension, string>;

const measures = {
  count: sql`count(*)::text`,
  sum: sql`coalesce(sum(amount), 0)::text`,
  share: sql`round(100.0 * count(*) filter (where met) / nullif(count(*), 0), 1)::text`,
} as const;

/** One pass over the facts: the whole, and every asked breakdown. */
function grouped(from: SQL, measure: keyof typeof measures, by: readonly Dimension[]): SQL {
  const sets = ["()", ...by.map((one) => `(${groupColumns[one]})`)].join(", ");
  const isOf = (one: Dimension) =>
    `grouping(${groupColumns[one].split(", ")[0]}) = 0 then '${one}'`;
  const used =
    by.length === 0 ? "null" : `case ${by.map((one) => `when ${isOf(one)}`).join(" ")} end`;
  const keys = (["sector", "star", "kind", "sex", "ethnicity"] as const).filter((one) =>
    by.includes(one),
  );
  const value =
    keys.length === 0
      ? "null"
      : `coalesce(${keys.map((one) => `${groupColumns[one]}::text`).join(", ")})`;
  const unit = (column: string, one: Dimension) =>
    by.includes(one) ? `${column} as ${column}` : `null as ${column}`;
  return sql`select ${sql.raw(`${used} as dimension, ${value} as key, ${unit("unit_path", "commune")},
      ${unit("unit_version", "oldDistrict")}, ${unit("unit_code", "oldDistrict")}`)},
      count(*)::text as rows, count(*) filter (where met)::text as met, ${measures[measure]} as value
    from (${from}) f group by grouping sets (${sql.raw(sets)})`;
}

/** A number of the database as a number of the program; a sum too large for one is a fault to be seen. */
export function exact(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && !Number.isSafeInteger(number))
    throw new RangeError(`${value} is larger than a number holds exactly`);
  return number;
}
