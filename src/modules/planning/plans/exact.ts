/** Exact sums and products of plain decimals (`12.5`), without binary floats. */

type Scaled = { readonly digits: bigint; readonly scale: number };

function scaled(value: string): Scaled {
  const [whole = "0", decimals = ""] = value.split(".");
  return { digits: BigInt(whole + decimals), scale: decimals.length };
}

function plain({ digits, scale }: Scaled): string {
  const sign = digits < 0n ? "-" : "";
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const decimals = text.slice(text.length - scale).replace(/0+$/, "");
  return `${sign}${text.slice(0, text.length - scale)}${scale > 0 && decimals ? `.${decimals}` : ""}`;
}

/** The exact sum of decimals. */
export function sumOf(values: readonly string[]): string {
  const parts = values.map(scaled);
  const scale = parts.reduce((most, part) => Math.max(most, part.scale), 0);
  const digits = parts.reduce(
    (sum, part) => sum + part.digits * 10n ** BigInt(scale - part.scale),
    0n,
  );
  return plain({ digits, scale });
}

/** Whether two decimals are the same number. */
export function isSame(a: string, b: string): boolean {
  return sumOf([a]) === sumOf([b]);
}

/** A decimal times an amount: how much it is, and whether that is whole. */
export function timesAmount(quantity: string, amount: bigint): { value: bigint; isWhole: boolean } {
  const { digits, scale } = scaled(quantity);
  const whole = 10n ** BigInt(scale);
  return { value: (digits * amount) / whole, isWhole: (digits * amount) % whole === 0n };
}

/** `part` of `whole` in per cent, rounded half up to a number of decimals; null of nothing. */
export function shareOf(part: string, whole: string, decimals: number): string | null {
  const scale = Math.max(scaled(part).scale, scaled(whole).scale);
  const at = (value: string) => scaled(value).digits * 10n ** BigInt(scale - scaled(value).scale);
  const [a, b] = [at(part), at(whole)];
  if (b === 0n) return null;
  return plain({
    digits: (a * 100n * 10n ** BigInt(decimals) * 2n + b) / (b * 2n),
    scale: decimals,
  });
}

/** How many decimals a number is written with. */
export function decimalsOf(value: string): number {
  return scaled(value).scale;
}

/** The number for JSON: as a number where a program reads the same decimal back, else as its text. */
export function jsonNumber(value: string): number | string {
  const number = Number(value);
  return String(number) === value ? number : value;
}
