import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import {
  type DossierRow,
  factsOf,
  procedureOf,
  setOf,
} from "#modules/dossiers/service/load.server.ts";
import { moveDossier } from "#modules/dossiers/service/move.server.ts";
import { stageOf } from "#modules/dossiers/states.ts";
import { followUpGuards } from "../results/follow-up.ts";
import { upperResults } from "../results/schema.server.ts";
import { runEvents } from "../run-events.server.ts";

/** What a letter of the level above says of a product. */
export type TellsResult = {
  /** With a point and at most two decimals: `86.5`. */
  readonly mean: string;
  readonly stars: number;
  readonly sender: string;
  readonly letterNumber: string;
  readonly letterOn: Day;
  readonly remarks: string | null;
  /** The stored copy of the letter. */
  readonly copyDigest: string;
};

/**
 * Enters what a council above found of a dossier that lies with it and was not enough for its
 * level: the dossier comes back down, and the result stands for it. `row`: locked by the caller,
 * who has asked for the right. Throws `unprocessable` for a star that the points do not reach,
 * or that the level above recognises itself; `conflict` for a dossier that is not up there.
 */
export async function enterUpperResult(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  told: TellsResult,
): Promise<void> {
  const on = await today(tx);
  const { path } = procedureOf(row, on);
  const stage = stageOf(path, row.stage);
  if (!stage || row.state !== "forwardedUp")
    throw new AppError("conflict", {
      vi: "Hồ sơ không ở cấp trên, hoặc hội đồng cấp trên đang làm việc trên hệ thống. Hãy tải lại trang.",
    });
  await requireBand(tx, row, told);
  const { mean, stars } = told;
  const guards = followUpGuards(path, stage, { stage: stage.id, mean, stars, rejected: false });
  const [kept] = await tx
    .insert(upperResults)
    .values({
      ...told,
      dossierId: row.id,
      provinceCode: row.provinceCode,
      stage: stage.id,
      enteredBy: actor.userId,
    })
    .returning({ id: upperResults.id });
  if (!kept) throw new Error("the result was not stored");
  await moveDossier(tx, actor, row, {
    action: "comeDown",
    on,
    guards,
    isEntered: true,
    reason: `Văn bản số ${told.letterNumber} ngày ${formatDay(told.letterOn)}: ${mean.replace(".", ",")} điểm, ${stars} sao.`,
  });
  await appendAudit(tx, runEvents.upperResultEntered, {
    ...factsOf(actor, row),
    subjectId: kept.id,
    details: { dossier: row.id, mean, stars, letter: told.letterNumber, copy: told.copyDigest },
  });
}

/** Gates hold a product below its points, never above. */
async function requireBand(tx: Db, row: DossierRow, { mean, stars }: TellsResult): Promise<void> {
  const { compiled } = await setOf(tx, row);
  const reached = compiled.levels.findLast(({ min }) => Number(mean) >= min)?.stars ?? 0;
  if (stars <= reached) return;
  const vi = `${mean.replace(".", ",")} điểm không đạt ${stars} sao. Hãy đối chiếu lại với văn bản.`;
  throw new AppError("unprocessable", { vi, fields: { stars: vi } });
}
