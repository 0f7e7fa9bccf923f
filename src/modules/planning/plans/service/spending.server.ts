import { and, asc, eq, isNull, sum } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { invalidInput, parseInput } from "#core/input/parse.ts";
import { planEvents } from "../events.server.ts";
import { CancelSpending, RecordSpending, spentAmount } from "../inputs.ts";
import { planLines, planSpending } from "../schema.server.ts";
import { auditFacts } from "./edit.server.ts";
import { newestVersion, takePlan, versionsOf } from "./load.server.ts";

export type SpendingRow = typeof planSpending.$inferSelect;

/**
 * Records what was spent on a line of an issued plan, with its paper. Throws `unprocessable` before
 * the plan is issued, and for a day to come.
 */
export async function recordSpending(
  db: Db,
  actor: UserActor,
  input: RecordSpending,
): Promise<void> {
  const { planId, amount: typed, ...entry } = parseInput(RecordSpending, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, "edit", planId);
    const amount = spentAmount(row.money).safeParse(typed);
    if (!amount.success)
      throw invalidInput({
        issues: amount.error.issues.map((issue) => ({ ...issue, path: ["amount"] })),
      });
    const issued = (await versionsOf(tx, planId)).find(({ state }) => state === "issued");
    if (!issued)
      throw new AppError("unprocessable", { vi: "Kế hoạch chưa ban hành nên chưa ghi chi được." });
    const newest = await newestVersion(tx, planId);
    const lines = await tx
      .select({ number: planLines.versionNumber })
      .from(planLines)
      .where(and(eq(planLines.planId, planId), eq(planLines.lineId, entry.lineId)));
    if (!lines.some(({ number }) => number === issued.number || number === newest.number))
      throw new AppError("invalid", { fields: { lineId: "Hãy chọn hoạt động của kế hoạch." } });
    if (entry.spentOn > (await today(tx)))
      throw new AppError("invalid", { fields: { spentOn: "Ngày chi không được sau hôm nay." } });
    const [kept] = await tx
      .insert(planSpending)
      .values({
        ...entry,
        planId,
        amount: amount.data,
        provinceCode: row.provinceCode,
        enteredBy: actor.userId,
      })
      .returning({ id: planSpending.id });
    await appendAudit(tx, planEvents.spent, {
      ...auditFacts(actor, row),
      details: { spending: kept?.id ?? "", line: entry.lineId, amount: String(amount.data) },
    });
  });
}

/** Cancels an entry that was wrong; it stays to be read, with the reason. */
export async function cancelSpending(
  db: Db,
  actor: UserActor,
  input: CancelSpending,
): Promise<void> {
  const { planId, spendingId, reason } = parseInput(CancelSpending, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, "edit", planId);
    const cancelled = await tx
      .update(planSpending)
      .set({ cancelledBy: actor.userId, cancelReason: reason })
      .where(
        and(
          eq(planSpending.id, spendingId),
          eq(planSpending.planId, planId),
          isNull(planSpending.cancelledBy),
        ),
      )
      .returning({ id: planSpending.id });
    if (cancelled.length === 0)
      throw new AppError("conflict", {
        vi: "Khoản chi này đã hủy hoặc không có. Hãy tải lại trang.",
      });
    await appendAudit(tx, planEvents.spendingCancelled, {
      ...auditFacts(actor, row),
      details: { spending: spendingId },
    });
  });
}

/** Every entry of a plan, by day; cancelled ones too. Rights are the caller's business, here and below. */
export async function listSpending(db: Db, planId: string): Promise<SpendingRow[]> {
  return db
    .select()
    .from(planSpending)
    .where(eq(planSpending.planId, planId))
    .orderBy(asc(planSpending.spentOn), asc(planSpending.enteredAt), asc(planSpending.id));
}

/** What has been spent on each line of a plan, in đồng. */
export async function spentByLine(db: Db, planId: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await db
    .select({ lineId: planSpending.lineId, spent: sum(planSpending.amount) })
    .from(planSpending)
    .where(and(eq(planSpending.planId, planId), isNull(planSpending.cancelledBy)))
    .groupBy(planSpending.lineId);
  return new Map(rows.map(({ lineId, spent }) => [lineId, BigInt(spent ?? 0)]));
}
