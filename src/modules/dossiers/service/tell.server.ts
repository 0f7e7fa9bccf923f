import type { Db } from "#core/database/connection.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import { dossierMessages } from "../messages/schema.server.ts";
import type { MessageKind } from "../model.ts";
import { deliverMessage } from "./deliver.server.ts";

/** A message about a producer and no dossier of its own. */
export type ProducerMessage = {
  readonly provinceCode: string;
  readonly aboutProducerId: string;
  readonly kind: MessageKind;
  /** The producer's people, the office of a unit, or the departments and inspectors of one. */
  readonly to:
    | { readonly producerId: string }
    | { readonly officePath: string; readonly departments?: true };
  readonly subject: string;
  readonly body: string;
};

/** Keeps messages for their readers, in the transaction of what they tell of; a producer's go out too. */
export async function tellAbout(tx: Db, messages: readonly ProducerMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const kept = await tx
    .insert(dossierMessages)
    .values(
      messages.map(({ to, ...message }) => ({
        ...message,
        producerId: "producerId" in to ? to.producerId : null,
        officePath: "officePath" in to ? to.officePath : null,
        forDepartments: "officePath" in to && to.departments === true,
      })),
    )
    .returning({ id: dossierMessages.id, producerId: dossierMessages.producerId });
  for (const { id, producerId } of kept)
    if (producerId !== null) await enqueue(tx, deliverMessage, { messageId: id });
}
