import type { CompiledSet } from "./compiled.ts";

/** How solutions are compared: one whole number each, the lesser is the better. */
export type WeightScale = {
  /** What raising a leaf, by position, to option `to` at a cost of `units` adds to a solution's weight. */
  readonly ofChange: (leaf: number, to: number, units: bigint) => bigint;
  /** The option that a leaf is raised to in a solution of this weight; 0 where it stays. */
  readonly optionIn: (weight: bigint, leaf: number) => number;
};

/**
 * The order of `advise` as a sum: cost, then number of changes, then the changed leaves, then
 * their options, from the highest bits to the lowest.
 *
 * Among as many changed leaves, the set whose earliest difference is the earlier leaf comes
 * first. With one bit a leaf, the first leaf highest, that is the greater number, so the bits
 * are taken away. Options follow as one digit a leaf, first leaf highest. No field can spill
 * over into the next, so no two solutions weigh the same and the weight tells its solution.
 */
export function weightScale(set: CompiledSet): WeightScale {
  const leaves = set.leaves.length;
  const digit = bitsFor(
    set.leaves.reduce((most, { options }) => Math.max(most, options.length), 0),
  );
  const changed = digit * leaves;
  const count = changed + leaves;
  const cost = count + bitsFor(leaves);
  const place = (leaf: number): number => leaves - 1 - leaf;
  return {
    ofChange: (leaf, to, units) =>
      (units << BigInt(cost)) +
      (1n << BigInt(count)) -
      (1n << BigInt(changed + place(leaf))) +
      (BigInt(to) << BigInt(digit * place(leaf))),
    optionIn: (weight, leaf) =>
      Number(BigInt.asUintN(digit, weight >> BigInt(digit * place(leaf)))),
  };
}

function bitsFor(greatest: number): number {
  return greatest.toString(2).length;
}
