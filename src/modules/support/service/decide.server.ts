import { and, eq, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { formatDong } from "#core/money.ts";
import { ApproveClaim, TurnDownClaim } from "../inputs.ts";
import { type FundSource, fundSources } from "../model.ts";
import * as notices from "../notices.ts";
import { leftOf } from "../rules.ts";
import { budgets, claims } from "../schema.server.ts";
import { requireVersion, wrongStep } from "#core/changing.ts";
import { authorisedClaim, versionOf } from "./load.server.ts";
import { refuseTooMuch } from "./claims.server.ts";
import { moveClaim, tellAgency, tellProducer } from "./move.server.ts";
import { refuseTied } from "./ties.server.ts";

/**
 * Approves a claim with an amount that is neither more than asked nor than the measure gives, nor
 * than the year's budget of the measure and source has left; `unprocessable` says what is left.
 * `forbidden` for an officer who is tied to the producer.
 */
export async function approveClaim(db: Db, actor: UserActor, input: ApproveClaim): Promise<void> {
  const { claimId, expectedVersion, amount, source } = parseInput(ApproveClaim, input);
  await db.transaction(async (tx) => {
    const row = await authorisedClaim(tx, actor, "decide", claimId, { lock: true });
    requireVersion(row, expectedVersion);
    if (row.state !== "filed" || row.cost === null || row.asked === null) throw wrongStep();
    await refuseTied(tx, actor, row);
    const version = await versionOf(tx, row);
    if (amount > row.asked)
      throw new AppError("invalid", {
        fields: { amount: `Không duyệt quá số đề nghị (${formatDong(row.asked)} đồng).` },
      });
    refuseTooMuch(version, row.cost, amount, "amount");
    const year = Number((await today(tx)).slice(0, 4));
    await takeFromBudget(tx, { ...row, year, source }, amount);
    await moveClaim(tx, actor, row, {
      step: "approve",
      amount,
      days: version.payDays,
      set: {
        approved: amount,
        source,
        budgetYear: year,
        decidedBy: actor.userId,
        decidedAt: sql`now()`,
        reason: null,
      },
    });
    const of = { measure: version.name, amount };
    await tellProducer(tx, row, notices.approved({ ...of, producerName: "" }));
    await tellAgency(tx, row, (named) => notices.toPay({ ...of, ...named }));
  });
}

/** States whose approved amount the budget has given away. */
const binding = ["approved", "partPaid", "paid"] as const;

/** What was approved against a budget line, in đồng. */
export async function approvedAgainst(
  db: Db,
  { measureId, year, source }: { measureId: string; year: number; source: FundSource },
): Promise<bigint> {
  const [row] = await db
    .select({ sum: sql<string>`coalesce(sum(${claims.approved}), 0)::text` })
    .from(claims)
    .where(
      and(
        eq(claims.measureId, measureId),
        eq(claims.budgetYear, year),
        eq(claims.source, source),
        inArray(claims.state, [...binding]),
      ),
    );
  return BigInt(row?.sum ?? "0");
}

/** Refuses what the budget does not have. Its line stays locked, so that two approvals follow each other. */
async function takeFromBudget(
  tx: Db,
  line: { provinceCode: string; measureId: string; year: number; source: FundSource },
  amount: bigint,
): Promise<void> {
  const [budget] = await tx
    .select()
    .from(budgets)
    .where(
      and(
        eq(budgets.provinceCode, line.provinceCode),
        eq(budgets.year, line.year),
        eq(budgets.measureId, line.measureId),
        eq(budgets.source, line.source),
      ),
    )
    .for("update");
  const name = fundSources[line.source];
  if (!budget)
    throw new AppError("unprocessable", {
      vi: `Chưa ghi dự toán năm ${line.year} từ nguồn “${name}” cho biện pháp này. Hãy ghi dự toán trong mục Kinh phí rồi duyệt.`,
    });
  const left = leftOf(budget.amount, await approvedAgainst(tx, line));
  if (amount > left)
    throw new AppError("unprocessable", {
      vi: `Vượt dự toán năm ${line.year} từ nguồn “${name}”: còn ${formatDong(left)} đồng, đề nghị duyệt ${formatDong(amount)} đồng, thiếu ${formatDong(amount - left)} đồng. Hãy duyệt ít hơn, chọn nguồn khác hoặc điều chỉnh dự toán.`,
    });
}

/** Gives a claim back to be added to; the producer reads why. */
export async function returnClaim(db: Db, actor: UserActor, input: TurnDownClaim): Promise<void> {
  await turnDown(db, actor, input, "return");
}

/** Refuses a claim for good; the right is there again for another one. */
export async function refuseClaim(db: Db, actor: UserActor, input: TurnDownClaim): Promise<void> {
  await turnDown(db, actor, input, "refuse");
}

async function turnDown(
  db: Db,
  actor: UserActor,
  input: TurnDownClaim,
  step: "return" | "refuse",
): Promise<void> {
  const { claimId, expectedVersion, reason } = parseInput(TurnDownClaim, input);
  await db.transaction(async (tx) => {
    const row = await authorisedClaim(tx, actor, "decide", claimId, { lock: true });
    requireVersion(row, expectedVersion);
    await refuseTied(tx, actor, row);
    const { name: measure } = await versionOf(tx, row);
    await moveClaim(tx, actor, row, {
      step,
      amount: null,
      days: null,
      note: reason,
      set:
        step === "refuse" ? { reason, decidedBy: actor.userId, decidedAt: sql`now()` } : { reason },
    });
    const words = step === "return" ? notices.returned : notices.refused;
    await tellProducer(tx, row, words({ measure, producerName: "", reason }));
  });
}
