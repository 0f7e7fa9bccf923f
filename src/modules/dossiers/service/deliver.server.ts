import { eq } from "drizzle-orm";
import { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { defineJob } from "#core/jobs/job.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { type Channel, type Gateway, gatewaysOf } from "../gateways.server.ts";
import { dossierMessages } from "../schema.server.ts";

/** Takes a message to the producer out of the platform, through every gateway that has an address. */
export const deliverMessage = defineJob(
  "dossiers.deliverMessage",
  z.strictObject({ messageId: z.uuid() }),
  async ({ messageId }, { services: { database, log } }) => {
    await deliver(database.db, gatewaysOf(log), messageId);
  },
);

/** Sends one message; tells through which channels. Nothing for a message to an office, which reads here. */
export async function deliver(
  db: Db,
  gateways: readonly Gateway[],
  messageId: string,
): Promise<Channel[]> {
  const [message] = await db
    .select()
    .from(dossierMessages)
    .where(eq(dossierMessages.id, messageId));
  if (!message?.producerId) return [];
  const addresses = await addressesOf(db, message.producerId);
  const sent: Channel[] = [];
  for (const gateway of gateways) {
    const to = addresses[gateway.channel];
    if (to === null) continue;
    const { subject, body } = message;
    await gateway.send(to, { subject, body }, `${message.id}/${gateway.channel}`);
    sent.push(gateway.channel);
  }
  return sent;
}

/** Where a producer can be reached, as it has entered it. Read with the producer's own rights. */
async function addressesOf(db: Db, producerId: string): Promise<Record<Channel, string | null>> {
  const itself: UserActor = {
    kind: "user",
    userId: producerId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producerId } }],
  };
  const { producer } = await getProducer(db, itself, producerId);
  return { email: producer.email, sms: producer.phone, zalo: producer.phone };
}
