import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import { listSetOptions } from "#modules/products/service/sets.server.ts";
import { listChosenIdeas } from "../../../ideas/service/read.server.ts";
import type { OpenPlan } from "../../inputs.ts";
import { listOwnPlans } from "../../service/list.server.ts";
import { type OpenedPlan, openPlan } from "../../service/open.server.ts";
import { failedStates, openStates } from "../../states.ts";

/** What a plan may start from: chosen ideas and own products that have none under way. */
export async function choicesOf(db: Db, actor: UserActor) {
  const own = await listOwnProducers(db, actor);
  const ids = own.map(({ id }) => id);
  const plans = await listOwnPlans(db, actor);
  const states: readonly string[] = openStates;
  const busy = new Set(
    plans.filter(({ state }) => states.includes(state)).map(({ productId }) => productId),
  );
  const failed: readonly string[] = failedStates;
  const planned = new Set(
    plans.filter(({ state }) => !failed.includes(state)).map(({ ideaId }) => ideaId),
  );
  const ideas = await listChosenIdeas(db, actor, ids);
  const products = [];
  for (const { id, name } of own)
    for (const product of (await listProducts(db, actor, { producerId: id })).products)
      if (!busy.has(product.id))
        products.push({ id: product.id, name: product.name, producerName: name });
  return {
    ideas: ideas
      .filter(({ id }) => !planned.has(id))
      .map(({ id, title, setCode }) => ({ id, title, setCode })),
    products,
    sets: listSetOptions().sets,
  };
}

/** Opens the plan that the form asks for: `from` is `idea:` or `product:` with an id. */
export async function openFrom(db: Db, actor: UserActor, form: FormData): Promise<OpenedPlan> {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const [kind = "", id = ""] = text("from").split(":", 2);
  const wanted: OpenPlan = {
    productId: kind === "product" ? id : "",
    ideaId: kind === "idea" ? id : "",
    productName: text("productName"),
    setCode: text("setCode"),
  };
  return openPlan(db, actor, wanted);
}
