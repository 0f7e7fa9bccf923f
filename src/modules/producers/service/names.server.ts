import { inArray } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { producers } from "../schema.server.ts";

/** What a producer is called and where it lies, in today's tree. */
export type NamedProducer = {
  readonly id: string;
  readonly name: string;
  readonly unitPath: string;
};

/** The names of producers, by id; what is no producer is left out. Rights are the caller's. */
export async function nameProducers(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedProducer>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: producers.id, name: producers.name, unitPath: producers.unitPath })
    .from(producers)
    .where(inArray(producers.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}
