import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { type FactsGround, readFactsOf } from "../conflicts/facts.server.ts";
import { findConflicts } from "../conflicts/find.ts";
import { type ConflictKind, conflictKinds } from "../model.ts";

/** Accounts in conflict with a product, and why, in words. */
export type InConflict = ReadonlyMap<string, string>;

/**
 * By id of the ground, who of these people is in conflict with its product or producer, by the
 * same facts that put members out of a council; `except`: ties that are none for the act in hand.
 */
export async function conflictsWith(
  db: Db,
  grounds: readonly FactsGround[],
  userIds: readonly string[],
  except: readonly ConflictKind[] = [],
): Promise<ReadonlyMap<string, InConflict>> {
  if (grounds.length === 0 || userIds.length === 0) return new Map();
  const seats = userIds.map((userId) => ({ userId, agencyName: "" }));
  const { people, grounds: found, aliases } = await readFactsOf(db, seats, grounds);
  const on = await today(db);
  return new Map(
    [...found].map(([id, ground]) => [
      id,
      new Map(
        people.flatMap((person): [string, string][] => {
          const kinds = findConflicts(person, ground, { aliases, on })
            .map(({ kind }) => kind)
            .filter((kind) => !except.includes(kind));
          const why = [...new Set(kinds)].map((kind) => conflictKinds[kind]).join("; ");
          return why === "" ? [] : [[person.userId, why]];
        }),
      ),
    ]),
  );
}
