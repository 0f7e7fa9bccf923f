import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { keptTypes } from "#core/files/intake/limits.ts";
import { papers } from "../schema.server.ts";

/** A photo that a producer keeps in its vault, to be shown where the producer wants it. */
export type VaultPhoto = {
  readonly digest: string;
  readonly paperId: string;
  readonly title: string;
};

/**
 * The photos in a producer's vault, the newest first: papers of the kind for photos that are one
 * picture and not archived. Rights are the caller's.
 */
export async function vaultPhotos(db: Db, producerId: string): Promise<VaultPhoto[]> {
  const rows = await db
    .select({ digest: papers.digest, paperId: papers.id, title: papers.title })
    .from(papers)
    .where(
      and(
        eq(papers.producerId, producerId),
        eq(papers.kind, "photo"),
        eq(papers.mediaType, keptTypes.image),
        isNull(papers.archivedAt),
      ),
    )
    .orderBy(desc(papers.createdAt), asc(papers.id));
  return rows.flatMap(({ digest, ...photo }) => (digest === null ? [] : [{ digest, ...photo }]));
}
