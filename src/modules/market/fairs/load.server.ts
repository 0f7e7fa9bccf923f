import { eq } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { type MarketActivity } from "../access.ts";
import { Id } from "../model.ts";
import { refuseUnless } from "../service/load.server.ts";
import { fairParticipants, fairs } from "./schema.server.ts";

export type FairRow = typeof fairs.$inferSelect;
export type ParticipantRow = typeof fairParticipants.$inferSelect;

const missing = { vi: "Không có hội chợ này." };

/** The fair, if the actor may do this to it as an office; a producer's part is `authorisedParticipant`. */
export async function authorisedFair(
  db: Db,
  actor: Actor,
  activity: MarketActivity<"fair">,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<FairRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(fairs).where(eq(fairs.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, "fair", activity, { unitPath: row.unitPath }, missing);
  return row;
}

/** A producer's part in a fair with the fair, if the actor may do this to it. */
export async function authorisedParticipant(
  db: Db,
  actor: Actor,
  activity: MarketActivity<"fair">,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<{ fair: FairRow; participant: ParticipantRow }> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(fairParticipants).where(eq(fairParticipants.id, id));
  const [participant] = lock ? await query.for("update") : await query;
  const [fair] = participant
    ? await db.select().from(fairs).where(eq(fairs.id, participant.fairId))
    : [];
  if (!participant || !fair) throw new AppError("notFound", missing);
  const subject = { unitPath: fair.unitPath, producerId: participant.producerId };
  refuseUnless(actor, "fair", activity, subject, missing);
  return { fair, participant };
}
