import { and, asc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { dossierScope } from "../access.server.ts";
import { dossiers } from "../schema.server.ts";
import type { DossierRow } from "./load.server.ts";

/** The dossiers whose council has closed a result and that nothing has followed yet, oldest first. */
export async function listScored(db: Db, actor: UserActor): Promise<DossierRow[]> {
  return db
    .select()
    .from(dossiers)
    .where(and(eq(dossiers.state, "scored"), dossierScope(actor, "see")))
    .orderBy(asc(dossiers.stateSince), asc(dossiers.id))
    .limit(2000);
}
