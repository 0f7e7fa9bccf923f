import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { runEvents } from "../run-events.server.ts";
import { StepItem } from "../run-inputs.ts";
import { itemRounds } from "../schema.server.ts";
import { type LoadedItem, rulesOf, scoringSeats } from "../service/load.server.ts";
import { changeItem, itemFacts, requireItemStep, takeItem } from "../service/steps.server.ts";
import { quorumGap, quorumOf } from "./quorum.ts";
import { findRound, rollOf, signedSheets } from "./roll.server.ts";

/**
 * Lays a round of sheets open to the council: only when everybody who scores the product and is
 * there has signed, and they are enough. Fixes who takes part. From here the sheets of the round
 * are closed for good. A written round is also revealed at its deadline, with the sheets that
 * came. Throws `unprocessable` naming those who are awaited.
 */
export async function revealItem(db: Db, actor: UserActor, input: StepItem): Promise<void> {
  const on = parseInput(StepItem, input);
  await db.transaction(async (tx) => {
    const loaded = await takeItem(tx, actor, "run", on);
    const state = requireItemStep(loaded.item, "reveal");
    const { id, roundNo } = loaded.item;
    // After this lock nobody can still be signing.
    await findRound(tx, id, roundNo, { lock: true });
    const signed = await signedSheets(tx, id, roundNo);
    await requireAllIn(tx, loaded, new Set(signed.keys()));
    const roll = rollOf(loaded, new Set(signed.keys()));
    if (loaded.session.mode === "meeting") {
      const gap = quorumGap(quorumOf((await rulesOf(tx, loaded.session)).rules, roll));
      if (gap) throw new AppError("unprocessable", { vi: gap, fields: { quorum: gap } });
    }
    await tx
      .update(itemRounds)
      .set({ revealedAt: sql`now()`, revealedBy: actor.userId, roll })
      .where(and(eq(itemRounds.itemId, id), eq(itemRounds.roundNo, roundNo)));
    await changeItem(tx, loaded, { state });
    await appendAudit(tx, runEvents.revealed, {
      ...itemFacts(actor, loaded),
      details: {
        round: roundNo,
        sheets: roll.members.length - roll.recused.length - roll.absent.length,
        recused: roll.recused.length,
        absent: roll.absent.length,
      },
    });
  });
}

async function requireAllIn(
  tx: Db,
  loaded: LoadedItem,
  signed: ReadonlySet<string>,
): Promise<void> {
  const awaited = awaitedSeats(loaded, signed);
  if (awaited.length === 0) return;
  if (loaded.session.mode === "written" && loaded.isOver) return;
  const names = await namesOfAccounts(
    tx,
    awaited.map(({ userId }) => userId),
  );
  const vi = `Chưa công bố được, còn chờ phiếu của: ${[...names.values()].join(", ")}.${
    loaded.session.mode === "meeting" ? " Ai không có mặt thì điểm danh vắng." : ""
  }`;
  throw new AppError("unprocessable", { vi, fields: { sheets: vi } });
}

/** Seats whose sheet is awaited: they score the product, are not noted as absent, and have not signed. */
export function awaitedSeats(loaded: LoadedItem, signed: ReadonlySet<string>) {
  return scoringSeats(loaded).filter(
    ({ userId, attendance }) =>
      !signed.has(userId) && (loaded.session.mode === "written" || attendance !== "absent"),
  );
}
