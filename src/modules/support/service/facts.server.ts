import type { Db } from "#core/database/connection.ts";
import { listChosen } from "#modules/cycle/service/chosen.server.ts";
import { type KnownProducer, listKnownProducers } from "#modules/producers/service/known.server.ts";
import { listRecognitions } from "#modules/recognition/service/past-of.server.ts";
import type { Fact } from "../rules.ts";

/** What happened to the producers of a province, or to one of them, and may give a right. */
export type FactsOf = {
  readonly facts: readonly Fact[];
  readonly producers: ReadonlyMap<string, KnownProducer>;
};

/** Reads the facts that terms of measures ask for; one that was undone by a revocation is none. */
export async function readFacts(
  db: Db,
  { provinceCode, producerId }: { provinceCode: string; producerId?: string },
): Promise<FactsOf> {
  const known = await listKnownProducers(db, provinceCode, producerId);
  const producers = new Map(known.map((one) => [one.id, one]));
  const past = await listRecognitions(db, {
    provinceCode,
    ...(producerId === undefined ? {} : { producerId }),
  });
  const seen = new Set<string>();
  const facts: Fact[] = known.map(({ id, name, kind, since }) => ({
    kind: "known",
    producerId: id,
    producerKind: kind,
    productId: null,
    name,
    on: since,
    stars: null,
    isAgain: false,
  }));
  const of = { provinceCode, ...(producerId === undefined ? {} : { producerId }) };
  for (const one of await listChosen(db, of)) {
    const producer = producers.get(one.producerId);
    if (producer)
      facts.push({
        kind: one.kind === "idea" ? "ideaChosen" : "planChosen",
        producerId: one.producerId,
        producerKind: producer.kind,
        productId: one.productId,
        name: one.name,
        on: one.on,
        stars: null,
        isAgain: false,
      });
  }
  for (const one of past) {
    const isAgain = seen.has(one.productId);
    seen.add(one.productId);
    const producer = producers.get(one.producerId);
    if (producer && one.revokedOn === null)
      facts.push({
        kind: "recognised",
        producerId: one.producerId,
        producerKind: producer.kind,
        productId: one.productId,
        name: one.productName,
        on: one.recognisedOn,
        stars: one.stars,
        isAgain,
      });
  }
  return { facts, producers };
}
