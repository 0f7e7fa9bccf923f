import { eq, max, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { timeZone } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { cycleFacts } from "../../calendar/facts.server.ts";
import { levelsOn } from "../../calendar/rules.ts";
import { cycleEvents } from "../../events.server.ts";
import type { Fit, IdeaState, ScreeningLevel } from "../../model.ts";
import { ideas, ideaSteps } from "../../schema.server.ts";
import { type IdeaMove, levelOf, next } from "../states.ts";
import type { IdeaRow } from "./read.server.ts";

/**
 * The levels that screen an idea, by the regime that it was registered under; one that came into a
 * later year's list is screened by those that there are in that year.
 */
export function levelsOf({
  regime,
  registeredAt,
  year,
}: Pick<IdeaRow, "regime" | "registeredAt" | "year">): readonly ScreeningLevel[] {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone }).format(registeredAt);
  const later = `${year}-01-01`;
  return levelsOn(cycleFacts(), regime, day < later ? later : day);
}

/** Refuses what was changed since it was shown. */
export function requireVersion(row: Pick<IdeaRow, "version">, expected: number): void {
  if (row.version !== expected)
    throw new AppError("stale", {
      vi: "Người khác vừa thay đổi ý tưởng này. Hãy tải lại trang, xem lại rồi làm tiếp.",
    });
}

/** What a step writes beside the state. */
export type Step = {
  readonly move: IdeaMove;
  /** Null: the applicant. */
  readonly by: UserActor | null;
  readonly level: ScreeningLevel | null;
  readonly productFit?: Fit;
  readonly applicantFit?: Fit;
  readonly reason?: string | null;
  readonly note?: string | null;
  /** Columns of the idea that change with it. */
  readonly change?: Partial<typeof ideas.$inferInsert>;
};

/**
 * Takes a step of an idea that is locked in this transaction: the row, its line in the history and
 * the audit row. Gives the idea as it stands then; `conflict` for a step that its state does not allow.
 */
export async function takeStep(tx: Db, row: IdeaRow, step: Step): Promise<IdeaRow> {
  const to = next(step.move, row.state, levelsOf(row));
  if (to === null)
    throw new AppError("conflict", {
      vi: "Việc này không còn làm được ở bước hiện tại của ý tưởng. Hãy tải lại trang.",
    });
  const [changed] = await tx
    .update(ideas)
    .set({ ...step.change, state: to, version: row.version + 1, updatedAt: sql`now()` })
    .where(eq(ideas.id, row.id))
    .returning();
  if (!changed) throw new Error("a locked idea is gone");
  await keepStep(tx, row, step, to);
  await appendAudit(tx, cycleEvents.ideaMoved, {
    actorId: step.by?.userId ?? null,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
    details: { step: step.move, from: row.state, to, year: changed.year },
  });
  return changed;
}

async function keepStep(tx: Db, row: IdeaRow, step: Step, to: IdeaState): Promise<void> {
  const [last] = await tx
    .select({ seq: max(ideaSteps.seq) })
    .from(ideaSteps)
    .where(eq(ideaSteps.ideaId, row.id));
  await tx.insert(ideaSteps).values({
    ideaId: row.id,
    provinceCode: row.provinceCode,
    seq: (last?.seq ?? 0) + 1,
    step: step.move,
    toState: to,
    level: step.level,
    productFit: step.productFit ?? null,
    applicantFit: step.applicantFit ?? null,
    reason: step.reason ?? null,
    note: step.note ?? null,
    by: step.by?.userId ?? null,
  });
}

/** The level that would act on an idea now: the one before which it lies, or the first. */
export function actingLevel(row: Pick<IdeaRow, "state" | "regime" | "registeredAt" | "year">) {
  if (row.state === "registered") return levelsOf(row)[0] ?? null;
  return levelOf(row.state);
}
