import { and, asc, eq, inArray, isNotNull, isNull, like, notExists, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import { producerScope } from "../access.server.ts";
import type { FigureSource } from "../figures/model.ts";
import { figureReminders, producers, producerYears } from "../schema.server.ts";
import type { ProducerYear } from "./producers.server.ts";

/** A producer with what it told of a year; nulls where it told nothing. */
export type FiguresItem = {
  readonly id: string;
  readonly name: string;
  readonly isDemo: boolean;
  readonly isTold: boolean;
  readonly revenue: number | null;
  readonly exportRevenue: number | null;
  readonly labour: number | null;
  readonly womenLabour: number | null;
  readonly minorityLabour: number | null;
  readonly source: FigureSource | null;
};

/** What the producers of a list told together; sums as exact decimals. */
export type FiguresTotals = {
  readonly producers: number;
  readonly told: number;
  readonly revenue: string;
  readonly exportRevenue: string;
  readonly labour: string;
  readonly womenLabour: string;
  readonly minorityLabour: string;
};

/** How many producers a page of the office's list has. */
export const figuresPerPage = 50;

/** Which producers: all, those that told the year, those that did not. */
export type ToldFilter = "all" | "told" | "silent";

/** The producers that the actor may see with a year's figures, by name, and their sums. */
export async function listFigures(
  db: Db,
  actor: UserActor,
  { year, told = "all", text = "", page = 1 }: FiguresFilter,
): Promise<{ items: FiguresItem[]; totals: FiguresTotals }> {
  const ofYear = and(eq(producerYears.producerId, producers.id), eq(producerYears.year, year));
  const folded = foldText(text);
  const where = and(
    producerScope(actor, "see"),
    folded === "" ? undefined : like(producers.nameFolded, `%${folded}%`),
    told === "told" ? isNotNull(producerYears.year) : undefined,
    told === "silent" ? isNull(producerYears.year) : undefined,
  );
  const sum = (column: AnyPgColumn) => sql<string>`coalesce(sum(${column}), 0)::text`;
  const [totals] = await db
    .select({
      producers: sql<number>`count(*)::int`,
      told: sql<number>`count(${producerYears.year})::int`,
      revenue: sum(producerYears.revenue),
      exportRevenue: sum(producerYears.exportRevenue),
      labour: sum(producerYears.labour),
      womenLabour: sum(producerYears.womenLabour),
      minorityLabour: sum(producerYears.minorityLabour),
    })
    .from(producers)
    .leftJoin(producerYears, ofYear)
    .where(where);
  if (!totals) throw new Error("an aggregate gave no row");
  const items = await db
    .select({
      id: producers.id,
      name: producers.name,
      isDemo: producers.isDemo,
      isTold: sql<boolean>`${producerYears.year} is not null`,
      revenue: producerYears.revenue,
      exportRevenue: producerYears.exportRevenue,
      labour: producerYears.labour,
      womenLabour: producerYears.womenLabour,
      minorityLabour: producerYears.minorityLabour,
      source: producerYears.source,
    })
    .from(producers)
    .leftJoin(producerYears, ofYear)
    .where(where)
    .orderBy(asc(producers.nameFolded), asc(producers.id))
    .limit(figuresPerPage)
    .offset((page - 1) * figuresPerPage);
  return { items, totals };
}

type FiguresFilter = {
  readonly year: number;
  readonly told?: ToldFilter;
  readonly text?: string;
  readonly page?: number;
};

/** The figures of some years of a producer, by year. Rights are the caller's business. */
export async function yearsOf(
  db: Db,
  producerId: string,
  years: readonly number[],
): Promise<ReadonlyMap<number, ProducerYear>> {
  const rows = await db
    .select()
    .from(producerYears)
    .where(and(eq(producerYears.producerId, producerId), inArray(producerYears.year, [...years])));
  return new Map(rows.map((row) => [row.year, row]));
}

/** A producer that somebody works for and that has not told its revenue of a year. */
export type Silent = { readonly id: string; readonly name: string; readonly provinceCode: string };

/** Of these producers those that have not told a year's revenue, by id. */
export async function silentProducers(
  db: Db,
  among: readonly string[],
  year: number,
): Promise<Silent[]> {
  if (among.length === 0) return [];
  return db
    .select({ id: producers.id, name: producers.name, provinceCode: producers.provinceCode })
    .from(producers)
    .where(
      and(
        inArray(producers.id, [...among]),
        notExists(
          db
            .select({ one: sql`1` })
            .from(producerYears)
            .where(
              and(
                eq(producerYears.producerId, producers.id),
                eq(producerYears.year, year),
                isNotNull(producerYears.revenue),
              ),
            ),
        ),
      ),
    )
    .orderBy(producers.id);
}

/** Notes a reminder as sent; false where it was before, by this process or another. */
export async function takeReminder(
  tx: Db,
  { id, provinceCode }: Silent,
  year: number,
  number: number,
): Promise<boolean> {
  const taken = await tx
    .insert(figureReminders)
    .values({ producerId: id, provinceCode, year, number })
    .onConflictDoNothing()
    .returning({ number: figureReminders.number });
  return taken.length > 0;
}
