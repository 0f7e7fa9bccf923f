import { type Command, guarded, parse, UsageError, withDatabase } from "#core/commands.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { computeAll, type DefinedFigure } from "./all.server.ts";
import { firstYear, isPeriod, lastYear, type Period } from "./period.ts";
import { scopeOfCode } from "./scope.server.ts";

const usage = "report indicators --year NĂM --unit MÃ [--quarter 1-4] --json";

/**
 * `report indicators`: every indicator of a unit (a province, a commune or a district of before
 * July 2025) and a year or quarter, as JSON; without `--json` a line for each. Exit code 2 for a
 * year or unit that makes no sense.
 */
export const reportIndicators: Command = guarded(async (args, io) => {
  const { values, positionals } = parse(args, {
    year: { type: "string" },
    unit: { type: "string" },
    quarter: { type: "string" },
    json: { type: "boolean" },
  });
  const { unit } = values;
  if (positionals.length > 0 || typeof unit !== "string" || values["year"] === undefined)
    throw new UsageError(usage);
  if (!/^(\d{2}|\d{3}|\d{5})$/.test(unit))
    throw new UsageError(`mã đơn vị gồm 2, 3 hoặc 5 chữ số, không phải "${unit}"`);
  const period = periodOf(values["year"], values["quarter"]);
  const figures = await withDatabase(async ({ db }) => {
    await loadPlaces(db);
    const scope = await scopeOfCode(db, unit);
    if (!scope) throw new UsageError(`không có đơn vị nào mang mã ${unit}`);
    return computeAll(db, scope, period);
  });
  const printed = { ...period, unit, indicators: figures.map(printedFigure) };
  io.stdout.write(
    values["json"] === true ? `${JSON.stringify(printed)}\n` : figures.map(lineOf).join(""),
  );
  return 0;
});

function periodOf(year: string | boolean, quarter: string | boolean | undefined): Period {
  const period: Period = {
    year: numberOf(year),
    ...(quarter === undefined ? {} : { quarter: numberOf(quarter) }),
  };
  if (isPeriod(period)) return period;
  const isYear = isPeriod({ year: period.year });
  throw new UsageError(
    isYear
      ? `quý từ 1 đến 4, không phải "${String(quarter)}"`
      : `năm từ ${firstYear} đến ${lastYear}, không phải "${String(year)}"`,
  );
}

const numberOf = (text: string | boolean) =>
  typeof text === "string" && /^\d{1,4}$/.test(text) ? Number(text) : NaN;

function printedFigure({ id, definition, value, reason, of, by }: DefinedFigure) {
  const parts = Object.entries(by).map(([dimension, of]) => [
    dimension,
    Object.fromEntries(of.map((part) => [part.key === "" ? "unknown" : part.key, part.value])),
  ]);
  return {
    id,
    label: definition.vi,
    unit: definition.unit,
    value,
    ...(of === null ? {} : { of }),
    ...(reason === null ? {} : { reason }),
    by: Object.fromEntries(parts) as Record<string, Record<string, number>>,
  };
}

function lineOf({ definition, value, reason, of }: DefinedFigure): string {
  const said =
    value === null
      ? `– (${reason ?? ""})`
      : `${value}${of === null ? "" : `/${of}`} ${definition.unit}`;
  return `${definition.vi}: ${said}\n`;
}
