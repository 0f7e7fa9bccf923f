import type { Db } from "#core/database/connection.ts";
import { currentVersion } from "#modules/places/model.ts";
import { listPlaces } from "#modules/places/service/views.server.ts";

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
  return hits.map(({ unit, parents }) => ({
    value: unit.code,
    label: [unit.fullName, ...parents.map(({ name }) => name)].join(", "),
  }));
}
