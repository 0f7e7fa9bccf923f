import { and, eq, lte, sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { deadline } from "../notices.ts";
import { findingReminders, inspectionFindings, inspections } from "../schema.server.ts";
import { tellProducer } from "./announce.server.ts";

/** How many days before a deadline the producer is reminded. */
const daysBefore = 3;

/**
 * Reminds producers of deadlines that come and that have passed: each of the two once for each
 * deadline, however often this runs. Whoever has answered is left in peace. Tells how many.
 */
export async function remindOfDeadlines(db: Db): Promise<number> {
  const on = await today(db);
  const rows = await db
    .select({ finding: inspectionFindings, row: inspections })
    .from(inspectionFindings)
    .innerJoin(inspections, eq(inspections.id, inspectionFindings.inspectionId))
    .where(
      and(
        eq(inspectionFindings.state, "open"),
        lte(inspectionFindings.dueOn, addDays(on, daysBefore)),
        sql`${inspectionFindings.dueOn} >= ${addDays(on, -60)}`,
      ),
    )
    .orderBy(inspectionFindings.dueOn, inspectionFindings.id);
  let reminded = 0;
  for (const { finding, row } of rows) {
    const { dueOn, title } = finding;
    if (dueOn === null) continue;
    const step = dueOn < on ? ("overdue" as const) : ("soon" as const);
    reminded += await db.transaction(async (tx) => {
      // The row is the proof that it was said; a second process finds it and says nothing.
      const [taken] = await tx
        .insert(findingReminders)
        .values({ findingId: finding.id, dueOn, step })
        .onConflictDoNothing()
        .returning({ step: findingReminders.step });
      if (!taken) return 0;
      await tellProducer(tx, row, deadline({ ...row, title, dueOn, step }));
      return 1;
    });
  }
  return reminded;
}
