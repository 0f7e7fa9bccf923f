import type { Actor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { can, type DossierActivity, type DossierSubject } from "../access.ts";

/** Why a dossier is closed to an account for now, in the person's language; null: it is not. */
type Closing = (db: Db, of: { userId: string; dossierId: string }) => Promise<string | null>;

const closings: Closing[] = [];

/**
 * Lets a later module close dossiers to accounts whose roles would open them: a council does so
 * to a member who has not declared, or is in conflict. Called once, when that module is loaded.
 */
export function closeDossiersBy(closing: Closing): void {
  closings.push(closing);
}

/** What an office does with a dossier on its way; who does any of it does not merely read. */
const handling = [
  "open",
  "edit",
  "record",
  "keepSamples",
  "write",
] as const satisfies readonly DossierActivity[];

/**
 * Refuses a mere reader (a department, a signer, an inspector) to whom the dossier is closed for
 * now: `forbidden`. The producer and the offices that handle it have it in their hands anyway.
 */
export async function requireNotClosed(
  db: Db,
  actor: Actor,
  row: DossierSubject & { readonly id: string },
): Promise<void> {
  if (actor.kind === "anonymous" || handling.some((activity) => can(actor, activity, row))) return;
  for (const closing of closings) {
    const vi = await closing(db, { userId: actor.userId, dossierId: row.id });
    if (vi !== null) throw new AppError("forbidden", { denied: "dossier.closed", vi });
  }
}
