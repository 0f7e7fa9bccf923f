import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { addWorkingDays } from "#core/calendar/working-days.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { formatDay } from "#core/input/day.ts";
import { stageOf } from "../states.ts";
import { dossiers } from "../schema.server.ts";
import { dossierMessages } from "../messages/schema.server.ts";
import { type DossierRow, procedureOf } from "./load.server.ts";
import { officePath } from "./messages.server.ts";

/** How many working days before the end an office is reminded. */
const remindDays = 3;

/**
 * Reminds the office on whose desk a dossier is running out, and tells the province's office of
 * one that is late. Each is said once for a stage and due day, however often this runs. Tells how
 * many messages were written.
 */
export async function escalateDossiers(db: Db): Promise<number> {
  const on = await today(db);
  const due = await db
    .select()
    .from(dossiers)
    .where(
      and(
        inArray(dossiers.state, ["filed", "underCommuneReview", "forwarded", "checking"]),
        lte(dossiers.dueOn, addWorkingDays(on, remindDays)),
      ),
    );
  let written = 0;
  for (const row of due) written += await remind(db, row, on);
  return written;
}

async function remind(db: Db, row: DossierRow, on: string): Promise<number> {
  const { path } = procedureOf(row, on);
  const desk = officePath(row, stageOf(path, row.stage));
  const isLate = (row.dueOn ?? on) < on;
  const kind = isLate ? "overdue" : "dueSoon";
  const readers = isLate ? [...new Set([desk, row.provinceCode])] : [desk];
  const last = formatDay(row.dueOn ?? on);
  const subject = isLate
    ? `Quá hạn từ ngày ${last}: ${row.productName}`
    : `Đến hạn ngày ${last}: ${row.productName}`;
  const body = isLate
    ? `Hồ sơ của ${row.producerName} đã quá thời hạn xử lý. Hãy xử lý ngay hoặc trao đổi với chủ thể.`
    : `Hồ sơ của ${row.producerName} sắp hết thời hạn xử lý.`;
  return db.transaction(async (tx) => {
    // Two processes may run this at once: they take turns on the dossier's row.
    await tx
      .select({ id: dossiers.id })
      .from(dossiers)
      .where(eq(dossiers.id, row.id))
      .for("update");
    let count = 0;
    for (const office of readers) {
      const said = await tx.$count(
        dossierMessages,
        and(
          eq(dossierMessages.dossierId, row.id),
          eq(dossierMessages.officePath, office),
          eq(dossierMessages.kind, kind),
          eq(dossierMessages.subject, subject),
        ),
      );
      if (said > 0) continue;
      await tx.insert(dossierMessages).values({
        dossierId: row.id,
        provinceCode: row.provinceCode,
        officePath: office,
        kind,
        subject,
        body,
        createdAt: sql`now()`,
      });
      count += 1;
    }
    return count;
  });
}
