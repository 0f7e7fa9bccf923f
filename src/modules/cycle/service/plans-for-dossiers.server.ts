import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { can } from "../plans/access.ts";
import { type Figures, figuresOf } from "../plans/figures.ts";
import type { PlanContent } from "../plans/parts.ts";
import { businessPlans } from "../plans/schema.server.ts";
import { answersOf, authorisedPlan, setOfPlan, writtenOf } from "../plans/service/load.server.ts";
import { openPlan } from "../plans/service/open.server.ts";
import { saveStanding } from "../plans/service/write.server.ts";
import { fitting } from "../plans/service/open.server.ts";
import { next } from "../plans/states.ts";
import { businessPlanTaskPapers, businessPlanTasks } from "../works/schema.server.ts";

/** What a dossier takes from the business plan of its product. */
export type PlanForDossier = {
  readonly id: string;
  readonly productId: string;
  readonly compiled: CompiledSet;
  /** Where the product stands by now, option numbers by criterion. */
  readonly answers: Readonly<Record<string, number>>;
  readonly content: PlanContent;
  readonly figures: Figures | null;
  readonly targetStars: number;
  /** What was done, in the order in which it was. */
  readonly done: readonly { readonly title: string; readonly on: string | null }[];
  /** What could not go on. */
  readonly blocked: readonly { readonly title: string; readonly why: string | null }[];
  /** Papers of the vault that show a criterion's task done. */
  readonly evidence: readonly { readonly criterion: string; readonly paperId: string }[];
};

/** A plan as a dossier takes it up; `notFound` for one that the actor may not see. */
export async function planForDossier(
  db: Db,
  actor: UserActor,
  planId: string,
): Promise<PlanForDossier> {
  const row = await authorisedPlan(db, actor, "see", planId);
  const { content } = await writtenOf(db, row.id);
  const tasks = await db
    .select()
    .from(businessPlanTasks)
    .where(eq(businessPlanTasks.planId, row.id))
    .orderBy(asc(businessPlanTasks.doneOn), asc(businessPlanTasks.createdAt));
  const evidence = await db
    .select({
      criterion: businessPlanTasks.criterion,
      paperId: businessPlanTaskPapers.paperId,
    })
    .from(businessPlanTaskPapers)
    .innerJoin(businessPlanTasks, eq(businessPlanTasks.id, businessPlanTaskPapers.taskId))
    .where(and(eq(businessPlanTasks.planId, row.id), isNotNull(businessPlanTasks.criterion)));
  return {
    id: row.id,
    productId: row.productId,
    compiled: (await setOfPlan(db, row)).compiled,
    answers: await answersOf(db, row.id),
    content,
    figures: figuresOf(content.finance),
    targetStars: row.targetStars,
    done: tasks
      .filter(({ state }) => state === "done")
      .map(({ title, doneOn }) => ({ title, on: doneOn })),
    blocked: tasks
      .filter(({ state }) => state === "blocked")
      .map(({ title, blockedWhy }) => ({ title, why: blockedWhy })),
    evidence: evidence.flatMap(({ criterion, paperId }) =>
      criterion === null ? [] : [{ criterion, paperId }],
    ),
  };
}

/** The plan of a product that was chosen, the newest, if the actor may see it. */
export async function findChosenPlan(
  db: Db,
  actor: UserActor,
  productId: string,
): Promise<{ id: string; year: number } | null> {
  const rows = await db
    .select()
    .from(businessPlans)
    .where(
      and(
        eq(businessPlans.productId, productId),
        inArray(businessPlans.state, ["chosen", "completed"]),
      ),
    )
    .orderBy(asc(businessPlans.createdAt));
  const found = rows.findLast((row) => can(actor, "see", row));
  return found ? { id: found.id, year: found.year } : null;
}

/**
 * A business plan that begins where a dossier stood: the product's plan that is still being
 * written takes the answers, else one is opened with them. Throws as `openPlan` and
 * `saveStanding` do.
 */
export async function planFromAnswers(
  db: Db,
  actor: UserActor,
  productId: string,
  answers: Readonly<Record<string, number>>,
): Promise<{ id: string }> {
  const rows = await db.select().from(businessPlans).where(eq(businessPlans.productId, productId));
  const draft = rows.find((row) => next("write", row.state) !== null && can(actor, "write", row));
  if (!draft) return openPlan(db, actor, { productId }, answers);
  const { compiled } = await setOfPlan(db, draft);
  await saveStanding(db, actor, {
    planId: draft.id,
    answers: Object.fromEntries(fitting(compiled, answers)),
    expectedVersion: draft.answersVersion,
  });
  return { id: draft.id };
}
