import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { listProducts, productsPerPage } from "#modules/products/service/products.server.ts";
import type { DossierState } from "../../model.ts";
import { findUnderWayOf } from "../../service/boards.server.ts";

/** A product of the officer's unit; `underWay`: the dossier that it has now. */
export type HelpedProduct = {
  readonly id: string;
  readonly name: string;
  readonly producerId: string;
  readonly producerName: string;
  readonly underWay: { readonly id: string; readonly state: DossierState } | null;
};

/** The products that an officer may open a dossier for, by name, a page at a time. */
export async function productsToHelp(
  db: Db,
  actor: UserActor,
  search: { text: string; page: number },
): Promise<{ products: HelpedProduct[]; perPage: number; total: number }> {
  const { products, total } = await listProducts(db, actor, search);
  const underWay = await findUnderWayOf(
    db,
    actor,
    products.map(({ id }) => id),
  );
  return {
    products: products.map(({ id, name, producerId, producerName }) => ({
      id,
      name,
      producerId,
      producerName,
      underWay: underWay.get(id) ?? null,
    })),
    perPage: productsPerPage,
    total,
  };
}
