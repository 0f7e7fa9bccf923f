import { and, eq, notInArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { readAnswers } from "#modules/rulebooks/answers.ts";
import { planEvents } from "../events.server.ts";
import { SavePart, SaveStanding } from "../inputs.ts";
import { readPart } from "../part-inputs.ts";
import { isPart, type TextData } from "../parts.ts";
import { businessPlanAnswers, businessPlanParts, businessPlans } from "../schema.server.ts";
import { auditFacts, setOfPlan, staleWrite, takePlan } from "./load.server.ts";
import { fitting, keepAnswers } from "./open.server.ts";

const writing = { activity: "write", step: "write" } as const;

/**
 * Keeps a part of a plan as its form sends it: every box may be empty, none wrong. Throws
 * `invalid` with a word beside each wrong box, `stale` for a part that was changed since it was
 * shown, `conflict` once the plan is filed.
 */
export async function savePart(db: Db, actor: UserActor, input: SavePart): Promise<void> {
  const { planId, part, boxes, expectedVersion } = parseInput(SavePart, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, writing, { planId });
    if (!isPart(part)) throw new AppError("notFound", { vi: "Phương án không có phần này." });
    const isOne = and(eq(businessPlanParts.planId, planId), eq(businessPlanParts.part, part));
    const [before] = await tx.select().from(businessPlanParts).where(isOne);
    const data = readPart(part, boxes);
    if ((before?.version ?? 0) !== expectedVersion) throw staleWrite();
    const kept = { data, version: expectedVersion + 1, updatedBy: actor.userId };
    await tx
      .insert(businessPlanParts)
      .values({ planId, part, ...kept })
      .onConflictDoUpdate({
        target: [businessPlanParts.planId, businessPlanParts.part],
        set: { ...kept, updatedAt: sql`now()` },
      });
    const stars = part === "target" ? Number((data as TextData)["stars"]) : 0;
    await tx
      .update(businessPlans)
      .set({ updatedAt: sql`now()`, ...(stars > 0 ? { targetStars: stars } : {}) })
      .where(eq(businessPlans.id, planId));
    await appendAudit(tx, planEvents.written, { ...auditFacts(actor, row), details: { part } });
  });
}

/**
 * Keeps where the product stands today, all criteria together. Throws `AnswersError` for what the
 * set does not have, `stale`, `conflict` once the plan is filed.
 */
export async function saveStanding(db: Db, actor: UserActor, input: SaveStanding): Promise<void> {
  const { planId, answers, expectedVersion } = parseInput(SaveStanding, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, writing, { planId });
    const { compiled } = await setOfPlan(tx, row);
    readAnswers(compiled, answers);
    if (row.answersVersion !== expectedVersion) throw staleWrite();
    await replaceAnswers(tx, planId, fitting(compiled, answers));
    await tx
      .update(businessPlans)
      .set({ answersVersion: expectedVersion + 1, updatedAt: sql`now()` })
      .where(eq(businessPlans.id, planId));
    await appendAudit(tx, planEvents.written, {
      ...auditFacts(actor, row),
      details: { part: "standing" },
    });
  });
}

async function replaceAnswers(
  tx: Db,
  planId: string,
  answers: readonly (readonly [string, number])[],
): Promise<void> {
  const kept = answers.map(([criterion]) => criterion);
  await tx
    .delete(businessPlanAnswers)
    .where(
      and(
        eq(businessPlanAnswers.planId, planId),
        kept.length === 0 ? undefined : notInArray(businessPlanAnswers.criterion, kept),
      ),
    );
  await keepAnswers(tx, planId, answers);
}
