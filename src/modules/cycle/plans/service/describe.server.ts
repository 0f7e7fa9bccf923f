import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import {
  businessPlanPhotos,
  businessPlanProgress,
  businessPlanTaskPapers,
  businessPlanTasks,
  businessPlanVisits,
} from "../../works/schema.server.ts";
import { can } from "../access.ts";
import { businessPlanEvaluations } from "../schema.server.ts";
import { standingOf } from "../standing.ts";
import { lacking } from "./decide.server.ts";
import { answersOf, authorisedPlan, setOfPlan, writtenOf } from "./load.server.ts";

/** A plan with everything that its pages show; `notFound` for one that the actor may not see. */
export async function describePlan(db: Db, actor: UserActor, id: string) {
  const row = await authorisedPlan(db, actor, "see", id);
  const { content, versions } = await writtenOf(db, row.id);
  const answers = await answersOf(db, row.id);
  const { set, compiled } = await setOfPlan(db, row);
  const evaluations = await db
    .select()
    .from(businessPlanEvaluations)
    .where(eq(businessPlanEvaluations.planId, row.id))
    .orderBy(desc(businessPlanEvaluations.seq));
  return {
    row,
    set,
    content,
    versions,
    answers,
    standing: standingOf({ set, compiled }, answers, row.targetStars),
    lacking: lacking(content, answers),
    evaluations,
    may: {
      write: can(actor, "write", row),
      decide: can(actor, "decide", row),
      work: can(actor, "work", row),
      visit: can(actor, "visit", row),
    },
  };
}
export type DescribedPlan = Awaited<ReturnType<typeof describePlan>>;

/** Tasks, visits and progress of a plan; `notFound` for one that the actor may not see. */
export async function describeWorks(db: Db, actor: UserActor, planId: string) {
  const { id } = await authorisedPlan(db, actor, "see", planId);
  const tasks = await db
    .select()
    .from(businessPlanTasks)
    .where(eq(businessPlanTasks.planId, id))
    .orderBy(
      sql`${businessPlanTasks.state} in ('done', 'dropped')`,
      sql`${businessPlanTasks.dueOn} nulls last`,
      desc(businessPlanTasks.points),
      asc(businessPlanTasks.createdAt),
      asc(businessPlanTasks.id),
    );
  const backed =
    tasks.length === 0
      ? []
      : await papersOf(
          db,
          tasks.map((task) => task.id),
        );
  const visits = await db
    .select()
    .from(businessPlanVisits)
    .where(eq(businessPlanVisits.planId, id))
    .orderBy(desc(businessPlanVisits.on), desc(businessPlanVisits.writtenAt));
  const visitIds = visits.map((visit) => visit.id);
  const photos = visits.length === 0 ? [] : await photosOf(db, visitIds);
  const names = await namesOfAccounts(
    db,
    visits.map(({ writtenBy }) => writtenBy),
  );
  return {
    tasks: tasks.map((task) => ({
      ...task,
      papers: backed.filter(({ taskId }) => taskId === task.id).length,
    })),
    visits: visits.map((visit) => ({
      ...visit,
      writer: names.get(visit.writtenBy) ?? "",
      photos: photos.filter(({ visitId }) => visitId === visit.id).map(({ digest }) => digest),
    })),
    progress: await db
      .select()
      .from(businessPlanProgress)
      .where(eq(businessPlanProgress.planId, id))
      .orderBy(asc(businessPlanProgress.seq)),
  };
}

function papersOf(db: Db, taskIds: readonly string[]) {
  return db
    .select()
    .from(businessPlanTaskPapers)
    .where(inArray(businessPlanTaskPapers.taskId, [...taskIds]));
}

function photosOf(db: Db, visitIds: readonly string[]) {
  return db
    .select()
    .from(businessPlanPhotos)
    .where(inArray(businessPlanPhotos.visitId, [...visitIds]))
    .orderBy(asc(businessPlanPhotos.position));
}
