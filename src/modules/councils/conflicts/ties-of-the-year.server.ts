import { findTiesBy } from "#modules/cycle/service/ties.server.ts";
import type { ConflictKind } from "../model.ts";
import { conflictsWith } from "../service/conflicts-with.server.ts";

/** What an officer's own work and home bring about: no reason to leave an idea or plan to others. */
const noTies: readonly ConflictKind[] = ["homeCommune", "preparedDossier", "consultedDossier"];

/** What puts a member out of a council bars an officer from choosing the same producer's ideas and plans. */
findTiesBy(async (db, { userId, producer }) => {
  const found = await conflictsWith(db, [producer], [userId], noTies);
  return found.get(producer.id)?.get(userId) ?? null;
});
