import { AnswersError } from "./answers.ts";
import type { CompiledSet } from "./compiled.ts";

/**
 * What a producer says it costs to reach an option: `{"1.5#3": 12.5}` by criterion code and
 * option number. Any unit, as long as it is the same one throughout; never negative.
 */
export type Costs = Readonly<Record<string, number>>;

/** Costs as whole multiples of `10^-places`, so that sums are exact: 0.1 + 0.2 is 0.3. */
export type ExactCosts = {
  readonly places: number;
  /** By `code#n`, in the common unit. */
  readonly units: ReadonlyMap<string, bigint>;
  /** One whole of what the producer counts in, in the common unit. */
  readonly one: bigint;
};

/**
 * Reads a producer's costs without loss.
 * Throws `AnswersError` with the key when an amount is negative or no number, and when the key
 * names no option of the set: a misspelt key would silently change the advice.
 */
export function readCosts(set: CompiledSet, costs: Costs): ExactCosts {
  const amounts = Object.entries(costs).map(([key, value]) => {
    assertOption(set, key);
    if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
      throw invalid(key, "hãy nhập một số không âm", "not a number of 0 or more");
    }
    return { key, ...decimal(value) };
  });
  const places = amounts.reduce((most, amount) => Math.max(most, amount.places), 0);
  return {
    places,
    units: new Map(amounts.map((a) => [a.key, a.digits * 10n ** BigInt(places - a.places)])),
    one: 10n ** BigInt(places),
  };
}

/** The number that stands closest to an exact amount; for every sum of ordinary decimals, the sum itself. */
export function toNumber(units: bigint, places: number): number {
  return Number(`${units}e-${places}`);
}

/** The shortest decimal that JavaScript writes for a number is the one its author wrote. */
function decimal(value: number): { digits: bigint; places: number } {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
}

function assertOption(set: CompiledSet, key: string): void {
  const [, code, n] = /^(.+)#([1-9]\d*)$/su.exec(key) ?? [];
  const leaf = code === undefined ? undefined : set.leafByCode.get(code);
  if (!leaf)
    throw invalid(
      key,
      `bộ ${set.code} không có tiêu chí này`,
      `set ${set.code} has no such criterion`,
    );
  if (leaf.options[Number(n) - 1] === undefined) {
    throw invalid(
      key,
      `tiêu chí này có ${leaf.options.length} lựa chọn`,
      `has only ${leaf.options.length} options`,
    );
  }
}

function invalid(key: string, vi: string, en: string): AnswersError {
  return new AnswersError(`costs.${key}`, { vi: `Chi phí ${key}: ${vi}.`, en });
}
