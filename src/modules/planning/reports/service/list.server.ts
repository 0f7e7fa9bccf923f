import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { currentVersion } from "#modules/places/model.ts";
import { figurePermissions } from "../../access.ts";
import { placeBook } from "../../indicators/places.server.ts";
import { periodName } from "../../indicators/period.ts";
import type { ReportFault, ReportState } from "../model.ts";
import { reportChecks, reports } from "../schema.server.ts";

/** A report in the list. */
export type ReportItem = {
  readonly id: string;
  readonly unitName: string;
  readonly period: string;
  readonly edition: number;
  readonly state: ReportState;
  readonly sentAt: string | null;
  readonly updatedAt: string;
  readonly isDemo: boolean;
  /** What the last nightly look found wrong with it. */
  readonly fault: ReportFault | null;
};

/** The newest 200 reports that the actor may see, the latest period first. */
export async function listReports(db: Db, actor: UserActor): Promise<ReportItem[]> {
  const book = await placeBook(db);
  const rows = await db
    .select({ ...getTableColumns(reports), fault: reportChecks.fault })
    .from(reports)
    .leftJoin(reportChecks, eq(reportChecks.reportId, reports.id))
    .where(
      scopeSql(actor, figurePermissions.see, {
        placeVersion: sql`${currentVersion}::text`,
        placePath: reports.unitPath,
      }),
    )
    .orderBy(desc(reports.year), desc(sql`coalesce(${reports.quarter}, 5)`), desc(reports.edition))
    .limit(200);
  return rows.map((row) => ({
    id: row.id,
    unitName:
      row.unitCode === ""
        ? "Cả nước"
        : book.nameOf({ version: row.unitVersion, code: row.unitCode }),
    period: periodName(row),
    edition: row.edition,
    state: row.state,
    sentAt: row.sentAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    isDemo: row.isDemo,
    fault: row.fault,
  }));
}
