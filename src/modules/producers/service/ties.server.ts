import { inArray } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { producerRepresentatives, producers } from "../schema.server.ts";

/** Who stands behind a producer, for finding conflicts of interest; personal data. */
export type ProducerPeople = {
  readonly id: string;
  readonly name: string;
  /** In today's tree. */
  readonly unitPath: string;
  /** Its own telephone and those of its representatives, the former ones included; as ten digits. */
  readonly phones: readonly string[];
  readonly representatives: readonly string[];
};

/** The people behind these producers, by id. Rights are the caller's business. */
export async function findProducerPeople(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, ProducerPeople>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.select().from(producers).where(inArray(producers.id, wanted));
  const people = await db
    .select()
    .from(producerRepresentatives)
    .where(inArray(producerRepresentatives.producerId, wanted));
  const behind = Map.groupBy(people, ({ producerId }) => producerId);
  return new Map(
    rows.map(({ id, name, unitPath, phone }) => {
      const theirs = behind.get(id) ?? [];
      return [
        id,
        {
          id,
          name,
          unitPath,
          phones: [phone, ...theirs.map((one) => one.phone)].filter((one) => one !== null),
          representatives: theirs.map(({ fullName }) => fullName),
        },
      ];
    }),
  );
}

/** Names of producers by id. Rights are the caller's business. */
export async function namesOfProducers(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = await findProducerPeople(db, ids);
  return new Map([...found].map(([id, { name }]) => [id, name]));
}
