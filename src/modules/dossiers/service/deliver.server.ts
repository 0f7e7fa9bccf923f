import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { defineJob } from "#core/jobs/job.ts";
import { MailRefusedError } from "#core/mail/mail.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { type Gateway, gatewaysOf } from "../gateways.server.ts";
import { letterOf } from "../letters.ts";
import type { Channel } from "../model.ts";
import { dossierDeliveries, dossierMessages } from "../messages/schema.server.ts";

/** Longest time of one attempt; nobody else tries meanwhile. */
const attemptSeconds = 120;

/** Takes a message to the producer out of the platform, through every gateway that has an address. */
export const deliverMessage = defineJob(
  "dossiers.deliverMessage",
  z.strictObject({ messageId: z.uuid() }),
  async ({ messageId }, { services: { database, env, log } }) => {
    const gateways = gatewaysOf(env, log);
    const { refused } = await deliver(database.db, gateways, messageId, env.PUBLIC_URL ?? null);
    for (const channel of refused)
      log.warn({ channel, message: messageId }, "the provider refused the address");
  },
  // A mail server may be away over a night: about a day and a half in all.
  { retryLimit: 12, retryDelaySeconds: 30, timeoutSeconds: attemptSeconds },
);

export type Delivered = { readonly sent: Channel[]; readonly refused: Channel[] };

/**
 * Sends one message; tells through which channels it went now, and which will never take it.
 * Nothing for a message to an office, which reads here. A channel that has taken the message is
 * not asked again, however often this runs and in how many processes; only when the process or
 * the database dies between the provider's yes and our note of it may a letter go twice, under
 * one key. Throws, after every channel had its turn, when one of them is to be tried again.
 * `origin`: see `letterOf`.
 */
export async function deliver(
  db: Db,
  gateways: readonly Gateway[],
  messageId: string,
  origin: string | null,
): Promise<Delivered> {
  const [message] = await db
    .select()
    .from(dossierMessages)
    .where(eq(dossierMessages.id, messageId));
  const done: Delivered = { sent: [], refused: [] };
  if (!message?.producerId) return done;
  const addresses = await addressesOf(db, message.producerId);
  const faults: unknown[] = [];
  for (const gateway of gateways) {
    const { channel } = gateway;
    const to = addresses[channel];
    if (to === null || !(await claim(db, messageId, channel, faults))) continue;
    try {
      await gateway.send(to, letterOf(message, origin), `${messageId}/${channel}`);
      await note(db, messageId, channel, { sentAt: sql`now()` });
      done.sent.push(channel);
    } catch (fault) {
      const isFinal = fault instanceof MailRefusedError;
      if (isFinal) done.refused.push(channel);
      else faults.push(fault);
      await note(
        db,
        messageId,
        channel,
        isFinal ? { refusedAt: sql`now()` } : { claimedUntil: sql`now()` },
      );
    }
  }
  if (faults.length > 0) throw faults[0];
  return done;
}

/** Takes a channel of a message for this attempt; false when it is settled or somebody else's now. */
async function claim(
  db: Db,
  messageId: string,
  channel: Channel,
  faults: unknown[],
): Promise<boolean> {
  const { sentAt, refusedAt, claimedUntil } = dossierDeliveries;
  const until = sql`now() + make_interval(secs => ${attemptSeconds})`;
  const claimed = await db
    .insert(dossierDeliveries)
    .values({ messageId, channel, claimedUntil: until })
    .onConflictDoUpdate({
      target: [dossierDeliveries.messageId, dossierDeliveries.channel],
      set: { claimedUntil: until },
      setWhere: sql`${sentAt} is null and ${refusedAt} is null and ${claimedUntil} <= now()`,
    })
    .returning({ channel: dossierDeliveries.channel });
  if (claimed.length > 0) return true;
  const open = await db.$count(
    dossierDeliveries,
    and(
      eq(dossierDeliveries.messageId, messageId),
      eq(dossierDeliveries.channel, channel),
      isNull(sentAt),
      isNull(refusedAt),
    ),
  );
  // Whoever has it may have died: this attempt counts as failed and comes back.
  if (open > 0) faults.push(new Error("another attempt is under way"));
  return false;
}

async function note(
  db: Db,
  messageId: string,
  channel: Channel,
  values: Partial<Record<"sentAt" | "refusedAt" | "claimedUntil", ReturnType<typeof sql>>>,
): Promise<void> {
  await db
    .update(dossierDeliveries)
    .set(values)
    .where(and(eq(dossierDeliveries.messageId, messageId), eq(dossierDeliveries.channel, channel)));
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
