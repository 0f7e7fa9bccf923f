import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { nameTakers, requireTaker } from "#modules/people/service/takers.server.ts";
import { officeOf } from "#modules/people/takers.ts";
import { currentVersion } from "#modules/places/model.ts";
import { can, planPermissions, taskReaders } from "../access.ts";
import { planEvents } from "../events.server.ts";
import { ActOnTask, GiveTask } from "../inputs.ts";
import { plans, planTasks } from "../schema.server.ts";
import { isOverdue, isTheirs, mayFollow, type TaskAct, taskActs } from "../tasks.ts";
import { takePlan } from "./load.server.ts";
import { handOf, ownTasks, taskTakers } from "./takers.server.ts";
import { filesOfTasks, keepAnswerFiles, type TakenFile } from "./task-files.server.ts";
import { tellOfTask } from "./task-letters.server.ts";

/** Gives a task under a plan to an agency, or to one officer of a department or commune, by a day. */
export async function giveTask(db: Db, actor: UserActor, input: GiveTask): Promise<{ id: string }> {
  const { planId, ...task } = parseInput(GiveTask, input);
  return db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, "assign", planId);
    await requireTaker(tx, { provinceCode: row.provinceCode, roles: taskTakers }, task);
    if (task.dueOn < (await today(tx)))
      throw new AppError("invalid", { fields: { dueOn: "Hạn phải từ hôm nay trở đi." } });
    const [kept] = await tx
      .insert(planTasks)
      .values({
        ...task,
        planId,
        provinceCode: row.provinceCode,
        unitPath: row.unitPath,
        givenBy: actor.userId,
      })
      .returning({ id: planTasks.id });
    if (!kept) throw new Error("the task was not stored");
    await tellOfTask(tx, { taskId: kept.id, about: "given", version: 1 });
    await appendAudit(tx, planEvents.taskGiven, {
      actorId: actor.userId,
      subjectId: kept.id,
      provinceCode: row.provinceCode,
      unitPath: row.unitPath,
      details: { plan: planId },
    });
    return kept;
  });
}

/**
 * Answers a task, with files that were taken in for it (`takeAnswerFiles`), or accepts, returns or
 * withdraws it. `notFound` for whom it is not given to and who does not give tasks there, `stale`
 * when it was changed since it was shown: by a colleague of the agency too.
 */
export async function actOnTask(
  db: Db,
  actor: UserActor,
  input: ActOnTask,
  taken: readonly TakenFile[] = [],
): Promise<void> {
  const { taskId, expectedVersion, act, text } = parseInput(ActOnTask, input);
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(planTasks).where(eq(planTasks.id, taskId)).for("update");
    if (!row) throw new AppError("notFound", { vi: "Không có nhiệm vụ này." });
    const isOffice = can(actor, "assign", row);
    const isAssignee = isTheirs(row, await handOf(tx, actor));
    if (!isOffice && !isAssignee)
      throw new AppError("notFound", { vi: "Không có nhiệm vụ này.", denied: "planTask.act" });
    if (taskActs[act].by === "office" ? !isOffice : !isAssignee)
      throw new AppError("forbidden", { denied: `planTask.${act}` });
    if (row.version !== expectedVersion)
      throw new AppError("stale", {
        vi: "Nhiệm vụ này vừa được thay đổi. Hãy xem lại rồi làm tiếp; nội dung bạn nhập vẫn còn.",
      });
    if (!mayFollow(act, row.state))
      throw new AppError("unprocessable", { vi: "Nhiệm vụ không còn ở bước này." });
    if ((act === "answer" || act === "return") && text === null)
      throw new AppError("invalid", {
        fields: {
          text: act === "answer" ? "Hãy ghi kết quả thực hiện." : "Hãy ghi cần làm lại gì.",
        },
      });
    await tx
      .update(planTasks)
      .set({ ...changeOf(act, text, actor), state: taskActs[act].to, version: row.version + 1 })
      .where(eq(planTasks.id, taskId));
    if (act === "answer") await keepAnswerFiles(tx, actor, row, taken);
    if (act === "answer" || act === "return")
      await tellOfTask(tx, {
        taskId,
        about: act === "answer" ? "answered" : "returned",
        version: row.version + 1,
      });
    await appendAudit(tx, planEvents.taskMoved, {
      actorId: actor.userId,
      subjectId: taskId,
      provinceCode: row.provinceCode,
      unitPath: row.unitPath,
      details: { act, ...(act === "answer" && taken.length > 0 ? { files: taken.length } : {}) },
    });
  });
}

function changeOf(act: TaskAct, text: string | null, { userId }: UserActor) {
  if (act === "answer") return { answer: text, answeredAt: new Date(), answeredBy: userId };
  return act === "return" ? { remark: text } : {};
}

/** A task as pages show it, with what the actor may do now. */
export type ShownTask = Awaited<ReturnType<typeof listTasks>>[number];

/**
 * Tasks that the actor sees, its own and its agency's before others, the most urgent first and what
 * is settled last; for offices and readers, all those of their units. Of one plan when `planId` is given.
 */
export async function listTasks(db: Db, actor: UserActor, planId?: string) {
  const own = ownTasks(actor);
  const scope = scopeSql(actor, taskReaders, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: planTasks.unitPath,
  });
  const rows = await db
    .select({ task: planTasks, plan: { id: plans.id, title: plans.title } })
    .from(planTasks)
    .innerJoin(plans, eq(plans.id, planTasks.planId))
    .where(and(or(own, scope), planId === undefined ? undefined : eq(planTasks.planId, planId)))
    .orderBy(
      sql`${planTasks.state} in ('done', 'withdrawn')`,
      desc(own),
      asc(planTasks.dueOn),
      asc(planTasks.id),
    )
    .limit(300);
  const hand = await handOf(db, actor);
  const nameOf = await nameTakers(
    db,
    rows.map(({ task }) => task),
  );
  const answerers = await namesOfAccounts(
    db,
    rows.flatMap(({ task }) => task.answeredBy ?? []),
  );
  const files = await filesOfTasks(
    db,
    rows.map(({ task }) => task.id),
  );
  const on = await today(db);
  return rows.map(({ task, plan }) => {
    const acts = (Object.keys(taskActs) as TaskAct[]).filter(
      (act) =>
        mayFollow(act, task.state) &&
        (taskActs[act].by === "office" ? can(actor, "assign", task) : isTheirs(task, hand)),
    );
    return {
      ...task,
      plan,
      files: files.get(task.id) ?? [],
      assignee: officeOf(nameOf(task)),
      isOwn: isTheirs(task, hand),
      answeredBy: answerers.get(task.answeredBy ?? "") ?? null,
      isOverdue: isOverdue(task, on),
      acts,
    };
  });
}

/** Whether the actor gives tasks somewhere. */
export function mayGiveTasks(actor: UserActor): boolean {
  return hasRole(actor, ...planPermissions.assign.roles);
}
