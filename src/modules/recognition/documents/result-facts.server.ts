import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { nation } from "#modules/councils/model.ts";
import { adviceOf } from "#modules/councils/service/advice.server.ts";
import { currentResult } from "#modules/councils/service/current-result.server.ts";
import { lastUpperResult, standingResult } from "#modules/councils/service/standing.server.ts";
import { vietnamDay } from "#modules/councils/service/sessions.server.ts";
import { can as canSee, isProducers } from "#modules/dossiers/access.ts";
import { optionLabel } from "#modules/dossiers/filing/criteria.ts";
import {
  type DossierRow,
  findDossier,
  refuse,
  setOf,
} from "#modules/dossiers/service/load.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { nameInSentence } from "#modules/places/rules.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../access.ts";
import type { ShortResult } from "../letters.ts";
import { meanWords } from "../service/describe.server.ts";
import type { Improvement } from "./letters.ts";

/** The result that stands and is not recognised, with what would bring the product there. */
export type ResultFacts = {
  readonly dossier: DossierRow;
  /** `Tỉnh Thái Nguyên`; null for the country. */
  readonly unitName: string | null;
  readonly closedAt: Date;
  readonly result: ShortResult;
  readonly improvements: readonly Improvement[];
};

/**
 * A dossier that the actor may see as its council's result goes on; `notFound` for another unit's.
 * `isIssued`: its producer too, for what was issued is issued to it.
 */
export async function getVisibleDossier(
  db: Db,
  actor: UserActor,
  dossierId: string,
  { isIssued = false }: { isIssued?: boolean } = {},
): Promise<DossierRow> {
  const dossier = await findDossier(db, dossierId);
  const isReader = can(actor, "see", dossier) || (isIssued && isProducers(actor, dossier));
  if (!canSee(actor, "see", dossier) || !isReader) refuse(actor, dossier, "decision.see");
  return dossier;
}

/**
 * What the letter on a result below recognition is made of; `notFound` where the actor may not
 * see the dossier, or its result is another one.
 */
export async function getResultFacts(
  db: Db,
  actor: UserActor,
  dossierId: string,
): Promise<ResultFacts> {
  const dossier = await getVisibleDossier(db, actor, dossierId);
  const result = await standingResult(db, dossierId);
  const procedure = loadProcedures().regimes[dossier.regime];
  const fromStars = procedure?.certificate.fromStars ?? 3;
  const isOpen = dossier.state === "scored" || dossier.state === "notRecognised";
  if (!result || !procedure || result.rejected || result.stars >= fromStars || !isOpen)
    throw new AppError("notFound", { vi: "Không có văn bản này." });
  // Of a result that a letter told, no sheet is here that advice could be read from.
  const improvements =
    result.letter === null ? await improvementsTo(db, dossier, fromStars) : ([] as const);
  const told = result.letter && {
    ...result.letter,
    remarks: (await lastUpperResult(db, dossierId))?.remarks ?? null,
  };
  const unit =
    dossier.provinceCode === nation
      ? undefined
      : await findUnit(db, { version: currentVersion, code: dossier.provinceCode });
  return {
    dossier,
    unitName: unit?.fullName ?? null,
    closedAt: result.closedAt,
    improvements,
    result: {
      productName: dossier.productName,
      producerName: dossier.producerName,
      commune: await committeeOf(db, dossier),
      told,
      regimeDecision: procedure.decision,
      mean: meanWords(result.mean),
      stars: result.stars,
      fromStars,
      heldOn: vietnamDay(result.closedAt),
      changes: improvements.length,
    },
  };
}

/** The least to do to be recognised, from the sheets of the council here. */
async function improvementsTo(
  db: Db,
  dossier: DossierRow,
  fromStars: number,
): Promise<Improvement[]> {
  const result = await currentResult(db, dossier.id);
  if (!result) return [];
  const { set, compiled } = await setOf(db, dossier);
  const titles = new Map(compiled.leaves.map(({ code, title }) => [code, title]));
  const label = (code: string, n: number | null) => optionLabel(set, code, n) ?? "Chưa chọn";
  return (adviceOf(compiled, result, fromStars)?.changes ?? []).map(({ criterion, from, to }) => ({
    criterion: `${criterion}. ${titles.get(criterion) ?? ""}`,
    from: label(criterion, from),
    to: label(criterion, to),
  }));
}

/** The commune's committee, as it is named among who receives a paper. */
async function committeeOf(db: Db, { unitVersion, unitCode }: DossierRow): Promise<string> {
  const commune = await findUnit(db, { version: unitVersion, code: unitCode });
  return commune ? `Ủy ban nhân dân ${nameInSentence(commune)}` : "Ủy ban nhân dân cấp xã";
}
