import { and, asc, eq, sql } from "drizzle-orm";
import { type Day } from "#core/calendar/day.ts";
import { timeZone } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { ProducerKind } from "../model.ts";
import { producers } from "../schema.server.ts";

/** A producer as far as rules about its kind and its first day here ask. */
export type KnownProducer = {
  readonly id: string;
  readonly name: string;
  readonly kind: ProducerKind;
  readonly unitPath: string;
  readonly isDemo: boolean;
  /** The day, in Vietnam, on which it was entered. */
  readonly since: Day;
};

/** The producers of a province, or one of them. Rights are the caller's. */
export async function listKnownProducers(
  db: Db,
  provinceCode: string,
  producerId?: string,
): Promise<KnownProducer[]> {
  return db
    .select({
      id: producers.id,
      name: producers.name,
      kind: producers.kind,
      unitPath: producers.unitPath,
      isDemo: producers.isDemo,
      since: sql<Day>`(${producers.createdAt} at time zone ${timeZone})::date::text`,
    })
    .from(producers)
    .where(
      and(
        eq(producers.provinceCode, provinceCode),
        producerId === undefined ? undefined : eq(producers.id, producerId),
      ),
    )
    .orderBy(asc(producers.nameFolded), asc(producers.id));
}
