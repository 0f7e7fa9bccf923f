import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { ConflictKind } from "#modules/councils/model.ts";
import { conflictsWith } from "#modules/councils/service/conflicts-with.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import type { ClaimRow } from "./load.server.ts";

/** What an officer's own work and home bring about: no reason to leave a claim to somebody else. */
const noTies: readonly ConflictKind[] = ["homeCommune", "preparedDossier", "consultedDossier"];

/** How the actor is tied to the claim's producer, in words; null when in no way. */
export async function tieTo(
  db: Db,
  actor: UserActor,
  { id, producerId, unitPath, provinceCode }: ClaimRow,
): Promise<string | null> {
  const producerName = (await nameProducers(db, [producerId])).get(producerId)?.name ?? "";
  const ground = { id, producerId, producerName, unitPath, provinceCode };
  const found = await conflictsWith(db, [ground], [actor.userId], noTies);
  return found.get(id)?.get(actor.userId) ?? null;
}

/** Refuses whoever is tied to the producer: somebody else decides about its money. */
export async function refuseTied(tx: Db, actor: UserActor, claim: ClaimRow): Promise<void> {
  const tie = await tieTo(tx, actor, claim);
  if (tie !== null)
    throw new AppError("forbidden", {
      denied: "support.claim.tied",
      vi: `Bạn có quan hệ lợi ích với chủ thể này (${tie}). Cán bộ khác xử lý đề nghị này.`,
    });
}
