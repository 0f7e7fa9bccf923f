import type { Database } from "#core/database/connection.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";

/**
 * Brings the facts that the product ships into the database: units through time, rulebook
 * versions. Does nothing where they are already there; safe to run by several processes.
 */
export async function loadReferenceData({ db }: Database): Promise<void> {
  await loadPlaces(db);
  await loadRulebooks(db);
}
