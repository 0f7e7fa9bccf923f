/** How a mean is cut to the decimals of the council's rules; totals are never negative. */
export const roundings = ["halfUp", "halfDown", "halfEven", "up", "down"] as const;
export type Rounding = (typeof roundings)[number];

/** A decimal held exactly: `units` × 10^-`decimals`. */
export type Decimal = { readonly units: bigint; readonly decimals: number };

/**
 * `numerator ÷ denominator` to so many decimals. Exact: whole numbers only, the remainder
 * decides. `halfUp` takes an exact half up, `halfDown` down, `halfEven` to the even digit;
 * `up` and `down` take every remainder up or down. Both numbers must be positive or 0 and the
 * denominator not 0.
 */
export function divide(
  numerator: bigint,
  denominator: bigint,
  decimals: number,
  rounding: Rounding,
): Decimal {
  const scaled = numerator * 10n ** BigInt(decimals);
  const floor = scaled / denominator;
  const up = roundsUp[rounding](2n * (scaled % denominator), denominator, floor);
  return { units: up ? floor + 1n : floor, decimals };
}

/** Whether a remainder takes the last digit up: `twice` is twice the remainder, `one` the divisor. */
const roundsUp = {
  halfUp: (twice, one) => twice >= one,
  halfDown: (twice, one) => twice > one,
  halfEven: (twice, one, digit) => twice > one || (twice === one && digit % 2n === 1n),
  up: (twice) => twice > 0n,
  down: () => false,
} as const satisfies Record<Rounding, (twice: bigint, one: bigint, digit: bigint) => boolean>;

/** With all its decimals and a point, as results are printed: `86.33`, `90.00`, `90`. */
export function formatDecimal({ units, decimals }: Decimal): string {
  if (decimals === 0) return units.toString();
  const digits = units.toString().padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Whether a decimal is at least a whole number. */
export function atLeast({ units, decimals }: Decimal, whole: number): boolean {
  return units >= BigInt(whole) * 10n ** BigInt(decimals);
}
