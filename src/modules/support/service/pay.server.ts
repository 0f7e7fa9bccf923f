import { and, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { dayOfInstant, today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { formatDong } from "#core/money.ts";
import { EnterPayment, VoidPayment } from "../inputs.ts";
import * as notices from "../notices.ts";
import { leftOf } from "../rules.ts";
import { claims, payments } from "../schema.server.ts";
import { afterPayment } from "../states.ts";
import { requireVersion, wrongStep } from "#core/changing.ts";
import { authorisedClaim, type ClaimRow, versionOf } from "./load.server.ts";
import { settleFair } from "./ledger.server.ts";
import { moveClaim, tellProducer } from "./move.server.ts";
import { refuseTied } from "./ties.server.ts";

/** What was paid on a claim, in đồng. */
export async function paidOn(db: Db, claimId: string): Promise<bigint> {
  const [row] = await db
    .select({ sum: sql<string>`coalesce(sum(${payments.amount}), 0)::text` })
    .from(payments)
    .where(and(eq(payments.claimId, claimId), isNull(payments.voidedAt)));
  return BigInt(row?.sum ?? "0");
}

/** Refuses who approved the claim: one person decides, another one pays. */
export function refuseSamePerson(actor: UserActor, { decidedBy }: ClaimRow): void {
  if (decidedBy === actor.userId)
    throw new AppError("forbidden", {
      denied: "support.claim.fourEyes",
      vi: "Bạn là người duyệt đề nghị này. Người khác của văn phòng ghi chi trả.",
    });
}

/**
 * Enters money paid out on an approved claim. Throws `forbidden` for who approved it, `invalid`
 * for more than is left and for a day before the approval or after today, `conflict` for a voucher entered twice.
 */
export async function enterPayment(db: Db, actor: UserActor, input: EnterPayment): Promise<void> {
  const { claimId, expectedVersion, participantId, ...form } = parseInput(EnterPayment, input);
  await db.transaction(async (tx) => {
    const row = await authorisedClaim(tx, actor, "pay", claimId, { lock: true });
    requireVersion(row, expectedVersion);
    if (row.approved === null || row.source === null) throw wrongStep();
    refuseSamePerson(actor, row);
    await refuseTied(tx, actor, row);
    const paid = await paidOn(tx, row.id);
    const left = leftOf(row.approved, paid);
    const fields: Record<string, string> = {};
    if (form.amount <= 0n) fields["amount"] = "Số tiền phải lớn hơn 0.";
    if (form.amount > left) fields["amount"] = `Chỉ còn ${formatDong(left)} đồng chưa chi.`;
    const decidedOn = await decidedDay(tx, row);
    if (form.paidOn > (await today(tx))) fields["paidOn"] = "Ngày chi không được ở tương lai.";
    else if (decidedOn !== null && form.paidOn < decidedOn)
      fields["paidOn"] = `Ngày chi không được trước ngày duyệt (${formatDay(decidedOn)}).`;
    if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
    const kept = await tx
      .insert(payments)
      .values({
        ...form,
        provinceCode: row.provinceCode,
        claimId: row.id,
        source: row.source,
        enteredBy: actor.userId,
      })
      .onConflictDoNothing()
      .returning({ id: payments.id });
    const [payment] = kept;
    if (!payment) {
      const text = "Số chứng từ này đã ghi cho đề nghị này.";
      throw new AppError("conflict", { vi: text, fields: { voucher: text } });
    }
    if (participantId !== null)
      await settleFair(
        tx,
        { id: payment.id, provinceCode: row.provinceCode, amount: form.amount },
        { producerId: row.producerId, participantId },
      );
    await moveClaim(tx, actor, row, {
      step: "pay",
      amount: form.amount,
      days: null,
      note: form.voucher,
      state: afterPayment(row.approved, paid + form.amount),
    });
    const { name: measure } = await versionOf(tx, row);
    await tellProducer(
      tx,
      row,
      notices.paid({ ...form, measure, producerName: "", paidOn: formatDay(form.paidOn) }),
    );
  });
}

/** The day in Vietnam on which a claim was decided. */
async function decidedDay(tx: Db, { id }: ClaimRow): Promise<string | null> {
  const [row] = await tx
    .select({ on: sql<string | null>`${dayOfInstant(claims.decidedAt)}::text` })
    .from(claims)
    .where(eq(claims.id, id));
  return row?.on ?? null;
}

/** Voids a payment that was entered wrongly, with a reason; the producer is told. */
export async function voidPayment(db: Db, actor: UserActor, input: VoidPayment): Promise<void> {
  const { claimId, paymentId, expectedVersion, reason } = parseInput(VoidPayment, input);
  await db.transaction(async (tx) => {
    const row = await authorisedClaim(tx, actor, "pay", claimId, { lock: true });
    requireVersion(row, expectedVersion);
    if (row.approved === null) throw wrongStep();
    refuseSamePerson(actor, row);
    const [payment] = await tx
      .update(payments)
      .set({ voidedAt: sql`now()`, voidedBy: actor.userId, voidReason: reason })
      .where(
        and(eq(payments.id, paymentId), eq(payments.claimId, row.id), isNull(payments.voidedAt)),
      )
      .returning();
    if (!payment) throw new AppError("notFound", { vi: "Không có dòng chi này." });
    await moveClaim(tx, actor, row, {
      step: "void",
      amount: payment.amount,
      days: null,
      note: reason,
      state: afterPayment(row.approved, await paidOn(tx, row.id)),
    });
    const { name: measure } = await versionOf(tx, row);
    await tellProducer(tx, row, notices.voided({ ...payment, measure, producerName: "" }));
  });
}
