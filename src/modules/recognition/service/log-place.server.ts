import { asc, eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { logLeaves } from "../schema.server.ts";

/** What the transparency log has of a certificate. */
export type Logged = {
  /** Place of its first event; null before it is there. */
  readonly place: number | null;
  /** The newest word on revocation is that it is revoked. */
  readonly isRevoked: boolean;
};

/** The events of a certificate in the transparency log, oldest first, read as a lookup needs them. */
export async function findLogged(db: Db, certificateId: string): Promise<Logged> {
  const leaves = await db
    .select({ place: logLeaves.place, kind: logLeaves.kind })
    .from(logLeaves)
    .where(eq(logLeaves.certificateId, certificateId))
    .orderBy(asc(logLeaves.place));
  const ends = leaves.filter(({ kind }) => kind === "revoked" || kind === "restored");
  return { place: leaves[0]?.place ?? null, isRevoked: ends.at(-1)?.kind === "revoked" };
}
