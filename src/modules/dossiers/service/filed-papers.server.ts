import { inArray } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { dossiers } from "../schema.server.ts";
import type { DossierRow } from "./load.server.ts";

/** Dossiers by id, for modules that keep things of many of them; rights are the caller's business. */
export async function rowsOfDossiers(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, DossierRow>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.select().from(dossiers).where(inArray(dossiers.id, wanted));
  return new Map(rows.map((row) => [row.id, row]));
}
