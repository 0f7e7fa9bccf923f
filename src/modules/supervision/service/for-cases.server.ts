import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import {
  authorisedInspection,
  type FindingRow,
  findingsOf,
  type InspectionRow,
} from "./load.server.ts";

/** What a case on a violation may rest on: a concluded inspection and what it referred. */
export type InspectionGround = {
  readonly inspection: InspectionRow;
  /** Findings that were referred, at once or after a recheck. */
  readonly referred: readonly FindingRow[];
};

/**
 * The inspection as the ground of a case, for whoever may inspect there; null before its
 * conclusion and where nothing was referred. `notFound` outside the actor's units and in conflict.
 */
export async function groundOfCase(
  db: Db,
  actor: UserActor,
  inspectionId: string,
): Promise<InspectionGround | null> {
  const inspection = await authorisedInspection(db, actor, "inspect", inspectionId);
  const referred = (await findingsOf(db, [inspection.id])).filter(
    ({ state }) => state === "referred",
  );
  return inspection.state === "concluded" && referred.length > 0 ? { inspection, referred } : null;
}
