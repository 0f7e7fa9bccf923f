import { and, inArray, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { dossiers } from "../schema.server.ts";
import { type ProducerMessage, tellAbout } from "./tell.server.ts";

/** What is said of a recognition that comes to its end; about its producer, and no dossier. */
export type RenewalMessage = Omit<ProducerMessage, "kind">;

/** Keeps messages for a producer or an office, in the transaction that notes them as said. */
export async function tellOfRenewals(tx: Db, messages: readonly RenewalMessage[]): Promise<void> {
  await tellAbout(
    tx,
    messages.map((message) => ({ ...message, kind: "renewalDue" })),
  );
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
