import { asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { hasCommuneOfficer } from "#modules/people/service/offices.server.ts";
import { cycleNotices } from "../schema.server.ts";

/** Something that a producer, or the office of its commune, is to be told. */
export type CycleNotice = {
  readonly provinceCode: string;
  readonly producerId: string;
  /** The commune whose office is told; null: the producer. */
  readonly officeOf: string | null;
  readonly subject: string;
  readonly body: string;
};

/** Keeps a notice in the transaction of what it tells of; `dossiers` makes the message of it. */
export async function noteForProducer(tx: Db, { officeOf, ...notice }: CycleNotice): Promise<void> {
  // A commune without an account of its own is looked after by the province's office.
  const officePath =
    officeOf === null || (await hasCommuneOfficer(tx, officeOf)) ? officeOf : notice.provinceCode;
  await tx.insert(cycleNotices).values({ ...notice, officePath });
}

/** A notice that waits. */
export type WaitingNotice = {
  readonly provinceCode: string;
  readonly producerId: string;
  readonly officePath: string | null;
  readonly subject: string;
  readonly body: string;
};

/**
 * Hands waiting notices over, oldest first, each once: `carry` runs in the transaction that marks
 * them, so that both are kept or neither. Tells how many there were.
 */
export async function handOverNotices(
  db: Db,
  carry: (tx: Db, notices: readonly WaitingNotice[]) => Promise<void>,
): Promise<number> {
  return db.transaction(async (tx) => {
    const waiting = await tx
      .select()
      .from(cycleNotices)
      .where(isNull(cycleNotices.takenAt))
      .orderBy(asc(cycleNotices.createdAt))
      .limit(200)
      .for("update", { skipLocked: true });
    if (waiting.length === 0) return 0;
    await carry(
      tx,
      waiting.map(({ provinceCode, producerId, officePath, subject, body }) => ({
        provinceCode,
        producerId,
        officePath,
        subject,
        body,
      })),
    );
    for (const { id } of waiting)
      await tx
        .update(cycleNotices)
        .set({ takenAt: sql`now()` })
        .where(eq(cycleNotices.id, id));
    return waiting.length;
  });
}
