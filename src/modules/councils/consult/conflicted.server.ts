import { inArray } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { readFacts } from "../conflicts/facts.server.ts";
import { findConflicts } from "../conflicts/find.ts";
import { conflictKinds } from "../model.ts";
import { councilMembers } from "../schema.server.ts";

/** Who must not review a dossier: account and why, in words. */
export type Conflicted = ReadonlyMap<string, string>;

/**
 * By dossier, who of these people must not review it, by the same facts that put members out of
 * a council. That somebody advises on it is no conflict in advising.
 */
export async function conflictedIn(
  db: Db,
  dossierIds: readonly string[],
  userIds: readonly string[],
): Promise<ReadonlyMap<string, Conflicted>> {
  if (dossierIds.length === 0 || userIds.length === 0) return new Map();
  const { userId, agencyName } = councilMembers;
  const seats = await db
    .select({ userId, agencyName })
    .from(councilMembers)
    .where(inArray(userId, [...userIds]));
  // Whoever sits in no team is looked at all the same, by their own account.
  const asked = [...seats, ...userIds.map((id) => ({ userId: id, agencyName: "" }))];
  const { people, grounds, aliases } = await readFacts(db, asked, dossierIds);
  const on = await today(db);
  return new Map(
    [...grounds].map(([dossierId, ground]) => {
      const found = people.flatMap((person): [string, string][] => {
        const conflicts = findConflicts(person, ground, { aliases, on }).filter(
          ({ kind }) => kind !== "consultedDossier",
        );
        const why = [...new Set(conflicts.map(({ kind }) => conflictKinds[kind]))].join("; ");
        return why === "" ? [] : [[person.userId, why]];
      });
      return [dossierId, new Map(found)];
    }),
  );
}

/** As `conflictedIn`, for one dossier. */
export async function conflictedAmong(
  db: Db,
  { id }: Pick<DossierRow, "id">,
  userIds: readonly string[],
): Promise<Conflicted> {
  return (await conflictedIn(db, [id], userIds)).get(id) ?? new Map();
}
