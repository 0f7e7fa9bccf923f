import { and, asc, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import { certificates } from "../schema.server.ts";
import { sealCertificate } from "../seal-job.server.ts";

/** A job of its own was given up after about 20 minutes of tries; one that is still tried does no harm. */
const minutes = 30;
/** At most so many at a time: the rest comes with the next round. */
const most = 200;

/**
 * Puts certificates on the queue again whose seal is missing half an hour after their decision. Tells
 * how many there are now.
 */
export async function enqueueUnsealed(db: Db): Promise<number> {
  const rows = await db
    .select({ id: certificates.id })
    .from(certificates)
    .where(
      and(
        isNull(certificates.sealedAt),
        lt(certificates.createdAt, sql`now() - make_interval(mins => ${minutes})`),
      ),
    )
    .orderBy(asc(certificates.createdAt))
    .limit(most);
  for (const { id } of rows)
    await enqueue(
      db,
      sealCertificate,
      { certificateId: id },
      { once: { key: id, seconds: 1_800 } },
    );
  return rows.length;
}
