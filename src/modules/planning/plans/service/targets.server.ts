import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseNumber } from "#core/input/number.ts";
import { parseInput } from "#core/input/parse.ts";
import { cleanLine } from "#core/input/text.ts";
import { computeIndicator } from "../../indicators/compute.server.ts";
import { indicatorDefinitions } from "../../indicators/definitions.server.ts";
import type { IndicatorDefinition } from "../../indicators/model.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { SaveTargets } from "../inputs.ts";
import type { TargetTable } from "../model.ts";
import type { PlanRow } from "./load.server.ts";
import { moveDraft, takeDraft } from "./edit.server.ts";
import { findTargetUnits } from "./target-units.server.ts";

/** The table of targets that is edited here, one for each year of a plan. */
export const targetTableId = (year: number) => `nam-${year}`;

/**
 * Saves the targets of a year: units by indicators, with the sums that the plan states; the lock of
 * the next save comes back. Throws
 * `invalid` beside each cell: no number, no unit, or a unit that is no more, with what it is today.
 */
export async function saveTargets(
  db: Db,
  actor: UserActor,
  input: SaveTargets,
): Promise<{ lock: number }> {
  const { planId, lock, year, columns, rows, stated } = parseInput(SaveTargets, input);
  return db.transaction(async (tx) => {
    const draft = await takeDraft(tx, actor, { planId, lock });
    const { row, version } = draft;
    if (year < row.fromYear || year > row.toYear)
      throw new AppError("invalid", { fields: { year: "Năm không thuộc kế hoạch." } });
    const fields: Record<string, string> = {};
    const definitions = indicatorDefinitions();
    const cells = (typed: readonly string[], at: string) =>
      columns.map((id, column) => {
        const measure = definitions.get(id)?.measure;
        return cellOf(typed[column] ?? "", measure, `cell.${at}.${column}`, fields);
      });
    const chosen = columns.map((id) => {
      const definition = definitions.get(id);
      if (!definition) fields["columns"] = "Hãy chọn chỉ tiêu trong danh mục.";
      const isRate = definition?.measure === "share";
      return { id, label: definition?.vi ?? id, indicator: id, shareOf: null, isRate };
    });
    if (new Set(columns).size < columns.length)
      fields["columns"] = "Mỗi chỉ tiêu chỉ đứng ở một cột.";
    const filled = rows.filter((typed) =>
      [typed.unit, ...typed.cells].some((text) => cleanLine(text) !== ""),
    );
    const units = await findTargetUnits(
      tx,
      row.unitPath,
      filled.map(({ unit }) => cleanLine(unit)),
    );
    const seen = new Set<string>();
    const kept = filled.flatMap((typed, at) => {
      const found = units[at];
      const values = cells(typed.cells, String(at));
      if (!found || "vi" in found) {
        fields[`unit.${at}`] = found?.vi ?? "Hãy ghi đơn vị.";
        return [];
      }
      if (seen.has(found.unit.code)) fields[`unit.${at}`] = `${found.unit.fullName} có hai dòng.`;
      seen.add(found.unit.code);
      const { version, code, fullName } = found.unit;
      return [{ name: fullName, unit: { version, code }, cells: values }];
    });
    const table: TargetTable = {
      id: targetTableId(year),
      title: `Chỉ tiêu năm ${year}`,
      kind: "target",
      year,
      columns: chosen,
      rows: kept,
      stated: cells(stated, "total"),
    };
    if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
    const others = version.tables.filter(({ id }) => id !== table.id);
    const tables = [...others, table].sort((a, b) => a.year - b.year);
    return moveDraft(tx, actor, draft, { what: "targets", rows: kept.length, change: { tables } });
  });
}

function cellOf(
  typed: string,
  measure: IndicatorDefinition["measure"] | undefined,
  field: string,
  fields: Record<string, string>,
): string | null {
  const text = cleanLine(typed);
  if (/^[-–]?$/.test(text)) return null;
  const value = parseNumber(text);
  if (value === null) fields[field] = "Hãy nhập một số.";
  else if (value.startsWith("-")) fields[field] = "Chỉ tiêu không được âm.";
  else if (measure === "count" && value.includes("."))
    fields[field] = "Chỉ tiêu này là số đếm: hãy nhập số nguyên.";
  else if (measure === "share" && Number(value) > 100)
    fields[field] = "Chỉ tiêu này là tỷ lệ: hãy nhập từ 0 đến 100 (%).";
  else if (value.length > 12) fields[field] = "Chỉ tiêu quá lớn.";
  return value;
}

/** What has been reached of a table's targets, as the data tell it: nothing here is typed. */
export type Actuals = {
  /** By column: of the whole plan, and of each row; null where nothing can be told. */
  readonly columns: readonly {
    readonly id: string;
    readonly unit: string;
    readonly whole: number | null;
    readonly reason: string | null;
    readonly rows: readonly (number | null)[];
  }[];
};

/** Counts a table's indicators for its year: one statement for each column, its parts for the rows. */
export async function actualsOf(db: Db, plan: PlanRow, table: TargetTable): Promise<Actuals> {
  const unit = { version: plan.unitVersion, code: plan.unitCode } as UnitRef;
  const columns: Actuals["columns"][number][] = [];
  for (const { id, indicator } of table.columns) {
    const definition = indicator === null ? undefined : indicatorDefinitions().get(indicator);
    if (!definition) {
      columns.push({ id, unit: "", whole: null, reason: null, rows: table.rows.map(() => null) });
      continue;
    }
    const figure = await computeIndicator(db, definition.id, {
      unit,
      year: table.year,
      by: definition.by.filter((by) => by === "commune" || by === "oldDistrict"),
    });
    const parts = (by: "commune" | "oldDistrict") =>
      new Map((figure.by[by] ?? []).map(({ key, value }) => [key, value]));
    const [communes, districts] = [parts("commune"), parts("oldDistrict")];
    const known = figure.value !== null;
    columns.push({
      id,
      unit: definition.unit,
      whole: figure.value,
      reason: figure.reason,
      rows: table.rows.map(({ unit: of }) => {
        if (!known || of === null || definition.measure === "share") return null;
        if (of.version === currentVersion)
          return definition.by.includes("commune") ? (communes.get(of.code) ?? 0) : null;
        return definition.by.includes("oldDistrict") ? (districts.get(of.code) ?? 0) : null;
      }),
    });
  }
  return { columns };
}
