import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { planTaskFiles } from "#modules/planning/plans/schema.server.ts";
import { openPlan, saveSheet } from "#modules/planning/plans/service/edit.server.ts";
import { giveTask } from "#modules/planning/plans/service/tasks.server.ts";

/** A plan of a commune, in draft, and a task that its province's office gave under it. */
export type ProgrammeThings = {
  readonly programmePlan: string;
  readonly planTask: string;
  /** Digest of a file of that task. */
  readonly taskFile: string;
};

/** `word` stands in every text of it; `digest` names a stored content, which came with an answer. */
export async function buildProgrammeThings(
  db: Db,
  { office, path, word, digest }: { office: UserActor; path: string; word: string; digest: string },
): Promise<ProgrammeThings> {
  const { id: programmePlan } = await openPlan(db, office, {
    unitCode: path.split("/").at(-1) ?? "",
    title: `Kế hoạch ${word}`,
    from: 2026,
    to: 2026,
    money: "million",
  });
  const cells = { name: word, unit: word, lead: word, supporting: word, quarter: word, note: word };
  await saveSheet(db, office, {
    planId: programmePlan,
    lock: 1,
    rows: JSON.stringify([{ id: "total", depth: 0, partial: false, cells }]),
    themes: JSON.stringify({ 2026: word }),
  });
  const { actor } = await buildAccount(db, { grants: [{ role: "communeOfficer", path }] });
  const { id: planTask } = await giveTask(db, office, {
    planId: programmePlan,
    assigneeId: actor.userId,
    title: word,
    details: word,
    dueOn: await today(db),
  });
  await db.insert(planTaskFiles).values({
    provinceCode: path.split("/")[0] ?? "",
    taskId: planTask,
    digest,
    name: word,
    storedBy: actor.userId,
  });
  return { programmePlan, planTask, taskFile: digest };
}
