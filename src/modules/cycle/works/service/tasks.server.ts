import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { Id } from "../../plans/model.ts";
import { noticeOfBlocker } from "../../plans/notices.ts";
import {
  answersOf,
  auditFacts,
  type PlanRow,
  setOfPlan,
  staleWrite,
  takePlan,
} from "../../plans/service/load.server.ts";
import { tell } from "../../plans/service/tell.server.ts";
import { workEvents } from "../events.server.ts";
import { AddTask, ChangeTask, MoveTask } from "../inputs.ts";
import { businessPlanTaskPapers, businessPlanTasks } from "../schema.server.ts";
import { next } from "../states.ts";
import { changeStanding } from "./progress.server.ts";

export type TaskRow = typeof businessPlanTasks.$inferSelect;

const working = { activity: "work", step: "work" } as const;

/** Adds a task of the plan's own to one that is being carried out; its id. */
export async function addTask(db: Db, actor: UserActor, input: AddTask): Promise<{ id: string }> {
  const { planId, ...wanted } = parseInput(AddTask, input);
  return db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, working, { planId });
    const [task] = await tx
      .insert(businessPlanTasks)
      .values({ ...wanted, planId, provinceCode: row.provinceCode, createdBy: actor.userId })
      .returning({ id: businessPlanTasks.id });
    if (!task) throw new Error("the task was not stored");
    await appendAudit(tx, workEvents.taskAdded, {
      ...auditFacts(actor, row),
      details: { task: task.id, criterion: null },
    });
    return task;
  });
}

/** The task with its plan locked, as it was shown; one of another plan than may be worked on is not there. */
async function takeTask(
  tx: Db,
  actor: UserActor,
  { taskId, expectedVersion }: { taskId: string; expectedVersion: number },
): Promise<{ row: PlanRow; task: TaskRow }> {
  const missing = new AppError("notFound", { vi: "Không có việc này." });
  if (!Id.safeParse(taskId).success) throw missing;
  const find = () => tx.select().from(businessPlanTasks).where(eq(businessPlanTasks.id, taskId));
  const [found] = await find();
  if (!found) throw missing;
  const row = await takePlan(tx, actor, working, { planId: found.planId });
  // Read behind the lock of its plan, which every act on a task takes first.
  const [task] = await find();
  if (!task) throw missing;
  if (task.version !== expectedVersion) throw staleWrite();
  return { row, task };
}

async function change(
  tx: Db,
  task: TaskRow,
  values: Partial<Omit<TaskRow, "blockedSince">> & { blockedSince?: ReturnType<typeof sql> | null },
): Promise<void> {
  await tx
    .update(businessPlanTasks)
    .set({ ...values, version: task.version + 1, updatedAt: sql`now()` })
    .where(eq(businessPlanTasks.id, task.id));
}

/** Another day or other words for a task. Throws `stale`, `conflict`. */
export async function changeTask(db: Db, actor: UserActor, input: ChangeTask): Promise<void> {
  const { title, detail, dueOn, ...asked } = parseInput(ChangeTask, input);
  await db.transaction(async (tx) => {
    const { row, task } = await takeTask(tx, actor, asked);
    const named = task.criterion === null && title !== null ? { title } : {};
    await change(tx, task, { ...named, detail: detail ?? task.detail, dueOn });
    await appendAudit(tx, workEvents.taskChanged, {
      ...auditFacts(actor, row),
      details: { task: task.id },
    });
  });
}

/**
 * Takes a step with a task. Done, a task that raises a criterion raises it in the plan's standing,
 * and its papers stand beside it; taken back, the standing goes back too. Who must act is told of a
 * blocked one. Throws `stale`, `conflict`, `invalid` for a paper that is not in the vault.
 */
export async function moveTask(db: Db, actor: UserActor, input: MoveTask): Promise<void> {
  const { step, why, by, papers, ...asked } = parseInput(MoveTask, input);
  await db.transaction(async (tx) => {
    const { row, task } = await takeTask(tx, actor, asked);
    const state = next(step, task.state);
    if (state === null)
      throw new AppError("conflict", {
        vi: "Việc này không còn ở bước đó. Hãy tải lại trang.",
      });
    const isBlock = step === "block";
    await change(tx, task, {
      state,
      blockedWhy: isBlock ? why : null,
      blockedBy: isBlock ? by : null,
      blockedSince: isBlock ? sql`now()` : null,
      doneOn: step === "finish" ? await today(tx) : null,
    });
    if (step === "finish") await finished(tx, actor, { row, task, papers });
    if (step === "reopen" && task.state === "done") await takenBack(tx, actor, row, task);
    if (isBlock && why !== null && by !== null)
      await tell(tx, row, noticeOfBlocker(row, { title: task.title, why, by }));
    await appendAudit(tx, workEvents.taskMoved, {
      ...auditFacts(actor, row),
      details: { task: task.id, step },
    });
  });
}

async function finished(
  tx: Db,
  actor: UserActor,
  { row, task, papers }: { row: PlanRow; task: TaskRow; papers: readonly string[] },
): Promise<void> {
  if (papers.length > 0) {
    const vault = new Set((await listPapers(tx, actor, row.producerId)).map(({ id }) => id));
    if (papers.some((id) => !vault.has(id)))
      throw new AppError("invalid", { fields: { papers: "Giấy tờ này không có trong kho." } });
    await tx
      .insert(businessPlanTaskPapers)
      .values(papers.map((paperId) => ({ taskId: task.id, paperId })))
      .onConflictDoNothing();
  }
  const { criterion, toOption, id } = task;
  if (criterion === null || toOption === null) return;
  const leaf = (await setOfPlan(tx, row)).compiled.leafByCode.get(criterion);
  const stands = (await answersOf(tx, row.id))[criterion];
  const pointsOf = (n: number | undefined) => leaf?.options[(n ?? 0) - 1]?.points ?? -1;
  // Somebody may have found it better than the task aimed at already.
  if (pointsOf(stands) >= pointsOf(toOption)) return;
  await changeStanding(tx, actor, row, { criterion, option: toOption, taskId: id });
}

async function takenBack(tx: Db, actor: UserActor, row: PlanRow, task: TaskRow): Promise<void> {
  await tx.delete(businessPlanTaskPapers).where(and(eq(businessPlanTaskPapers.taskId, task.id)));
  const { criterion, fromOption, toOption, id } = task;
  if (criterion === null) return;
  const stands = (await answersOf(tx, row.id))[criterion] ?? null;
  if (stands === toOption)
    await changeStanding(tx, actor, row, { criterion, option: fromOption, taskId: id });
}
