import type { Db } from "#core/database/connection.ts";
import { enterProducers } from "#modules/producers/service/import.server.ts";
import { enterProducts } from "#modules/products/service/import.server.ts";
import { decisionsOf } from "./decisions-of-plan.ts";
import { Pieces, type Progress } from "./pieces.server.ts";
import { PlanIds } from "./plan-ids.server.ts";
import type { Plan } from "./plan-model.ts";
import { entryKey, type Made, Recognising } from "./recognising.server.ts";
import { countAnew, markReplaced } from "./replaced.server.ts";
import { registerEntries } from "./schema.server.ts";

/** What an import is entered with. */
export type EnterBy = {
  readonly importId: string;
  readonly userId: string | null;
  readonly plan: Plan;
  readonly progress?: Progress | undefined;
};

/**
 * Writes what a plan says: producers and products, the recognitions that stand under a decision,
 * every entry as the register has it. Gives the identifiers of its products.
 */
export async function enterPlan(
  tx: Db,
  { importId, userId, plan, progress }: EnterBy,
): Promise<PlanIds> {
  const ids = new PlanIds(plan);
  const pieces = new Pieces(rowsOf(plan), progress);
  const made = await enterHolders(tx, { importId, userId, plan, ids, pieces });
  const became = await new Recognising(tx, { importId, userId, plan, ids, pieces, made }).enter();
  await enterEntries(tx, { importId, plan, ids, pieces, became });
  await countAnew(tx, plan.products.length);
  await markReplaced(tx, ids.products);
  return ids;
}

/** How many rows an import writes, about: what its progress is told of. */
function rowsOf(plan: Plan): number {
  const decided = decisionsOf(plan);
  const items = decided.reduce((sum, one) => sum + one.items.length, 0);
  const holders = [...plan.producers, ...plan.products].filter(({ knownId }) => knownId === null);
  return 2 * holders.length + 2 * decided.length + 3 * items + plan.recognitions.length;
}

type Holding = Omit<EnterBy, "progress"> & { readonly ids: PlanIds; readonly pieces: Pieces };

async function enterHolders(
  tx: Db,
  { importId, userId, plan, ids, pieces }: Holding,
): Promise<Made[]> {
  const producers = ids.holders.filter(({ knownId }) => knownId === null);
  await pieces.each(producers, (piece) =>
    enterProducers(
      tx,
      piece.map(({ id, name, kind, companyForm, isTourism, place, address, phone }) => ({
        id,
        name,
        kind,
        companyForm,
        isTourism,
        address,
        phone,
        provinceCode: place.provinceCode,
        unitVersion: place.version,
        unitCode: place.code,
        unitPath: place.path,
        createdBy: userId,
      })),
    ),
  );
  const products = plan.products.filter(({ knownId }) => knownId === null);
  await pieces.each(products, (piece) =>
    enterProducts(
      tx,
      piece.map(({ key, name, regime, set, isTourism }) => ({
        id: ids.product(key),
        provinceCode: ids.provinceOf(key),
        producerId: ids.holder(key).id,
        name,
        regime,
        set,
        isTourism,
        createdBy: userId,
      })),
    ),
  );
  return [
    ...producers.map(({ id }): Made => ({ importId, kind: "producer", thingId: id })),
    ...products.map(({ key }): Made => ({ importId, kind: "product", thingId: ids.product(key) })),
  ];
}

async function enterEntries(
  tx: Db,
  of: {
    readonly importId: string;
    readonly plan: Plan;
    readonly ids: PlanIds;
    readonly pieces: Pieces;
    readonly became: ReadonlyMap<string, string>;
  },
): Promise<void> {
  const { importId, plan, ids, pieces, became } = of;
  const rows = plan.recognitions.map((one): typeof registerEntries.$inferInsert => ({
    provinceCode: ids.provinceOf(one.productKey),
    importId,
    row: one.row,
    round: one.round,
    producerId: ids.holder(one.productKey).id,
    productId: ids.product(one.productKey),
    stars: one.stars,
    recognisedOn: one.day,
    year: one.year,
    decision: one.decision,
    issuer: one.issuer,
    level: one.level,
    regime: one.regime,
    source: one.source,
    expiresOn: one.expiresOn,
    expiresFrom: one.expiresFrom,
    expiresTo: one.expiresTo,
    recognitionId: became.get(entryKey(one)) ?? null,
  }));
  await pieces.each(rows, (piece) => tx.insert(registerEntries).values(piece));
}
