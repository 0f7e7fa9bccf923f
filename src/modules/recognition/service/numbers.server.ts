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
  const [number] = await takeNumbers(tx, [series]);
  if (number === undefined) throw new Error("no number was given");
  return number;
}

/** As `takeNumber` for several series in one statement, locked in their order; the numbers in theirs. */
export async function takeNumbers(tx: Db, all: readonly Series[]): Promise<number[]> {
  const { provinceCode, issuer, kind, year } = recognitionCounters;
  const rows = await tx
    .insert(recognitionCounters)
    .values(all.map((series) => ({ ...series, last: 1 })))
    .onConflictDoUpdate({
      target: [provinceCode, issuer, kind, year],
      set: { last: sql`${recognitionCounters.last} + 1` },
    })
    .returning();
  return all.map((series) => {
    const row = rows.find((one) => isOf(one, series));
    if (!row) throw new Error("no number was given");
    return row.last;
  });
}

function isOf(one: Series, { provinceCode, issuer, kind, year }: Series): boolean {
  return (
    one.provinceCode === provinceCode &&
    one.issuer === issuer &&
    one.kind === kind &&
    one.year === year
  );
}

/** Places as they follow one another, and the instant of the transaction that took them. */
export type Places<Name extends "log" | "status"> = {
  readonly place: Readonly<Record<Name, number>>;
  /** `yyyy-mm-ddThh:mm:ssZ`. */
  readonly at: string;
};

/** The next places in the status list and the log, from 0; as `takeNumbers`. */
export async function takePlaces<Name extends "log" | "status">(
  tx: Db,
  names: readonly Name[],
): Promise<Places<Name>> {
  const rows = await tx
    .insert(recognitionPlaces)
    .values(names.map((name) => ({ name, last: 0 })))
    .onConflictDoUpdate({
      target: recognitionPlaces.name,
      set: { last: sql`${recognitionPlaces.last} + 1` },
    })
    .returning({
      name: recognitionPlaces.name,
      place: recognitionPlaces.last,
      at: sql<string>`to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
    });
  const [first] = rows;
  if (!first || rows.length !== names.length) throw new Error("no place was given");
  const place = Object.fromEntries(rows.map((row) => [row.name, row.place])) as Record<
    Name,
    number
  >;
  return { place, at: first.at };
}
