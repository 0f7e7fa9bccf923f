import { divide, formatDecimal } from "#modules/rulebooks/decimal.ts";
import { twiceMedian } from "./reveal.ts";

/** The totals of the counted sheets of one product, by member. */
export type ProductTotals = Readonly<Record<string, number>>;

/** How a member stood to the others over a session; nothing legal follows from it. */
export type Severity = {
  readonly member: string;
  /** Products that the member scored together with others. */
  readonly products: number;
  /**
   * Mean distance from the median of the other members, in points with one decimal and a sign:
   * `-2.5` is stricter than they, `+1.0` milder, `0.0` neither.
   */
  readonly distance: string;
};

/**
 * Whether members are stricter or milder than the others, over several products: advice for
 * the chair, never a correction of the mean. Only products with at least three sheets tell
 * anything. Members in the order in which they first appear.
 */
export function severityOf(products: readonly ProductTotals[]): readonly Severity[] {
  const twice = new Map<string, { sum: number; products: number }>();
  for (const totals of products) {
    const entries = Object.entries(totals);
    for (const [member, total] of entries) {
      const known = twice.get(member) ?? { sum: 0, products: 0 };
      twice.set(member, known);
      if (entries.length < 3) continue;
      const others = entries.filter(([one]) => one !== member).map(([, points]) => points);
      known.sum += 2 * total - twiceMedian(others);
      known.products += 1;
    }
  }
  return [...twice].map(([member, { sum, products: count }]) => ({
    member,
    products: count,
    distance: count === 0 ? "0.0" : signed(sum, 2 * count),
  }));
}

function signed(numerator: number, denominator: number): string {
  const size = formatDecimal(divide(BigInt(Math.abs(numerator)), BigInt(denominator), 1, "halfUp"));
  if (size === "0.0") return size;
  return numerator < 0 ? `-${size}` : `+${size}`;
}
