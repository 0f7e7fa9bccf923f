import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import type { NumberedKind } from "../model.ts";
import { recognitionCounters, recognitionPlaces } from "../schema.server.ts";

/** Whose numbers, of what, in which year. */
export type Series = {
  readonly provinceCode: string;
  readonly issuer: string;
  readonly kind: NumberedKind;
  readonly year: number;
};

/**
 * The next number of a series, from 1. Its row stays locked until the caller's transaction ends,
 * so that a number is used by what is committed with it, or given to the next: no gaps, whatever
 * is interrupted. To wait for nobody in a circle, a transaction locks in this order: decision,
 * dossiers, numbers, places, and the audit log last.
 */
export async function takeNumber(tx: Db, series: Series): Promise<number> {
  const { provinceCode, issuer, kind, year } = recognitionCounters;
  const [row] = await tx
    .insert(recognitionCounters)
    .values({ ...series, last: 1 })
    .onConflictDoUpdate({
      target: [provinceCode, issuer, kind, year],
      set: { last: sql`${recognitionCounters.last} + 1` },
    })
    .returning({ number: recognitionCounters.last });
  if (!row) throw new Error("no number was given");
  return row.number;
}

/** The next place in the log or the status list, from 0; as `takeNumber`. */
export async function takePlace(tx: Db, name: "log" | "status"): Promise<number> {
  const [row] = await tx
    .insert(recognitionPlaces)
    .values({ name, last: 0 })
    .onConflictDoUpdate({
      target: recognitionPlaces.name,
      set: { last: sql`${recognitionPlaces.last} + 1` },
    })
    .returning({ place: recognitionPlaces.last });
  if (!row) throw new Error("no place was given");
  return row.place;
}
