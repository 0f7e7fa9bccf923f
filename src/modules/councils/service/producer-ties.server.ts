import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import type { ConflictKind } from "../model.ts";
import { conflictsWith } from "./conflicts-with.server.ts";

/** What an officer judges of a producer, other than its products' merits: a page, a field. */
export type JudgedThing = {
  readonly id: string;
  readonly producerId: string;
  readonly unitPath: string;
  readonly provinceCode: string;
};

/** What an officer's own work and home bring about: no reason to leave such a thing alone. */
const noTies: readonly ConflictKind[] = ["homeCommune", "preparedDossier", "consultedDossier"];

/** How the actor is tied to the thing's producer, in words; null when in no way. */
export async function tieToProducer(
  db: Db,
  actor: UserActor,
  { id, producerId, unitPath, provinceCode }: JudgedThing,
): Promise<string | null> {
  const producerName = (await nameProducers(db, [producerId])).get(producerId)?.name ?? "";
  const ground = { id, producerId, producerName, unitPath, provinceCode };
  const found = await conflictsWith(db, [ground], [actor.userId], noTies);
  return found.get(id)?.get(actor.userId) ?? null;
}

/**
 * Refuses whoever is tied to the producer; somebody else judges. `denied` names the right in the
 * audit log, `what` the thing in the middle of a sentence.
 */
export async function refuseTied(
  tx: Db,
  actor: UserActor,
  thing: JudgedThing,
  { denied, what }: { readonly denied: string; readonly what: string },
): Promise<void> {
  const tie = await tieToProducer(tx, actor, thing);
  if (tie !== null)
    throw new AppError("forbidden", {
      denied,
      vi: `Bạn có quan hệ lợi ích với chủ thể này (${tie}). Cán bộ khác của văn phòng duyệt ${what}.`,
    });
}
