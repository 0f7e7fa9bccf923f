import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Day } from "#core/calendar/day.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import { defineJob } from "#core/jobs/job.ts";
import { mailSettingsOf } from "#core/mail/settings.ts";
import { openMailer } from "#core/mail/smtp.ts";
import { mailAddressesOf } from "#modules/people/service/mail-addresses.server.ts";
import { nameTakers, readersOf } from "#modules/people/service/takers.server.ts";
import { officeOf } from "#modules/people/takers.ts";
import { planPaths } from "../paths.ts";
import { plans, planTaskReminders, planTasks } from "../schema.server.ts";
import { type LetterAbout, letterOf, letterTo } from "../task-letters.ts";
import { reminderDays, reminderStep } from "../tasks.ts";
import { taskTakers } from "./takers.server.ts";

/** Takes one letter about a task to those whom it concerns; the page of tasks says the same. */
export const writeOfTask = defineJob(
  "planning.writeOfTask",
  z.strictObject({
    taskId: z.uuid(),
    about: z.enum(Object.keys(letterTo) as [LetterAbout, ...LetterAbout[]]),
    version: z.int(),
  }),
  async ({ taskId, about, version }, { services: { database, env, log } }) => {
    const letter = await letterAbout(database.db, { taskId, about }, env.PUBLIC_URL ?? null);
    if (!letter) return;
    const settings = mailSettingsOf(env);
    const { to: addresses, ...words } = letter;
    // The same key for the same reader: a job that runs again writes no second letter to the first.
    if (settings)
      for (const to of addresses)
        await openMailer(settings).send({
          ...words,
          to,
          key: `${taskId}/${about}/${version}/${to}`,
        });
    else log.info({ task: taskId, about }, "a letter about a task would go out here");
  },
  { retryLimit: 12, retryDelaySeconds: 30, timeoutSeconds: 120 },
);

/** Puts a letter about a task on its way, in the transaction of what it tells of. */
export async function tellOfTask(
  tx: Db,
  letter: { taskId: string; about: LetterAbout; version: number },
): Promise<void> {
  await enqueue(tx, writeOfTask, letter);
}

/**
 * Puts a reminder on its way for each task that still waits for an answer: as its deadline comes,
 * and once it has passed; each once, however often this runs and in however many processes. `on`:
 * today unless said. Tells how many.
 */
export async function remindOfTasks(db: Db, on?: Day): Promise<number> {
  return db.transaction(async (tx) => {
    const day = on ?? (await today(tx));
    const waiting = await tx
      .select()
      .from(planTasks)
      .where(
        and(
          inArray(planTasks.state, ["open", "returned"]),
          lte(planTasks.dueOn, addDays(day, reminderDays)),
          // What was given only now has just been told.
          sql`(${planTasks.dueOn} < ${day} or ${planTasks.givenAt} < now() - interval '1 day')`,
        ),
      );
    let reminded = 0;
    for (const task of waiting) {
      const step = reminderStep(task, day);
      if (step === null) continue;
      const { id: taskId, provinceCode, dueOn, version } = task;
      // The row is the proof that it was said; a second process finds it and says nothing.
      const said = await tx
        .insert(planTaskReminders)
        .values({ provinceCode, taskId, dueOn, step })
        .onConflictDoNothing()
        .returning({ taskId: planTaskReminders.taskId });
      if (said.length === 0) continue;
      await tellOfTask(tx, { taskId, about: step, version });
      reminded += 1;
    }
    return reminded;
  });
}

/** Letters that are of no use once the task has moved on. */
const stillWaiting: readonly LetterAbout[] = ["given", "returned", "soon", "overdue"];

/** The letter with its addresses; null when it is of no use any more, or nobody has an address. */
export async function letterAbout(
  db: Db,
  { taskId, about }: { taskId: string; about: LetterAbout },
  origin: string | null,
) {
  const [found] = await db
    .select({ task: planTasks, plan: plans.title })
    .from(planTasks)
    .innerJoin(plans, eq(plans.id, planTasks.planId))
    .where(eq(planTasks.id, taskId));
  if (!found) return null;
  const { task, plan } = found;
  const waits = task.state === "open" || task.state === "returned";
  if (stillWaiting.includes(about) ? !waits : task.state !== "answered") return null;
  const readers =
    letterTo[about] === "giver" ? [task.givenBy] : await readersOf(db, taskTakers, task);
  const to = [...new Set((await mailAddressesOf(db, readers)).values())];
  if (to.length === 0) return null;
  const assignee = (await nameTakers(db, [task]))(task);
  const where =
    origin === null
      ? "Hãy đăng nhập hệ thống OCOP, mục Nhiệm vụ được giao."
      : `Mở sau khi đăng nhập:\n${new URL(planPaths.tasks, origin).href}`;
  return {
    to,
    ...letterOf(about, { ...task, plan, assignee: officeOf(assignee) || "Người nhận việc" }, where),
  };
}
