import { and, inArray, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import { dossierMessages } from "../messages/schema.server.ts";
import { dossiers } from "../schema.server.ts";
import { deliverMessage } from "./deliver.server.ts";

/** What is said of a recognition that comes to its end; about its producer, and no dossier. */
export type RenewalMessage = {
  readonly provinceCode: string;
  readonly aboutProducerId: string;
  readonly to: { readonly producerId: string } | { readonly officePath: string };
  readonly subject: string;
  readonly body: string;
};

/** Keeps messages for a producer or an office, in the transaction that notes them as said. */
export async function tellOfRenewals(tx: Db, messages: readonly RenewalMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const kept = await tx
    .insert(dossierMessages)
    .values(
      messages.map(({ to, ...message }) => ({
        ...message,
        kind: "renewalDue" as const,
        producerId: "producerId" in to ? to.producerId : null,
        officePath: "officePath" in to ? to.officePath : null,
      })),
    )
    .returning({ id: dossierMessages.id, producerId: dossierMessages.producerId });
  for (const { id, producerId } of kept)
    if (producerId !== null) await enqueue(tx, deliverMessage, { messageId: id });
}

/** The dossiers under way of these products, by product: a product has one at most. */
export async function underWayOf(
  db: Db,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (productIds.length === 0) return new Map();
  const rows = await db
    .select({ id: dossiers.id, productId: dossiers.productId })
    .from(dossiers)
    .where(
      and(
        inArray(dossiers.productId, [...productIds]),
        sql`${dossiers.state} not in ('decided', 'notRecognised', 'rejected', 'withdrawn') and not ${dossiers.isRecorded}`,
      ),
    );
  return new Map(rows.map(({ id, productId }) => [productId, id]));
}
