import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAuditRows, auditRow, type NewAuditRow } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { QueuedJob } from "#core/jobs/enqueue.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { type Involved, mayMove } from "../access.ts";
import { type Clock, dueDay, pauseClock, resumeClock, startClock, stopClock } from "../clocks.ts";
import { stepEvents } from "../events.server.ts";
import { type Guards, guardTexts } from "../guards.ts";
import { noticesOf } from "../notices.ts";
import { dossierEvents, dossiers } from "../schema.server.ts";
import { follow, stageOf, transitionOf } from "../states.ts";
import type { ClockEffect, DossierAction } from "../transitions.ts";
import { type DossierRow, factsOf, procedureOf, refuse } from "./load.server.ts";
import { keepAllNotices } from "./messages.server.ts";

export type Step = {
  readonly action: DossierAction;
  /** The day of the step by the database's clock, in Vietnam. */
  readonly on: Day;
  /** What of the action's guards holds, asked in this transaction. */
  readonly guards: Guards;
  readonly reason?: string | null;
  /**
   * What somebody else did on paper and an office enters (a decision of the Ministry): the caller
   * has asked for the right to enter it, which is not the right to do it.
   */
  readonly isEntered?: boolean;
  /** Who sits in the session, and who is in conflict: known to the module that calls. */
  readonly involved?: Involved;
  /** Columns that change with the step. */
  readonly set?: Partial<
    Pick<
      DossierRow,
      "filedOn" | "selfTotal" | "selfStars" | "numberText" | "producerName" | "productName"
    >
  >;
  /** For the audit row and the notices. */
  readonly filingDigest?: string;
  /** Of the decision that the step follows from; or what takes it, see `Decided`. */
  readonly number?: string | (() => Promise<Decided>);
};

/**
 * What a decision leaves that is made between the dossiers' own steps and their notices and audit
 * rows, as others wait for the next number until the transaction ends: its number, and the audit
 * rows and jobs that are written with theirs.
 */
export type Decided = {
  readonly number: string;
  readonly audit: readonly NewAuditRow[];
  readonly jobs: readonly QueuedJob[];
};

/**
 * Takes one step with a dossier that the caller has locked: right, existence and guards of the
 * step, clock, event, notices and audit row, in the caller's transaction. Throws `forbidden` or
 * `notFound` for a right, `conflict` when the step does not exist from here (somebody was
 * faster), `unprocessable` with a line for each guard that does not hold.
 */
export async function moveDossier(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  step: Step,
): Promise<DossierRow> {
  const [moved] = await moveDossiers(tx, actor, [row], step);
  if (!moved) throw new Error(`dossier ${row.id} was not moved`);
  return moved;
}

/**
 * The same step with each of them, as `moveDossier`: all or none. Notices and audit rows of all come
 * last, in a statement each.
 */
export async function moveDossiers(
  tx: Db,
  actor: UserActor,
  rows: readonly DossierRow[],
  step: Step,
): Promise<DossierRow[]> {
  const planned = rows.map((row) => ({ row, ...plan(actor, row, step) }));
  const done: { row: DossierRow; next: Stage | undefined; moved: DossierRow }[] = [];
  for (const { row, next, values } of planned)
    done.push({ row, next, moved: await store(tx, actor, row, { step, values }) });
  const decided = typeof step.number === "function" ? await step.number() : null;
  const number = decided?.number ?? (typeof step.number === "string" ? step.number : null);
  await keepAllNotices(
    tx,
    done.map(({ moved, next }) => ({
      row: moved,
      stage: next,
      // What happened in an earlier round is no news.
      notices: moved.isRecorded
        ? []
        : noticesOf(step.action, {
            productName: moved.productName,
            producerName: moved.producerName,
            reason: step.reason ?? null,
            due: moved.dueOn,
            number,
          }),
    })),
    decided?.jobs,
  );
  await appendAuditRows(tx, [
    ...done.map(({ row, moved }) =>
      auditRow(stepEvents[step.action], {
        ...factsOf(actor, row),
        details: {
          from: row.state,
          to: moved.state,
          fromStage: row.stage,
          toStage: moved.stage,
          ...(step.filingDigest ? { filingDigest: step.filingDigest } : {}),
          ...(number ? { number } : {}),
        },
      }),
    ),
    ...(decided?.audit ?? []),
  ]);
  return done.map(({ moved }) => moved);
}

/** What the step makes of a dossier; throws where it may not be taken. */
function plan(
  actor: UserActor,
  row: DossierRow,
  { action, on, set, guards, isEntered, involved }: Step,
): { next: Stage | undefined; values: Partial<DossierRow> } {
  const rule = transitionOf(action);
  const { path } = procedureOf({ ...row, filedOn: set?.filedOn ?? row.filedOn }, on);
  const stage = stageOf(path, row.stage);
  if (isEntered !== true && !mayMove(actor, rule, row, stage, involved))
    refuse(actor, row, `dossier.${action}`);
  const target = follow(path, row, action);
  if (!target)
    throw new AppError("conflict", {
      vi: "Hồ sơ vừa chuyển sang bước khác nên việc này không còn làm được. Hãy tải lại trang.",
      en: "The dossier has moved on in the meantime.",
    });
  const unmet = rule.guards.filter((guard) => guards[guard] !== true);
  if (unmet.length > 0)
    throw new AppError("unprocessable", {
      vi: unmet.map((guard) => guardTexts[guard]).join(" "),
      fields: Object.fromEntries(unmet.map((guard) => [guard, guardTexts[guard]])),
      log: `${action}: ${unmet.join(", ")}`,
    });
  const next = stageOf(path, target.stage);
  const clock = turnClock(row.clock, rule.clock, next, on);
  return { next, values: { ...set, ...target, clock, dueOn: clock && dueDay(clock) } };
}

function turnClock(
  clock: Clock | null,
  effect: ClockEffect,
  stage: Stage | undefined,
  on: Day,
): Clock | null {
  if (effect === "start") return startClock(stage, on);
  if (clock === null || effect === "keep") return clock;
  if (effect === "pause") return pauseClock(clock, on);
  return effect === "resume" ? resumeClock(clock, on) : stopClock(clock, on);
}

/** The dossier's own row and the event of the step, in one statement. */
async function store(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  { step, values }: { step: Step; values: Partial<DossierRow> },
): Promise<DossierRow> {
  const event = tx.$with("event").as(
    tx
      .insert(dossierEvents)
      .values({
        dossierId: row.id,
        seq: sql`(select coalesce(max(seq), 0) + 1 from dossier_events where dossier_id = ${row.id})`,
        action: step.action,
        fromState: row.state,
        toState: values.state ?? row.state,
        fromStage: row.stage,
        toStage: values.stage ?? null,
        reason: step.reason ?? null,
        actorId: actor.userId,
      })
      .returning({ dossierId: dossierEvents.dossierId }),
  );
  const [moved] = await tx
    .with(event)
    .update(dossiers)
    .set({ ...values, version: row.version + 1, stateSince: sql`now()`, updatedAt: sql`now()` })
    .where(
      and(
        eq(dossiers.id, row.id),
        eq(dossiers.version, row.version),
        eq(dossiers.state, row.state),
      ),
    )
    .returning();
  if (!moved)
    throw new AppError("conflict", { log: `dossier ${row.id} changed while it was locked` });
  return moved;
}
