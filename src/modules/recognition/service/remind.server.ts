import { and, eq, gte, isNull, lte, notExists, sql } from "drizzle-orm";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { tellOfRenewals, underWayOf } from "#modules/dossiers/service/renewals.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import type { RegimeProcedure } from "#modules/rulebooks/procedure.ts";
import { ladderOf, type ReminderStep, reminderWords, stepOn } from "../renewal.ts";
import { renewalProcedure } from "../rules.ts";
import { recognitions, renewalReminders, renewalStops } from "../schema.server.ts";

/** Recognitions whose end is further away than this are not looked at, in days. */
const farthest = 370;

/**
 * Reminds producers, and their communes, of recognitions that come to their end: each step of the
 * ladder once, however often this runs and in however many processes. Whoever has a dossier
 * under way, or has said that there will be none, is left in peace. Tells how many were reminded.
 */
export async function remindOfRenewals(db: Db): Promise<number> {
  const on = await today(db);
  const procedure = renewalProcedure(loadProcedures(), on);
  if (procedure === null) return 0;
  const rows = await endingRows(db, on);
  const underWay = await underWayOf(
    db,
    rows.map(({ productId }) => productId),
  );
  let reminded = 0;
  for (const row of rows) {
    const step = stepOn(row.expiresOn, on, procedure);
    if (step !== null && !underWay.has(row.productId))
      reminded += await remind(db, row, step, procedure);
  }
  return reminded;
}

type Ending = typeof recognitions.$inferSelect;

async function endingRows(db: Db, on: Day): Promise<Ending[]> {
  return db
    .select()
    .from(recognitions)
    .where(
      and(
        gte(recognitions.expiresOn, addDays(on, -60)),
        lte(recognitions.expiresOn, addDays(on, farthest)),
        isNull(recognitions.revokedOn),
        isNull(recognitions.replacedOn),
        notExists(
          db
            .select({ one: sql`1` })
            .from(renewalStops)
            .where(
              and(
                eq(renewalStops.recognitionId, recognitions.id),
                isNull(renewalStops.withdrawnAt),
              ),
            ),
        ),
      ),
    )
    .orderBy(recognitions.expiresOn, recognitions.id);
}

/** One step for one recognition; 0 where it was taken before. */
async function remind(
  db: Db,
  row: Ending,
  step: ReminderStep,
  procedure: RegimeProcedure,
): Promise<number> {
  const closes = ladderOf(row.expiresOn, procedure)?.closes ?? row.expiresOn;
  const words = reminderWords(step, { ...row, closes });
  return db.transaction(async (tx) => {
    // The row is the proof that it was said; a second process finds it and says nothing.
    const [taken] = await tx
      .insert(renewalReminders)
      .values({ recognitionId: row.id, step })
      .onConflictDoNothing()
      .returning({ step: renewalReminders.step });
    if (!taken) return 0;
    const about = { provinceCode: row.provinceCode, aboutProducerId: row.producerId };
    await tellOfRenewals(tx, [
      { ...about, to: { producerId: row.producerId }, ...words },
      {
        ...about,
        to: { officePath: row.unitPath },
        subject: words.subject,
        body: `Chủ thể: ${row.producerName}. Hãy hỏi chủ thể có đánh giá lại không và hướng dẫn nộp hồ sơ.`,
      },
    ]);
    return 1;
  });
}
