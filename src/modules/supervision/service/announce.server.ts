import { eq, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { isAnnounced } from "../model.ts";
import { visitAnnounced, type Words } from "../notices.ts";
import { inspections } from "../schema.server.ts";
import type { InspectionRow } from "./load.server.ts";

type Of = Pick<InspectionRow, "provinceCode" | "producerId">;

/** Tells the producer something about an inspection, in the transaction of what it tells of. */
export async function tellProducer(tx: Db, row: Of, words: Words): Promise<void> {
  const { provinceCode, producerId } = row;
  await tellAbout(tx, [
    {
      provinceCode,
      aboutProducerId: producerId,
      kind: "inspection",
      to: { producerId },
      ...words,
    },
  ]);
}

/** Tells the producer of a visit to come and notes that it was told; of an unannounced one never. */
export async function announce(tx: Db, row: InspectionRow): Promise<void> {
  if (!isAnnounced(row.kind) || row.toldAt !== null) return;
  await tellProducer(tx, row, visitAnnounced(row));
  await tx
    .update(inspections)
    .set({ toldAt: sql`now()` })
    .where(eq(inspections.id, row.id));
}
