import { and, desc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { shownStanding, standingOf } from "../../plans/standing.ts";
import { businessPlanAnswers } from "../../plans/schema.server.ts";
import {
  answersOf,
  auditFacts,
  type PlanRow,
  setOfPlan,
  takePlan,
} from "../../plans/service/load.server.ts";
import { keepAnswers } from "../../plans/service/open.server.ts";
import { workEvents } from "../events.server.ts";
import { SetStanding } from "../inputs.ts";
import { businessPlanProgress, businessPlanTasks } from "../schema.server.ts";

/** A change of one criterion's standing. */
type Change = {
  readonly criterion: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly taskId: string | null;
};

/**
 * Begins the carrying out of a plan that was chosen: one task for each rise that the scoring
 * engine advises, and the first point of its progress. In the caller's transaction.
 */
export async function beginWorks(tx: Db, actor: UserActor, row: PlanRow): Promise<void> {
  const set = await setOfPlan(tx, row);
  const { toDo } = standingOf(set, await answersOf(tx, row.id), row.targetStars);
  if (toDo.length > 0)
    await tx.insert(businessPlanTasks).values(
      toDo.map(({ criterion, title, fromOption, toOption, points, to }) => ({
        planId: row.id,
        provinceCode: row.provinceCode,
        title: `${criterion} ${title}`.slice(0, 300),
        detail: `Cần đạt: ${to}`.slice(0, 2_000),
        criterion,
        fromOption,
        toOption,
        points,
        createdBy: actor.userId,
      })),
    );
  await addPoint(tx, actor, row, { criterion: null, from: null, to: null, taskId: null });
}

/** A dated point of where the product stands now; the plan's row is locked by the caller. */
async function addPoint(
  tx: Db,
  actor: UserActor,
  row: PlanRow,
  { criterion, from, to, taskId }: Change,
): Promise<void> {
  const { compiled } = await setOfPlan(tx, row);
  const { total, stars } = shownStanding(compiled, await answersOf(tx, row.id));
  const [last] = await tx
    .select({ seq: businessPlanProgress.seq })
    .from(businessPlanProgress)
    .where(eq(businessPlanProgress.planId, row.id))
    .orderBy(desc(businessPlanProgress.seq))
    .limit(1);
  await tx.insert(businessPlanProgress).values({
    planId: row.id,
    provinceCode: row.provinceCode,
    seq: (last?.seq ?? 0) + 1,
    on: await today(tx),
    criterion,
    fromOption: from,
    toOption: to,
    taskId,
    total,
    stars,
    by: actor.userId,
  });
}

/** Changes where one criterion stands; doing it twice is doing it once. The plan's row is locked. */
export async function changeStanding(
  tx: Db,
  actor: UserActor,
  row: PlanRow,
  {
    criterion,
    option,
    taskId,
  }: { criterion: string; option: number | null; taskId: string | null },
): Promise<void> {
  const from = (await answersOf(tx, row.id))[criterion] ?? null;
  if (from === option) return;
  if (option === null)
    await tx
      .delete(businessPlanAnswers)
      .where(
        and(eq(businessPlanAnswers.planId, row.id), eq(businessPlanAnswers.criterion, criterion)),
      );
  else await keepAnswers(tx, row.id, [[criterion, option]]);
  await addPoint(tx, actor, row, { criterion, from, to: option, taskId });
  await appendAudit(tx, workEvents.standingSet, {
    ...auditFacts(actor, row),
    details: { criterion, from, to: option },
  });
}

/**
 * Says where a criterion of a plan that is being carried out stands now. Throws `invalid` for what
 * the set does not have, `conflict` for a plan that is not being carried out.
 */
export async function setStanding(db: Db, actor: UserActor, input: SetStanding): Promise<void> {
  const { planId, criterion, option } = parseInput(SetStanding, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, { activity: "work", step: "work" }, { planId });
    const { compiled } = await setOfPlan(tx, row);
    const leaf = compiled.leafByCode.get(criterion);
    if (!leaf)
      throw new AppError("invalid", {
        fields: { criterion: "Bộ sản phẩm không có tiêu chí này." },
      });
    if (option !== null && leaf.options[option - 1] === undefined)
      throw new AppError("invalid", { fields: { option: "Hãy chọn một mức của tiêu chí." } });
    await changeStanding(tx, actor, row, { criterion, option, taskId: null });
  });
}
