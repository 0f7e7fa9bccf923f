import { and, desc, eq, gte } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { consultReports } from "./schema.server.ts";

export type ReportRow = typeof consultReports.$inferSelect;

/** The team's last report on a dossier at a stage; null before the first. */
export async function lastReport(
  db: Db,
  dossierId: string,
  stage: string,
): Promise<ReportRow | null> {
  const [report] = await db
    .select()
    .from(consultReports)
    .where(and(eq(consultReports.dossierId, dossierId), eq(consultReports.stage, stage)))
    .orderBy(desc(consultReports.seq))
    .limit(1);
  return report ?? null;
}

/** Whether the team has reported on the dossier since it came to where it lies now. */
export async function hasReport(db: Db, row: DossierRow): Promise<boolean> {
  const found = await db.$count(
    consultReports,
    and(
      eq(consultReports.dossierId, row.id),
      eq(consultReports.stage, row.stage ?? ""),
      gte(consultReports.submittedAt, row.stateSince),
    ),
  );
  return found > 0;
}
