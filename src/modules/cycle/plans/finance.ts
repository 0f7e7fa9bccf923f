/**
 * The money of a business plan, exact: whole đồng, and fractions where something is divided.
 * Pure; amounts are `bigint` and never floats.
 */

/** An exact fraction in lowest terms; the denominator is positive. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** A named amount in đồng. */
export type Line = { readonly name: string; readonly amount: bigint };

/** What is bought before or while producing; `year` counts from 1. */
export type Investment = Line & { readonly year: number };

export type Finance = {
  /** The calendar year of year 1. */
  readonly firstYear: number;
  /** Đồng for one unit of the product. */
  readonly price: bigint;
  /** Units sold, year by year: as many as the plan has years. */
  readonly volumes: readonly bigint[];
  /** Đồng for each unit made. */
  readonly unitCosts: readonly Line[];
  /** Đồng in every year, however much is sold. */
  readonly yearlyCosts: readonly Line[];
  /** Đồng in every year from something else than the product. */
  readonly otherIncome: readonly Line[];
  readonly investments: readonly Investment[];
};

/** One year of the cash flow, in đồng. */
export type YearFlow = {
  readonly year: number;
  readonly volume: bigint;
  readonly revenue: bigint;
  readonly variableCost: bigint;
  readonly fixedCost: bigint;
  /** Revenue less both costs; a loss is negative. */
  readonly profit: bigint;
  readonly invested: bigint;
  /** Profit less what was invested in the year. */
  readonly flow: bigint;
  /** All flows so far. */
  readonly cumulative: bigint;
};

/**
 * Where the product alone pays the yearly costs. `exact`: units a year, and đồng a year, as
 * fractions; `units`: the least whole number of units that loses nothing, `money`: their price.
 */
export type BreakEven = {
  readonly exact: { readonly units: Fraction; readonly money: Fraction };
  readonly units: bigint;
  readonly money: bigint;
};

export function sum(lines: readonly { readonly amount: bigint }[]): bigint {
  return lines.reduce((total, { amount }) => total + amount, 0n);
}

/** A fraction in lowest terms. Throws `RangeError` for a denominator of 0. */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new RangeError("a fraction needs a denominator");
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator * sign);
  return {
    numerator: (numerator * sign) / divisor,
    denominator: (denominator * sign) / divisor,
  };
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a === 0n ? 1n : a) : gcd(b, a % b);
}

/** The least whole number that is not below a fraction of a numerator that is not negative. */
function ceiling({ numerator, denominator }: Fraction): bigint {
  return (numerator + denominator - 1n) / denominator;
}

/** The cash flow, year by year. */
export function cashFlow(plan: Finance): readonly YearFlow[] {
  const [unitCost, fixedCost, other] = [
    sum(plan.unitCosts),
    sum(plan.yearlyCosts),
    sum(plan.otherIncome),
  ];
  let cumulative = 0n;
  return plan.volumes.map((volume, at) => {
    const revenue = volume * plan.price + other;
    const variableCost = volume * unitCost;
    const profit = revenue - variableCost - fixedCost;
    const invested = sum(plan.investments.filter(({ year }) => year === at + 1));
    const flow = profit - invested;
    cumulative += flow;
    const year = plan.firstYear + at;
    return { year, volume, revenue, variableCost, fixedCost, profit, invested, flow, cumulative };
  });
}

/** Null where no number of units ever pays: the price is not above what a unit costs. */
export function breakEven(plan: Finance): BreakEven | null {
  const margin = plan.price - sum(plan.unitCosts);
  if (margin <= 0n) return null;
  const units = fraction(sum(plan.yearlyCosts), margin);
  const money = fraction(units.numerator * plan.price, units.denominator);
  const least = ceiling(units);
  return { exact: { units, money }, units: least, money: least * plan.price };
}

/**
 * Years until what was invested has come back for good, counted from the beginning of year 1. What
 * is bought in a year is paid at its beginning, profit comes in evenly through it. Null when it
 * does not come back within the plan's years; 0 when there was nothing to bring back.
 */
export function payback(plan: Finance): Fraction | null {
  const flows = cashFlow(plan);
  if ((flows.at(-1)?.cumulative ?? 0n) < 0n) return null;
  // The last year that begins in the red ends out of it, since the next one begins out of it.
  const at = flows.findLastIndex(({ cumulative, profit }) => cumulative - profit < 0n);
  const turning = flows[at];
  if (!turning) return fraction(0n, 1n);
  const { cumulative, profit } = turning;
  return fraction(BigInt(at) * profit + (profit - cumulative), profit);
}

/** What the whole plan comes to, in đồng. */
export function totalsOf(plan: Finance): {
  readonly invested: bigint;
  readonly revenue: bigint;
  readonly profit: bigint;
} {
  const flows = cashFlow(plan);
  const all = (of: (flow: YearFlow) => bigint) => flows.reduce((total, one) => total + of(one), 0n);
  return {
    invested: all(({ invested }) => invested),
    revenue: all(({ revenue }) => revenue),
    profit: all(({ profit }) => profit),
  };
}
