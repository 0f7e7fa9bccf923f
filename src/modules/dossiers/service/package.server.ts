import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { FileStore } from "#core/files/store.ts";
import type { ArchiveEntries } from "../documents/archive.server.ts";
import { getArchiveEntries } from "../documents/documents.server.ts";

/**
 * The whole of a dossier as entries of a larger package, for those who may see it: what
 * `ho-so.zip` holds, under the same names. Throws as the download of the dossier does.
 */
export function dossierEntries(
  db: Db,
  actor: UserActor,
  dossierId: string,
  at: { store: FileStore; origin: string },
): Promise<ArchiveEntries> {
  return getArchiveEntries(db, actor, dossierId, at);
}
