import { and, count, desc, eq, ilike, inArray, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { todayColumn } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { type Blocker, type TaskState } from "../../works/model.ts";
import { businessPlanProgress, businessPlanTasks } from "../../works/schema.server.ts";
import { planScope } from "../access.server.ts";
import type { PlanState } from "../model.ts";
import { businessPlans } from "../schema.server.ts";
import { failedStates } from "../states.ts";
import type { PlanRow } from "./load.server.ts";

/** What a list of plans may be narrowed to. */
export type PlanFilter = {
  readonly state?: PlanState;
  readonly year?: number;
  readonly text?: string;
  /** Only those with a task that waits for this party. */
  readonly blockedBy?: Blocker;
  /** Only those with a task past its day. */
  readonly overdue?: boolean;
  readonly page?: number;
};

/** A plan in a list, with how its carrying out goes. */
export type PlanItem = Pick<
  PlanRow,
  | "id"
  | "productName"
  | "producerName"
  | "producerId"
  | "productId"
  | "ideaId"
  | "unitPath"
  | "year"
  | "setCode"
  | "targetStars"
  | "state"
  | "filedAt"
  | "isDemo"
> & {
  readonly tasks: number;
  readonly done: number;
  readonly blocked: number;
  readonly overdue: number;
  /** The latest standing; null before anything is carried out. */
  readonly total: number | null;
  readonly stars: number | null;
};

/** How many plans a page of the list has. */
export const plansPerPage = 50;

const openTask: readonly TaskState[] = ["toDo", "doing", "blocked"];

function withTask(test: SQL): SQL {
  return sql`exists (select 1 from ${businessPlanTasks} where ${businessPlanTasks.planId} = ${businessPlans.id} and ${test})`;
}

function narrowed(actor: Actor, { state, year, text = "", blockedBy, overdue }: PlanFilter) {
  const like = `%${text.trim().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return and(
    planScope(actor),
    state && eq(businessPlans.state, state),
    year === undefined ? undefined : eq(businessPlans.year, year),
    text.trim() === ""
      ? undefined
      : or(ilike(businessPlans.productName, like), ilike(businessPlans.producerName, like)),
    blockedBy &&
      withTask(
        sql`${businessPlanTasks.state} = 'blocked' and ${businessPlanTasks.blockedBy} = ${blockedBy}`,
      ),
    overdue === true ? withTask(isOverdue) : undefined,
  );
}

const isOverdue = sql`${inArray(businessPlanTasks.state, [...openTask])} and ${businessPlanTasks.dueOn} < ${todayColumn}::date`;

/** Plans that the actor may see: what waits for a decision first, then the newest. */
export async function listPlans(
  db: Db,
  actor: Actor,
  filter: PlanFilter = {},
): Promise<{ plans: readonly PlanItem[]; total: number }> {
  const where = narrowed(actor, filter);
  const [counted] = await db.select({ total: count() }).from(businessPlans).where(where);
  const rows = await db
    .select()
    .from(businessPlans)
    .where(where)
    .orderBy(
      sql`${businessPlans.state} <> 'filed'`,
      sql`case when ${businessPlans.state} = 'filed' then ${businessPlans.filedAt} end`,
      desc(businessPlans.updatedAt),
      desc(businessPlans.id),
    )
    .limit(plansPerPage)
    .offset(((filter.page ?? 1) - 1) * plansPerPage);
  return { plans: await withWorks(db, rows), total: counted?.total ?? 0 };
}

/** The plans of the account's own producers, newest first. */
export async function listOwnPlans(db: Db, actor: UserActor): Promise<readonly PlanItem[]> {
  const own = (await listOwnProducers(db, actor)).map(({ id }) => id);
  if (own.length === 0) return [];
  const rows = await db
    .select()
    .from(businessPlans)
    .where(and(planScope(actor), inArray(businessPlans.producerId, own)))
    .orderBy(desc(businessPlans.updatedAt), desc(businessPlans.id));
  return withWorks(db, rows);
}

/** The plan that a chosen idea has become, if there is one that came to something and the actor may see it. */
export async function findPlanOfIdea(
  db: Db,
  actor: Actor,
  ideaId: string,
): Promise<{ id: string; state: PlanState } | null> {
  const [row] = await db
    .select({ id: businessPlans.id, state: businessPlans.state })
    .from(businessPlans)
    .where(
      and(
        planScope(actor),
        eq(businessPlans.ideaId, ideaId),
        notInArray(businessPlans.state, [...failedStates]),
      ),
    );
  return row ?? null;
}

async function withWorks(db: Db, rows: readonly PlanRow[]): Promise<PlanItem[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const works = await db
    .select({
      planId: businessPlanTasks.planId,
      tasks: sql<number>`(count(*) filter (where ${businessPlanTasks.state} <> 'dropped'))::int`,
      done: sql<number>`(count(*) filter (where ${businessPlanTasks.state} = 'done'))::int`,
      blocked: sql<number>`(count(*) filter (where ${businessPlanTasks.state} = 'blocked'))::int`,
      overdue: sql<number>`(count(*) filter (where ${isOverdue}))::int`,
    })
    .from(businessPlanTasks)
    .where(inArray(businessPlanTasks.planId, ids))
    .groupBy(businessPlanTasks.planId);
  const points = await db
    .selectDistinctOn([businessPlanProgress.planId])
    .from(businessPlanProgress)
    .where(inArray(businessPlanProgress.planId, ids))
    .orderBy(businessPlanProgress.planId, desc(businessPlanProgress.seq));
  const none = { tasks: 0, done: 0, blocked: 0, overdue: 0 };
  return rows.map((row) => {
    const { planId: _id, ...work } = works.find(({ planId }) => planId === row.id) ?? {
      planId: row.id,
      ...none,
    };
    const last = points.find(({ planId }) => planId === row.id);
    return { ...row, ...work, total: last?.total ?? null, stars: last?.stars ?? null };
  });
}

/** How many plans wait for what, for the head of the office's list. */
export async function countWaiting(
  db: Db,
  actor: Actor,
): Promise<{ filed: number; blocked: number; overdue: number }> {
  const counted = async (where: SQL | undefined) =>
    db.$count(businessPlans, and(planScope(actor), where));
  return {
    filed: await counted(eq(businessPlans.state, "filed")),
    blocked: await counted(
      and(eq(businessPlans.state, "chosen"), withTask(sql`${businessPlanTasks.state} = 'blocked'`)),
    ),
    overdue: await counted(and(eq(businessPlans.state, "chosen"), withTask(isOverdue))),
  };
}
