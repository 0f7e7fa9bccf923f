import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { timeZone } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { ideaScope } from "../access.server.ts";
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

/** Whoever has an idea that was chosen, to be invited to a training. */
export type IdeaOwner = {
  readonly ideaId: string;
  readonly title: string;
  /** The person as registered; null where a producer's account sent the idea. */
  readonly name: string | null;
  readonly phone: string | null;
  readonly producerId: string | null;
  readonly producerName: string | null;
};

/** The owners of a year's chosen ideas whom the actor may reach; none for who may only look. */
export async function listChosenOwners(
  db: Db,
  actor: Actor,
  { provinceCode, year }: { readonly provinceCode: string; readonly year: number },
): Promise<IdeaOwner[]> {
  const rows = await db
    .select({
      ideaId: ideas.id,
      title: ideas.title,
      name: ideas.applicantName,
      phone: ideas.phone,
      producerId: ideas.producerId,
    })
    .from(ideas)
    .where(
      and(
        ideaScope(actor, "contact"),
        eq(ideas.provinceCode, provinceCode),
        eq(ideas.year, year),
        eq(ideas.state, "chosen"),
      ),
    )
    .orderBy(asc(ideas.titleFolded), asc(ideas.id));
  const names = await nameProducers(
    db,
    rows.flatMap(({ producerId }) => producerId ?? []),
  );
  return rows.map((row) => ({
    ...row,
    producerName: names.get(row.producerId ?? "")?.name ?? null,
  }));
}
