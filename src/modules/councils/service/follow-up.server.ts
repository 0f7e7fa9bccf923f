import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import type { Guards } from "#modules/dossiers/guards.ts";
import { mayMove } from "#modules/dossiers/access.ts";
import { follow, stageOf, transitionOf } from "#modules/dossiers/states.ts";
import {
  type DossierRow,
  findDossier,
  procedureOf,
} from "#modules/dossiers/service/load.server.ts";
import { moveDossier } from "#modules/dossiers/service/move.server.ts";
import { followUpGuards } from "../results/follow-up.ts";
import { FollowUp } from "../run-inputs.ts";
import { type StandingResult, standingResult } from "./standing.server.ts";

/** What the standing result allows for a dossier, as guards of its steps. */
export async function guardsOf(db: Db, row: DossierRow): Promise<Guards> {
  const { path } = procedureOf(row, await today(db));
  return followUpGuards(path, stageOf(path, row.stage), await standingResult(db, row.id));
}

/**
 * What follows a result that the council's own level does not recognise: the producer is told,
 * the dossier goes to the council above, or back to the one below, which may evaluate it once
 * more. Recognition is another module's act. Throws as `moveDossier` does.
 */
export async function followUp(db: Db, actor: UserActor, input: FollowUp): Promise<void> {
  const { dossierId, action, reason } = parseInput(FollowUp, input);
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const result = await standingResult(tx, dossierId);
    if (!result && mayTake(actor, row, action, await today(tx)))
      throw new AppError("conflict", { vi: "Hồ sơ này chưa có kết quả của hội đồng." });
    await moveDossier(tx, actor, row, {
      action,
      on: await today(tx),
      guards: await guardsOf(tx, row),
      reason:
        action === "refuse" && result ? refusalText(result, reason ?? null) : (reason ?? null),
    });
  });
}

/** What the notice of a refusal says of the result. */
export function refusalText({ mean, stars }: StandingResult, reason: string | null): string {
  const points = mean === null ? "" : `điểm trung bình ${Number(mean).toLocaleString("vi-VN")}, `;
  return `Kết quả của hội đồng: ${points}${stars} sao.${reason === null ? "" : ` ${reason}`}`;
}

function mayTake(actor: UserActor, row: DossierRow, action: FollowUp["action"], on: string) {
  const { path } = procedureOf(row, on);
  return mayMove(actor, transitionOf(action), row, stageOf(path, row.stage));
}

/** The acts that the actor may do after this result, now. */
export async function followUpsFor(
  db: Db,
  actor: UserActor,
  row: DossierRow,
): Promise<readonly FollowUp["action"][]> {
  const on = await today(db);
  const { path } = procedureOf(row, on);
  const guards = await guardsOf(db, row);
  return (["refuse", "forwardUp", "sendDown", "reevaluate"] as const).filter(
    (action) =>
      follow(path, row, action) !== null &&
      mayTake(actor, row, action, on) &&
      transitionOf(action).guards.every((guard) => guards[guard] === true),
  );
}
