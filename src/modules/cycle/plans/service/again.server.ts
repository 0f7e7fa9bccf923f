import { and, desc, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { businessPlanAnswers, businessPlanParts, businessPlans } from "../schema.server.ts";
import { failedStates } from "../states.ts";
import type { PlanRow } from "./load.server.ts";

/**
 * Fills a new plan with what the product's last plan said, when that was not chosen or was taken
 * back: it may be mended and come again the next year (programmes of Bắc Kạn 2018–2020, IV.1 (3),
 * and Đắk Lắk 2021–2025, 6.3). Where the product stands comes along while the same set of the same
 * rulebook judges it. In the transaction that opens the plan; tells whether anything came.
 */
export async function takeOver(tx: Db, actor: UserActor, to: PlanRow): Promise<boolean> {
  const [last] = await tx
    .select()
    .from(businessPlans)
    .where(
      and(
        eq(businessPlans.productId, to.productId),
        eq(businessPlans.producerId, to.producerId),
        inArray(businessPlans.state, [...failedStates]),
      ),
    )
    .orderBy(desc(businessPlans.createdAt), desc(businessPlans.id))
    .limit(1);
  if (!last) return false;
  const parts = await tx
    .select()
    .from(businessPlanParts)
    .where(eq(businessPlanParts.planId, last.id));
  if (parts.length > 0)
    await tx
      .insert(businessPlanParts)
      .values(
        parts.map(({ part, data }) => ({ planId: to.id, part, data, updatedBy: actor.userId })),
      );
  await tx
    .update(businessPlans)
    .set({ targetStars: last.targetStars })
    .where(eq(businessPlans.id, to.id));
  const isSame = last.rulebookDigest === to.rulebookDigest && last.setCode === to.setCode;
  const answers = isSame
    ? await tx.select().from(businessPlanAnswers).where(eq(businessPlanAnswers.planId, last.id))
    : [];
  if (answers.length > 0)
    await tx
      .insert(businessPlanAnswers)
      .values(answers.map(({ criterion, option }) => ({ planId: to.id, criterion, option })));
  return parts.length + answers.length > 0;
}
