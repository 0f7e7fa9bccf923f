import { randomUUID } from "node:crypto";
import type { Plan, PlannedProducer } from "./plan-model.ts";

export type Holder = PlannedProducer & { readonly id: string };

/** The identifiers of a plan's producers and products, given here, so that rows go in many at once. */
export class PlanIds {
  readonly #producers: ReadonlyMap<string, Holder>;
  readonly #productIds: ReadonlyMap<string, string>;
  readonly #producerOfProduct: ReadonlyMap<string, string>;

  constructor(plan: Pick<Plan, "producers" | "products">) {
    this.#producers = new Map(
      plan.producers.map((one) => [one.key, { ...one, id: one.knownId ?? randomUUID() }]),
    );
    this.#productIds = new Map(
      plan.products.map(({ key, knownId }) => [key, knownId ?? randomUUID()]),
    );
    this.#producerOfProduct = new Map(plan.products.map((one) => [one.key, one.producerKey]));
  }

  get holders(): Holder[] {
    return [...this.#producers.values()];
  }

  get products(): string[] {
    return [...this.#productIds.values()];
  }

  /** The producer of a product of the plan. */
  holder(productKey: string): Holder {
    const producer = this.#producers.get(this.#producerOfProduct.get(productKey) ?? "");
    if (!producer) throw new Error(`product ${productKey} has no producer in the plan`);
    return producer;
  }

  product(key: string): string {
    const id = this.#productIds.get(key);
    if (id === undefined) throw new Error(`no product ${key} in the plan`);
    return id;
  }

  readonly provinceOf = (productKey: string): string => this.holder(productKey).place.provinceCode;
}
