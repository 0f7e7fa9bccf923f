import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { LogEventKind } from "../model.ts";
import { logLeaves } from "../schema.server.ts";

type Leaf = { readonly place: number; readonly kind: LogEventKind };

/** The events of a certificate in the transparency log, oldest first, as a column beside its row. */
export function leavesOf(certificateId: PgColumn): SQL<readonly Leaf[]> {
  return sql<readonly Leaf[]>`(
    select coalesce(
      json_agg(json_build_object('place', ${logLeaves.place}, 'kind', ${logLeaves.kind})
        order by ${logLeaves.place}), '[]')
    from ${logLeaves} where ${logLeaves.certificateId} = ${certificateId})`;
}

/** What the log says of a certificate: the place of its first event, and whether the newest word is that it is revoked. */
export function loggedIn(leaves: readonly Leaf[]): {
  readonly place: number | null;
  readonly isRevoked: boolean;
} {
  const ends = leaves.filter(({ kind }) => kind === "revoked" || kind === "restored");
  return { place: leaves[0]?.place ?? null, isRevoked: ends.at(-1)?.kind === "revoked" };
}
