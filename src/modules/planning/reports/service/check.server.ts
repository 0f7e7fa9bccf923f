import { and, asc, eq, gt, sql } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Db } from "#core/database/connection.ts";
import { events } from "../events.server.ts";
import type { ReportFault } from "../model.ts";
import { reportChecks, reports } from "../schema.server.ts";
import { digestOf } from "./digest.server.ts";
import { keptFigures } from "./figures.server.ts";
import type { ReportRow } from "./load.server.ts";

/**
 * What is wrong with a report that was sent; null when it is what was sent. Its words and figures
 * must give its digest, and the digest and the hour must be those of the log, which nobody rewrites
 * unseen: whoever changes a report and its digest as well is found too.
 */
export async function faultOf(db: Db, row: ReportRow): Promise<ReportFault | null> {
  if (row.state !== "sent") return null;
  if (digestOf(row, await keptFigures(db, row.id)) !== row.digest) return "content";
  const [noted] = await db
    .select({ at: auditLog.at, digest: sql<string>`${auditLog.details} ->> 'digest'` })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectType, events.sent.subjectType),
        eq(auditLog.subjectId, row.id),
        eq(auditLog.action, events.sent.action),
      ),
    )
    .orderBy(asc(auditLog.at))
    .limit(1);
  const isNoted = noted?.digest === row.digest && noted?.at.getTime() === row.sentAt?.getTime();
  return isNoted ? null : "record";
}

/** Every report that was sent with what is wrong with it, one at a time. */
export async function* eachSent(
  db: Db,
): AsyncGenerator<{ row: ReportRow; fault: ReportFault | null }> {
  for (let after: string | null = null; ;) {
    const [row]: ReportRow[] = await db
      .select()
      .from(reports)
      .where(and(eq(reports.state, "sent"), after === null ? undefined : gt(reports.id, after)))
      .orderBy(asc(reports.id))
      .limit(1);
    if (!row) return;
    yield { row, fault: await faultOf(db, row) };
    after = row.id;
  }
}

/**
 * Looks at every report that was sent and keeps what is wrong with each, for the office's pages.
 * Tells how many were looked at, and which are wrong.
 */
export async function checkSentReports(
  db: Db,
): Promise<{ checked: number; faults: { report: string; fault: ReportFault }[] }> {
  const faults: { report: string; fault: ReportFault }[] = [];
  let checked = 0;
  for await (const { row, fault } of eachSent(db)) {
    checked += 1;
    if (fault !== null) faults.push({ report: row.id, fault });
    const { id: reportId, provinceCode, unitPath } = row;
    const now = sql`now()`;
    await db
      .insert(reportChecks)
      .values({
        reportId,
        provinceCode,
        unitPath,
        fault,
        foundAt: fault === null ? null : now,
      })
      .onConflictDoUpdate({
        target: reportChecks.reportId,
        set: {
          fault,
          checkedAt: now,
          foundAt: fault === null ? null : sql`coalesce(${reportChecks.foundAt}, ${now})`,
        },
      });
  }
  return { checked, faults };
}
