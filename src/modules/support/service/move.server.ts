import { eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { addWorkingDays } from "#core/calendar/working-days.ts";
import type { Db } from "#core/database/connection.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { events } from "../events.server.ts";
import type { ClaimState } from "../model.ts";
import type { Words } from "../notices.ts";
import { claimEvents, claims } from "../schema.server.ts";
import { claimSteps, type ClaimStep, nextClaimState } from "../states.ts";
import { auditFacts, wrongStep } from "#core/changing.ts";
import { type ClaimRow } from "./load.server.ts";

type Move = {
  readonly step: ClaimStep;
  readonly amount: bigint | null;
  /** Working days of the clock that the step starts; null: none is set. */
  readonly days: number | null;
  readonly note?: string;
  /** Where the step leads, when the table of steps alone cannot say. */
  readonly state?: ClaimState;
  readonly set?: Pick<
    PgUpdateSetSource<typeof claims>,
    "decidedBy" | "decidedAt" | "reason" | "source" | "filedAt" | "approved" | "budgetYear"
  >;
};

/** Takes a step of a claim whose row is locked: state, clock, event and audit row. Throws `conflict` where it may not be taken. */
export async function moveClaim(
  tx: Db,
  actor: UserActor,
  row: ClaimRow,
  { step, amount, days, note, state, set = {} }: Move,
): Promise<void> {
  const led = nextClaimState(step, row.state);
  if (led === null) throw wrongStep();
  const to = state ?? led;
  const dueOn = await dueAfter(tx, row, step, { to, days });
  await tx
    .update(claims)
    .set({
      ...set,
      state: to,
      dueOn,
      version: row.version + 1,
      updatedAt: sql`now()`,
    })
    .where(eq(claims.id, row.id));
  await tx.insert(claimEvents).values({
    provinceCode: row.provinceCode,
    claimId: row.id,
    step,
    amount,
    note: note ?? null,
    byId: actor.userId,
  });
  await appendAudit(tx, events.claimMoved, {
    ...auditFacts(actor, row),
    details: { step, state: to, amount: amount === null ? null : String(amount) },
  });
}

async function dueAfter(
  tx: Db,
  { dueOn }: ClaimRow,
  step: ClaimStep,
  { to, days }: { to: ClaimState; days: number | null },
): Promise<Day | null> {
  const { clock } = claimSteps[step];
  if (clock === "stop" || to === "paid") return null;
  if (clock === "keep") return dueOn;
  return days === null ? null : addWorkingDays(await today(tx), days);
}

/**
 * Tells the province's office. A department's first page says what waits for it: a message goes
 * to all departments of a province, and a claim is the business of those in charge alone.
 */
export async function tellAgency(
  tx: Db,
  row: ClaimRow,
  say: (of: { producerName: string }) => Words,
): Promise<void> {
  const { provinceCode, producerId } = row;
  const producerName = (await nameProducers(tx, [producerId])).get(producerId)?.name ?? "";
  await tellAbout(tx, [
    {
      provinceCode,
      aboutProducerId: producerId,
      kind: "support",
      to: { officePath: provinceCode },
      ...say({ producerName }),
    },
  ]);
}

/** Tells the claim's producer. */
export async function tellProducer(tx: Db, row: ClaimRow, words: Words): Promise<void> {
  const { provinceCode, producerId } = row;
  await tellAbout(tx, [
    { provinceCode, aboutProducerId: producerId, kind: "support", to: { producerId }, ...words },
  ]);
}
