import { and, asc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { dossierScope } from "../access.server.ts";
import { dossiers } from "../schema.server.ts";
import type { DossierRow } from "./load.server.ts";

/** The dossiers whose council has closed a result and that nothing has followed yet, oldest first. */
export function listScored(db: Db, actor: UserActor): Promise<DossierRow[]> {
  return listOf(db, actor, "scored");
}

/** The dossiers that have been handed to a council above and that it has not taken up, oldest first. */
export function listForwardedUp(db: Db, actor: UserActor): Promise<DossierRow[]> {
  return listOf(db, actor, "forwardedUp");
}

function listOf(db: Db, actor: UserActor, state: "scored" | "forwardedUp"): Promise<DossierRow[]> {
  return db
    .select()
    .from(dossiers)
    .where(and(eq(dossiers.state, state), dossierScope(actor, "see")))
    .orderBy(asc(dossiers.stateSince), asc(dossiers.id))
    .limit(2000);
}
