import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { findChosenPlan } from "#modules/cycle/service/plans-for-dossiers.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { getProduct, listProducts } from "#modules/products/service/products.server.ts";
import { regimeInForce } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { listDossiers } from "../../../service/boards.server.ts";
import { findUnderWay } from "../../../service/open.server.ts";

/** A product to open a dossier for; `underWay`: one that it already has. */
export type ProductChoice = {
  readonly id: string;
  readonly name: string;
  readonly producerName: string;
  readonly underWay: string | null;
};

/** The products of the account's own producers; for an officer, those it may see. */
export async function choicesToOpen(db: Db, actor: UserActor): Promise<readonly ProductChoice[]> {
  const own = await listOwnProducers(db, actor);
  const filters = own.length > 0 ? own.map(({ id }) => ({ producerId: id })) : [{}];
  const choices: ProductChoice[] = [];
  for (const filter of filters) {
    const { products } = await listProducts(db, actor, filter);
    for (const { id, name, producerName } of products)
      choices.push({
        id,
        name,
        producerName,
        underWay: (await findUnderWay(db, actor, id))?.id ?? null,
      });
  }
  return choices;
}

/** What the form for one product shows. */
export async function openingOf(db: Db, actor: UserActor, productId: string) {
  const { product } = await getProduct(db, actor, productId);
  const dossiers = await listDossiers(db, actor, { productId: product.id });
  const regime = regimeInForce(loadProcedures(), await today(db));
  return {
    product: { id: product.id, name: product.name, set: product.set },
    sets:
      regime === undefined
        ? []
        : getBook(regime).rulebook.sets.map(({ code, title }) => ({ code, title })),
    earlier: dossiers
      .filter(({ state }) => state === "decided")
      .map(({ id, filedOn, selfStars }) => ({ id, filedOn, stars: selfStars })),
    underWay: (await findUnderWay(db, actor, product.id))?.id ?? null,
    plan: await findChosenPlan(db, actor, product.id),
  };
}
