import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { dossierFiledPapers } from "../schema.server.ts";
import { lastFilings } from "./council.server.ts";

/** Ids of the papers that a dossier's last filing names; rights are the caller's business. */
export async function filedPaperIds(db: Db, dossierId: string): Promise<ReadonlySet<string>> {
  const filing = (await lastFilings(db, [dossierId])).get(dossierId);
  if (!filing) return new Set();
  const rows = await db
    .select({ paperId: dossierFiledPapers.paperId })
    .from(dossierFiledPapers)
    .where(eq(dossierFiledPapers.filingId, filing.id));
  return new Set(rows.map(({ paperId }) => paperId));
}
