import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { ConflictKind } from "#modules/councils/model.ts";
import { conflictsWith, type InConflict } from "#modules/councils/service/conflicts-with.server.ts";
import type { inspections } from "../schema.server.ts";

/** What decides who is in conflict with an inspection's product. */
export type ConflictGround = Pick<
  typeof inspections.$inferSelect,
  "provinceCode" | "unitPath" | "producerId" | "producerName" | "dossierId"
> & {
  /** Of the inspection or the recognition. */
  readonly id: string;
};

/** By id, who of these accounts is in conflict, and why; `except`: ties that are none here. */
export async function conflictedIn(
  db: Db,
  rows: readonly ConflictGround[],
  userIds: readonly string[],
  except: readonly ConflictKind[] = [],
): Promise<ReadonlyMap<string, InConflict>> {
  // Who had a hand in the dossier is found by the dossier's id; several rows may share one.
  const keyOf = ({ dossierId, id }: ConflictGround) => dossierId ?? id;
  const grounds = new Map(rows.map((row) => [keyOf(row), { ...row, id: keyOf(row) }]));
  const found = await conflictsWith(db, [...grounds.values()], userIds, except);
  return new Map(rows.map((row) => [row.id, found.get(keyOf(row)) ?? new Map()]));
}

/** Those rows that the actor is in no conflict with. */
export async function withoutConflicts<Row extends ConflictGround>(
  db: Db,
  actor: UserActor,
  rows: readonly Row[],
): Promise<Row[]> {
  const found = await conflictedIn(db, rows, [actor.userId]);
  return rows.filter(({ id }) => !found.get(id)?.has(actor.userId));
}
