import { atLeast, type Decimal } from "#modules/rulebooks/decimal.ts";
import type { Period, Stage } from "#modules/rulebooks/procedure.ts";
import type { Guards } from "#modules/dossiers/guards.ts";

/** A closed result, as far as what follows from it goes. */
export type Standing = {
  /** Stage whose council closed it. */
  readonly stage: string;
  /** Exact mean, as stored; null when no sheet counted. */
  readonly mean: string | null;
  readonly stars: number;
  readonly rejected: boolean;
};

/**
 * What a result allows while the dossier lies at a stage (the procedure's own words:
 * `recognises`, `forwardsFrom`). A result of the level above, sent back, never goes up again.
 * A dossier may both be recognised here and go up: 92 points that a gate holds at 4 stars
 * (26/2026/QĐ-TTg, article 7.3 speaks of points, article 4 of stars); the office chooses. One that
 * has come down may be evaluated here once more where the procedure says so (article 7.4).
 */
export function followUpGuards(
  path: Period["stages"],
  stage: Stage | undefined,
  result: Standing | null,
): Guards {
  if (!stage || !result || result.rejected) return {};
  const own = result.stage === stage.id;
  const recognisedHere = (stage.recognises ?? []).includes(result.stars);
  const reachesNextStage =
    own &&
    stage.forwardsTo !== undefined &&
    stage.forwardsFrom !== undefined &&
    result.mean !== null &&
    atLeast(exact(result.mean), stage.forwardsFrom);
  const below = path.some(({ forwardsTo, kind }) => forwardsTo === stage.id && kind === "council");
  const nowhere = !recognisedHere && !reachesNextStage;
  const above = path.find(({ id }) => id === result.stage);
  return {
    recognisedHere,
    reachesNextStage,
    belowThisStage: nowhere && below,
    belowRecognition: nowhere && !below,
    sentDown:
      stage.forwardsTo === above?.id && above?.ifBelow?.then === "provinceDecidesOrReevaluates",
  };
}

/** A stored mean (`86.330000`) as a decimal. */
function exact(text: string): Decimal {
  const [whole = "0", fraction = ""] = text.split(".");
  return { units: BigInt(whole + fraction), decimals: fraction.length };
}
