import { asc, eq } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { Standing } from "../../dashboards/standing.ts";
import { standingOf } from "../../dashboards/standing.server.ts";
import { computeAll } from "../../indicators/all.server.ts";
import { askedOf } from "../../indicators/compute.server.ts";
import { indicatorDefinitions } from "../../indicators/definitions.server.ts";
import { figureName } from "../../indicators/model.ts";
import { listKeys } from "../../indicators/rows.server.ts";
import type { KeptFigure } from "../digest.ts";
import { reportFigures } from "../schema.server.ts";
import { type ReportRow, scopeOfReport } from "./load.server.ts";

/** Figures of a report and the products in force over the years. */
export type ReportFigures = {
  readonly figures: readonly Omit<KeptFigure, "rowKeys">[];
  readonly series: Standing["years"];
};

/** What a report says: of one that was sent what it said then, of a draft what is counted now. */
export async function figuresOf(db: Db, row: ReportRow): Promise<ReportFigures> {
  if (row.state === "sent")
    return { figures: await keptFigures(db, row.id), series: row.series ?? [] };
  return countedNow(db, row);
}

/** The figures of the report's unit and period as the data stands now. */
export async function countedNow(db: Db, row: ReportRow): Promise<ReportFigures> {
  const scope = await scopeOfReport(db, row);
  const asked = await askedOf(db, row, scope);
  const now = await today(db);
  const counted = await computeAll(db, scope, row);
  const standing = await standingOf(db, asked, asked.on < asked.from ? now : asked.on);
  return {
    figures: counted.map(({ definition, ...figure }) => ({
      indicatorId: figure.id,
      name: figureName(definition, figure),
      unit: definition.unit,
      value: figure.value,
      reason: figure.reason,
      whole: figure.of,
      by: figure.by,
    })),
    series: standing.years,
  };
}

/** Keys of the rows behind every figure as the data stands now. */
export async function keysNow(db: Db, row: ReportRow): Promise<Map<string, string[]>> {
  const asked = await askedOf(db, row, await scopeOfReport(db, row));
  const keys = new Map<string, string[]>();
  for (const definition of indicatorDefinitions().values())
    keys.set(definition.id, await listKeys(db, definition, asked));
  return keys;
}

/** The figures that a report was sent with, in the order of the indicators. */
export async function keptFigures(db: Db, reportId: string): Promise<KeptFigure[]> {
  const rows = await db
    .select()
    .from(reportFigures)
    .where(eq(reportFigures.reportId, reportId))
    .orderBy(asc(reportFigures.indicatorId));
  const order = [...indicatorDefinitions().keys()];
  const placeOf = (id: string) => {
    const at = order.indexOf(id);
    return at === -1 ? order.length : at;
  };
  return rows
    .map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) }))
    .toSorted((a, b) => placeOf(a.indicatorId) - placeOf(b.indicatorId));
}
