import type { Known, PlannedProduct } from "./plan-model.ts";
import type { When } from "./rounds.ts";

type Seen = { readonly when: When; readonly stars: number; readonly row: number | null };

/** The recognitions that a plan has taken so far, and those that the system has. */
export class Kept {
  readonly #byProduct = new Map<string, Seen[]>();
  readonly #byId = new Map<string, Seen[]>();
  readonly #bare = new Map<string, number>();

  constructor(known: Known) {
    for (const { productId, stars, day, year } of known.recognitions)
      this.#byId.set(productId, [
        ...(this.#byId.get(productId) ?? []),
        { when: { day, year }, stars, row: null },
      ]);
  }

  /**
   * A recognition of the same product at the same time: the same day, or the same year where one
   * of them tells no day. Several years are several recognitions.
   */
  find(product: PlannedProduct, { when }: { readonly when: When }): Seen | undefined {
    const seen = [
      ...(this.#byProduct.get(product.key) ?? []),
      ...(product.knownId === null ? [] : (this.#byId.get(product.knownId) ?? [])),
    ];
    return seen.find((one) =>
      one.when.day !== null && when.day !== null
        ? one.when.day === when.day
        : one.when.year === when.year,
    );
  }

  add(product: PlannedProduct, seen: Seen): void {
    const { when, stars, row } = seen;
    const before = this.#byProduct.get(product.key) ?? [];
    this.#byProduct.set(product.key, [...before, { when, stars, row }]);
  }

  /** Whether this is the first row that names the product without a recognition, in this state. */
  isNew(product: PlannedProduct, status: string, row: number): boolean {
    const key = `${product.key}|${status}`;
    if (this.#bare.has(key)) return false;
    this.#bare.set(key, row);
    return true;
  }
}
