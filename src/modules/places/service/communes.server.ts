import type { Db } from "#core/database/connection.ts";
import { currentVersion, type UnitRef } from "../model.ts";
import { findUnits, keyOfRef } from "./units.server.ts";
import { listPlaces, type Located, locateUnits } from "./views.server.ts";

/** A commune of today to choose: its code, and its name with its province's. */
export type CommuneOption = { value: string; label: string };

/** Communes of today that a typed name may mean, best first; none for an empty text. */
export async function findCommunes(db: Db, text: string): Promise<CommuneOption[]> {
  const typed = text.trim().slice(0, 120);
  if (typed === "") return [];
  const hits = await listPlaces(db, {
    text: typed,
    version: currentVersion,
    level: "commune",
    limit: 8,
  });
  return hits.map(optionOf);
}

function optionOf({ unit, parents }: Located): CommuneOption {
  return {
    value: unit.code,
    label: [unit.fullName, ...parents.map(({ name }) => name)].join(", "),
  };
}

/** The commune of today that a code names, with its path; undefined when there is none. */
export async function findCommune(
  db: Db,
  code: string,
): Promise<(CommuneOption & { path: string }) | undefined> {
  const ref: UnitRef = { version: currentVersion, code };
  const unit = (await findUnits(db, [ref])).get(keyOfRef(ref));
  if (unit?.level !== "commune") return undefined;
  const [located] = await locateUnits(db, [unit]);
  return located && { ...optionOf(located), path: unit.path };
}
