import { type SQL, sql } from "drizzle-orm";
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
  return inOrder(await counted(tx, all), all);
}

function counted(tx: Db, all: readonly Series[]) {
  const { provinceCode, issuer, kind, year } = recognitionCounters;
  return tx
    .insert(recognitionCounters)
    .values(all.map((series) => ({ ...series, last: 1 })))
    .onConflictDoUpdate({
      target: [provinceCode, issuer, kind, year],
      set: { last: sql`${recognitionCounters.last} + 1` },
    })
    .returning();
}

function inOrder(rows: readonly (Series & { last: number })[], all: readonly Series[]): number[] {
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
  const rows = names.map((name) => sql`(${name}, 0::bigint)`);
  return placesOf(await placed(tx, sql`values ${sql.join(rows, sql`, `)}`), names);
}

type Placed = { readonly name: string; readonly last: number; readonly at: string };

/** The next place of each name; `rows` tells the names, each with the first place there is. */
function placed(tx: Db, rows: SQL) {
  return tx
    .insert(recognitionPlaces)
    .select(rows)
    .onConflictDoUpdate({
      target: recognitionPlaces.name,
      set: { last: sql`${recognitionPlaces.last} + 1` },
    })
    .returning({
      name: recognitionPlaces.name,
      last: recognitionPlaces.last,
      at: sql<string>`to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`.as("at"),
    });
}

function placesOf<Name extends "log" | "status">(
  rows: readonly Placed[],
  names: readonly Name[],
): Places<Name> {
  const [first] = rows;
  if (!first || rows.length !== names.length) throw new Error("no place was given");
  const place = Object.fromEntries(rows.map(({ name, last }) => [name, last])) as Record<
    Name,
    number
  >;
  return { place, at: first.at };
}

/** What one certificate takes: the numbers of its series, and its places. */
export type Taken = {
  readonly numbers: readonly number[];
  readonly places: Places<"log" | "status">;
};

/** `takeNumbers` and `takePlaces` in one statement: others wait for whoever holds them. */
export async function takeNumbersAndPlaces(tx: Db, all: readonly Series[]): Promise<Taken> {
  const names = ["status", "log"] as const;
  if (all.length === 0) return { numbers: [], places: await takePlaces(tx, names) };
  const numbers = tx.$with("numbers").as(counted(tx, all));
  // The numbers are counted before the first place is locked.
  const places = tx.$with("places").as(
    placed(
      tx,
      sql`select name, 0::bigint from (values ('status'), ('log')) as of (name)
        where (select count(*) from ${numbers}) > 0`,
    ),
  );
  const [taken] = await tx
    .with(numbers, places)
    .select({
      numbers: sql<(Series & { last: number })[]>`(select json_agg(json_build_object(
        'provinceCode', province_code, 'issuer', issuer, 'kind', kind, 'year', year, 'last', last))
        from ${numbers})`,
      places: sql<
        Placed[]
      >`(select json_agg(json_build_object('name', name, 'last', last, 'at', at))
        from ${places})`,
    })
    .from(sql`(values (1)) as one`);
  if (!taken) throw new Error("no number was given");
  return { numbers: inOrder(taken.numbers, all), places: placesOf(taken.places, names) };
}
