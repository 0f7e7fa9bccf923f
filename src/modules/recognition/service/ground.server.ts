import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentResult } from "#modules/councils/service/current-result.server.ts";
import { followUpGuards } from "#modules/councils/results/follow-up.ts";
import { sittingOf } from "#modules/councils/service/load.server.ts";
import { vietnamDay } from "#modules/councils/service/sessions.server.ts";
import { type StandingResult, standingResult } from "#modules/councils/service/standing.server.ts";
import { guardTexts } from "#modules/dossiers/guards.ts";
import { type DossierRow, procedureOf } from "#modules/dossiers/service/load.server.ts";
import { stageOf } from "#modules/dossiers/states.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import type { DecisionKind } from "../model.ts";

/** What a council found of a dossier, and when. */
export type Ground = {
  readonly result: StandingResult;
  readonly stage: Stage;
  readonly council: {
    readonly name: string;
    readonly decisionNumber: string;
    readonly decisionOn: Day;
    /** The day that the result was closed, in Vietnam; of a session of the past, when it met. */
    readonly heldOn: Day;
  };
};

/**
 * The standing result that a decision of this kind may rest on. Throws `unprocessable` when the
 * dossier has none, is no longer where its council left it (withdrawn, being scored again), or
 * when its stars are not for this level to recognise.
 */
export async function requireGround(
  db: Db,
  dossier: DossierRow,
  kind: DecisionKind,
): Promise<Ground> {
  const said = (vi: string) =>
    new AppError("unprocessable", {
      vi: `${dossier.productName}: ${vi}`,
      fields: { dossierIds: `${dossier.productName}: ${vi}` },
    });
  if (dossier.state === "withdrawn") throw said("hồ sơ đã rút, không ra quyết định được.");
  const result = await standingResult(db, dossier.id);
  const { path } = procedureOf(dossier, dossier.filedOn ?? "");
  const stage = stageOf(path, dossier.stage);
  if (dossier.state !== "scored" || !result || !stage)
    throw said("hồ sơ không ở bước đã có kết quả của hội đồng. Hãy tải lại trang.");
  const guard = kind === "approval" ? "reachesNextStage" : "recognisedHere";
  if (followUpGuards(path, stage, result)[guard] !== true) throw said(guardTexts[guard]);
  // What the level above told rests on the council here that had sent it up.
  const own = result.itemId === null ? await currentResult(db, dossier.id) : null;
  const itemId = result.itemId ?? own?.itemId;
  if (itemId === undefined) throw said("hồ sơ chưa có kết quả của hội đồng nào trên hệ thống.");
  const { session, council } = await sittingOf(db, itemId);
  return {
    result,
    stage,
    council: {
      name: council.name,
      decisionNumber: council.decisionNumber,
      decisionOn: council.decisionOn,
      heldOn: vietnamDay(session.isRecorded ? session.startsAt : (own ?? result).closedAt),
    },
  };
}
