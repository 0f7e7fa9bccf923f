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
  const entries = Object.entries(costs);
  const keys = entries.length === 0 ? new Set<string>() : optionKeys(set);
  const amounts = entries.map(([key, value]) => {
    if (!keys.has(key)) throw unknownOption(set, key);
    if (!Number.isFinite(value) || value < 0) throw notAnAmount(key, value);
    return { key, ...decimal(value) };
  });
  const places = amounts.reduce((most, amount) => Math.max(most, amount.places), 0);
  return {
    places,
    units: new Map(amounts.map((a) => [a.key, a.digits * 10n ** BigInt(places - a.places)])),
    one: 10n ** BigInt(places),
  };
}

/** The key under which the cost of an option stands. */
export function costKey(criterion: string, option: number): string {
  return `${criterion}#${option}`;
}

/** The number that stands closest to an exact amount; for every sum of ordinary decimals, the sum itself. */
export function toNumber(units: bigint, places: number): number {
  return Number(`${units}e-${places}`);
}

/** The shortest decimal that JavaScript writes for a number is the one its author wrote. */
function decimal(value: number): { digits: bigint; places: number } {
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const digits = mantissa.replace(".", "");
  return { digits: BigInt(digits), places: digits.length - 1 - Number(exponent) };
}

function optionKeys(set: CompiledSet): ReadonlySet<string> {
  return new Set(
    set.leaves.flatMap(({ code, options }) => options.map(({ n }) => costKey(code, n))),
  );
}

function unknownOption(set: CompiledSet, key: string): AnswersError {
  return new AnswersError(`costs.${key}`, {
    vi: `Chi phí ${key}: bộ ${set.code} không có lựa chọn này.`,
    en: `set ${set.code} has no such option; a key is CRITERION#OPTION`,
  });
}

function notAnAmount(key: string, value: unknown): AnswersError {
  return new AnswersError(`costs.${key}`, {
    vi: `Chi phí ${key}: hãy nhập một số không âm.`,
    en: `${JSON.stringify(value)} is not a number of 0 or more`,
  });
}
