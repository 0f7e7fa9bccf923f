import { and, eq, ne } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { guardsOf } from "#modules/councils/service/follow-up.server.ts";
import { type StandingResult, standingResult } from "#modules/councils/service/standing.server.ts";
import { guardTexts } from "#modules/dossiers/guards.ts";
import { type DossierRow, procedureOf } from "#modules/dossiers/service/load.server.ts";
import { stageOf } from "#modules/dossiers/states.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import type { PackageKind } from "../model.ts";
import { upwardItems, upwardLetters } from "../schema.server.ts";
import { approvalsOf } from "./load.server.ts";

/** What a dossier goes up on. */
export type UpwardGround = {
  readonly result: StandingResult;
  /** The stage of the council that found it. */
  readonly stage: Stage;
};

/** Which package a dossier goes up in. */
export function kindOf({ kind }: Pick<DossierRow, "kind">): PackageKind {
  return kind === "renewal" ? "renewal" : "first";
}

/**
 * The result on which a dossier can be sent up: of a council whose stage hands on, with the points
 * that the procedure asks, and (a re-evaluation apart) approved by a decision. A dossier that was
 * handed on before its letter was written counts too. Throws `unprocessable` otherwise;
 * `conflict` while another letter sends up the same result.
 */
export async function requireUpward(
  tx: Db,
  dossier: DossierRow,
  { letterId = null }: { letterId?: string | null } = {},
): Promise<UpwardGround> {
  const said = (vi: string, code: "unprocessable" | "conflict" = "unprocessable") =>
    new AppError(code, {
      vi: `${dossier.productName}: ${vi}`,
      fields: { dossierIds: `${dossier.productName}: ${vi}` },
    });
  const { path } = procedureOf(dossier, await today(tx));
  const result = await standingResult(tx, dossier.id);
  const stage = stageOf(path, result?.stage ?? null);
  const isUp = dossier.state === "forwardedUp" && dossier.stage === stage?.forwardsTo;
  const isHere = dossier.state === "scored" && dossier.stage === stage?.id;
  if (!result || !stage || (!isUp && !isHere))
    throw said("hồ sơ không ở bước trình cấp trên. Hãy tải lại trang.");
  if (stageOf(path, stage.forwardsTo ?? null)?.level !== "central")
    throw said(guardTexts.reachesNextStage);
  if (isHere && (await guardsOf(tx, dossier)).reachesNextStage !== true)
    throw said(guardTexts.reachesNextStage);
  if (kindOf(dossier) === "first" && (await approvalsOf(tx, [result.id])).length === 0)
    throw said("chưa có quyết định phê duyệt kết quả. Hãy ban hành quyết định trước khi trình.");
  const [other] = await tx
    .select({ id: upwardLetters.id })
    .from(upwardItems)
    .innerJoin(upwardLetters, eq(upwardLetters.id, upwardItems.letterId))
    .where(
      and(
        eq(upwardItems.resultId, result.id),
        ne(upwardLetters.state, "dropped"),
        letterId === null ? undefined : ne(upwardLetters.id, letterId),
      ),
    )
    .limit(1);
  if (other) throw said("đã có trong một văn bản đề nghị khác.", "conflict");
  return { result, stage };
}
