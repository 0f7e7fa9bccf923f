import { count, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { keepNoTies, refuseTied, tiesOfPlan } from "../../service/ties.server.ts";
import { beginWorks } from "../../works/service/progress.server.ts";
import { planEvents } from "../events.server.ts";
import { EvaluatePlan, OnPlan } from "../inputs.ts";
import { type PlanOutcome, planParts, type PlanState } from "../model.ts";
import { noticeOfDecision, noticeOfFiling } from "../notices.ts";
import { missingIn } from "../parts.ts";
import { businessPlanEvaluations, businessPlanFilings, businessPlans } from "../schema.server.ts";
import { next, type PlanStep } from "../states.ts";
import { answersOf, auditFacts, type PlanRow, takePlan, writtenOf } from "./load.server.ts";
import { tell } from "./tell.server.ts";

/** What still stands against filing a plan, in words; empty when it may be filed. */
export function lacking(
  content: Parameters<typeof missingIn>[0],
  answers: Readonly<Record<string, number>>,
): string[] {
  return [
    ...missingIn(content).map(({ part, label }) => `${planParts[part]}: ${label}`),
    ...(Object.keys(answers).length === 0
      ? ["Hiện trạng sản phẩm: hãy trả lời ít nhất một tiêu chí"]
      : []),
  ];
}

/**
 * Files a plan: what is written is frozen, and the commune and the province's office are told.
 * Throws `unprocessable` with everything that is missing, `stale`, `conflict`.
 */
export async function filePlan(db: Db, actor: UserActor, input: OnPlan): Promise<void> {
  const asked = parseInput(OnPlan, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, { activity: "write", step: "file" }, asked);
    const { content } = await writtenOf(tx, row.id);
    const answers = await answersOf(tx, row.id);
    const against = lacking(content, answers);
    if (against.length > 0)
      throw new AppError("unprocessable", {
        vi: `Phương án còn thiếu: ${against.join("; ")}.`,
      });
    const seq = (await filingsOf(tx, row.id)) + 1;
    const { regime, setCode, rulebookDigest, targetStars, productName, producerName } = row;
    const facts = { regime, setCode, rulebookDigest, targetStars, productName, producerName };
    await tx.insert(businessPlanFilings).values({
      planId: row.id,
      provinceCode: row.provinceCode,
      seq,
      snapshot: { ...facts, content, answers },
      filedBy: actor.userId,
    });
    await move(tx, row, "file", { filedAt: sql`now()`, reason: null });
    await tell(tx, row, noticeOfFiling(row));
    await appendAudit(tx, planEvents.filed, { ...auditFacts(actor, row), details: { seq } });
  });
}

async function filingsOf(tx: Db, planId: string): Promise<number> {
  const [counted] = await tx
    .select({ filings: count() })
    .from(businessPlanFilings)
    .where(eq(businessPlanFilings.planId, planId));
  return counted?.filings ?? 0;
}

async function move(
  tx: Db,
  row: PlanRow,
  step: PlanStep,
  change: Partial<Record<"filedAt" | "decidedAt", ReturnType<typeof sql>>> & {
    reason?: string | null;
  } = {},
): Promise<PlanState> {
  const state = next(step, row.state) ?? row.state;
  await tx
    .update(businessPlans)
    .set({ ...change, state, version: row.version + 1, updatedAt: sql`now()` })
    .where(eq(businessPlans.id, row.id));
  return state;
}

/** Takes a plan back before it is decided; another may be opened for the product. */
export async function withdrawPlan(db: Db, actor: UserActor, input: OnPlan): Promise<void> {
  const asked = parseInput(OnPlan, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, { activity: "write", step: "withdraw" }, asked);
    await move(tx, row, "withdraw");
    await appendAudit(tx, planEvents.withdrawn, { ...auditFacts(actor, row), details: {} });
  });
}

const stepOf = {
  chosen: "choose",
  returned: "return",
  notChosen: "decline",
} as const satisfies Record<PlanOutcome, PlanStep>;

/**
 * The office's findings on a filed plan, and its decision; the producer is told. A chosen plan's
 * tasks are made from the scoring engine's advice, and its progress begins today. Throws `stale`,
 * `conflict`, `invalid`, and `forbidden` for whoever is tied to the producer.
 */
export async function evaluatePlan(db: Db, actor: UserActor, input: EvaluatePlan): Promise<void> {
  const { evaluation, outcome, reason, planId, expectedVersion } = parseInput(EvaluatePlan, input);
  await db.transaction(async (tx) => {
    const step = stepOf[outcome];
    const asked = { planId, expectedVersion };
    const row = await takePlan(tx, actor, { activity: "decide", step }, asked);
    await refuseTied(tx, actor, tiesOfPlan(row));
    await keepNoTies(tx, actor, tiesOfPlan(row));
    const seq = await filingsOf(tx, row.id);
    await tx.insert(businessPlanEvaluations).values({
      planId: row.id,
      provinceCode: row.provinceCode,
      seq,
      evaluation,
      outcome,
      reason,
      by: actor.userId,
    });
    await move(tx, row, step, { decidedAt: sql`now()`, reason });
    if (outcome === "chosen") await beginWorks(tx, actor, row);
    await tell(tx, row, noticeOfDecision(row, outcome, reason));
    await appendAudit(tx, planEvents.decided, {
      ...auditFacts(actor, row),
      details: { seq, outcome },
    });
  });
}

/** Says that a chosen plan has been carried out; its product may have a next one. */
export async function completePlan(db: Db, actor: UserActor, input: OnPlan): Promise<void> {
  const asked = parseInput(OnPlan, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, { activity: "decide", step: "complete" }, asked);
    await move(tx, row, "complete");
    await appendAudit(tx, planEvents.completed, { ...auditFacts(actor, row), details: {} });
  });
}
