import type { Db } from "#core/database/connection.ts";
import { currentVersion, type Today, type UnitRef } from "#modules/places/model.ts";
import { fullNameOf, nameInSentence } from "#modules/places/rules.ts";
import { findUnit, todayOf } from "#modules/places/service/units.server.ts";
import type { IssuerLevel } from "../model.ts";

type Ref = { readonly unitVersion: UnitRef["version"]; readonly unitCode: string };

/** Who answers today for what a unit once signed, and where a producer's commune is today. */
export type PlacesToday = {
  /** Null where the unit that signed still stands. */
  readonly answers: string | null;
  /** Null where the commune bears the same name. */
  readonly holder: string | null;
};

/**
 * Certificates outlive units: of a district that is gone the province answers, of a province
 * that was joined with others the new one. Of a commune that was divided all parts are named.
 */
export async function placesToday(
  db: Db,
  of: {
    decision: Ref & { readonly level: IssuerLevel; readonly unitPath: string };
    recognition: Ref;
  },
): Promise<PlacesToday> {
  return {
    answers: await answersToday(db, of.decision),
    holder: await communeToday(db, of.recognition),
  };
}

/** The committee that took over a former unit's papers; null for a unit of today. */
export async function answersToday(
  db: Db,
  { unitVersion, unitPath, level }: Ref & { level: IssuerLevel; unitPath: string },
): Promise<string | null> {
  if (unitVersion === currentVersion || level === "central") return null;
  const [code = ""] = unitPath.split("/");
  const province = await findUnit(db, { version: currentVersion, code });
  return province ? `Ủy ban nhân dân ${nameInSentence(province)}` : null;
}

/** Names of what a commune of the past is today; null for one of today. */
export async function communeToday(db: Db, { unitVersion, unitCode }: Ref): Promise<string | null> {
  if (unitVersion === currentVersion) return null;
  return namesOf(await todayOf(db, { version: unitVersion, code: unitCode }));
}

function namesOf(today: Today): string {
  return "unit" in today ? fullNameOf(today.unit) : today.candidates.map(fullNameOf).join("; ");
}
