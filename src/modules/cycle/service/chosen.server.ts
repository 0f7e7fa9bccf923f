import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import { timeZone } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { businessPlanEvaluations, businessPlans } from "../plans/schema.server.ts";
import { ideas, ideaSteps } from "../schema.server.ts";

/** That an idea or a business plan of a producer was chosen. */
export type Chosen = {
  readonly kind: "idea" | "plan";
  readonly producerId: string;
  /** Of a plan. */
  readonly productId: string | null;
  /** The idea's title, or the product's name. */
  readonly name: string;
  readonly on: Day;
};

/** What was chosen in a province, or of one producer, the first time that it was. Rights are the caller's. */
export async function listChosen(
  db: Db,
  { provinceCode, producerId }: { readonly provinceCode: string; readonly producerId?: string },
): Promise<Chosen[]> {
  const firstDay = (at: typeof ideaSteps.at | typeof businessPlanEvaluations.at) =>
    sql<Day>`(min(${at}) at time zone ${timeZone})::date::text`;
  const fromIdeas = await db
    .select({
      producerId: sql<string>`${ideas.producerId}`,
      name: ideas.title,
      on: firstDay(ideaSteps.at),
    })
    .from(ideas)
    .innerJoin(ideaSteps, and(eq(ideaSteps.ideaId, ideas.id), eq(ideaSteps.toState, "chosen")))
    .where(
      and(
        eq(ideas.provinceCode, provinceCode),
        isNotNull(ideas.producerId),
        producerId === undefined ? undefined : eq(ideas.producerId, producerId),
      ),
    )
    .groupBy(ideas.id);
  const fromPlans = await db
    .select({
      producerId: businessPlans.producerId,
      productId: businessPlans.productId,
      name: businessPlans.productName,
      on: firstDay(businessPlanEvaluations.at),
    })
    .from(businessPlans)
    .innerJoin(
      businessPlanEvaluations,
      and(
        eq(businessPlanEvaluations.planId, businessPlans.id),
        eq(businessPlanEvaluations.outcome, "chosen"),
      ),
    )
    .where(
      and(
        eq(businessPlans.provinceCode, provinceCode),
        inArray(businessPlans.state, ["chosen", "completed"]),
        producerId === undefined ? undefined : eq(businessPlans.producerId, producerId),
      ),
    )
    .groupBy(businessPlans.id);
  return [
    ...fromIdeas.map((one) => ({ ...one, kind: "idea" as const, productId: null })),
    ...fromPlans.map((one) => ({ ...one, kind: "plan" as const })),
  ];
}
