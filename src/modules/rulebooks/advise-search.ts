import type { CompiledSet, Condition } from "./compiled.ts";

/**
 * The exact search behind `advise`: of all ways to raise answers, the one with the least
 * weight that meets every gate and reaches the points.
 *
 * Points only ever rise, so a condition may be *supposed* true (its criteria must then reach
 * their points) or false (what hangs on it counts nothing). Whatever is found under a
 * supposition really holds, because a condition that turns out true only adds; and the true
 * optimum is found under its own suppositions. So the least of all suppositions is the answer.
 */

/** One way to leave or change some leaves: the points they then count, and what that weighs. */
export type Choice = { readonly points: number; readonly weight: bigint };

/** The ways open to one leaf while it counts, and while its condition is false and it counts 0. */
export type LeafChoices = {
  readonly counting: readonly Choice[];
  readonly idle: readonly Choice[];
};

type Leaf = {
  readonly index: number;
  readonly idle: boolean;
  /** Conditions still to be supposed true or false. */
  readonly pending: readonly Condition[];
};

/** A condition supposed true: these leaves must count at least `points` together. */
type Floor = { readonly leaves: readonly number[]; readonly points: number };

/**
 * The least weight with which the whole set reaches `needed` points, or `null` when nothing
 * does. Weights must order solutions completely and add up over changes.
 */
export function leastWeight(
  set: CompiledSet,
  choices: readonly LeafChoices[],
  needed: number,
): bigint | null {
  const leaves = set.leaves.map(({ index, conditions }) => ({
    index,
    idle: false,
    pending: conditions,
  }));
  const blocks = split(leaves, []).map((block) => solve(block.leaves, block.floors, choices));
  const base = blocks.reduce((sum, block) => sum + (block[0]?.points ?? 0), 0);
  const missing = Math.max(0, needed - base);
  let reached: readonly Choice[] = [{ points: 0, weight: 0n }];
  for (const block of blocks) {
    const least = block[0]?.points ?? 0;
    const rises = block.map(({ points, weight }) => ({ points: points - least, weight }));
    reached = combine(reached, rises, missing);
  }
  return reached.find(({ points }) => points === missing)?.weight ?? null;
}

/** Every worthwhile way of one block: more points always weigh more, none is beaten by another. */
function solve(
  leaves: readonly Leaf[],
  floors: readonly Floor[],
  choices: readonly LeafChoices[],
): readonly Choice[] {
  const condition = nextCondition(leaves);
  if (!condition) return gather(leaves, floors, choices);

  const read = leaves.filter(({ index }) => condition.leaves.includes(index));
  const open = read.map((leaf) => waysOf(leaf, choices));
  const least = open.reduce((sum, ways) => sum + (ways[0]?.points ?? 0), 0);
  const most = open.reduce((sum, ways) => sum + (ways.at(-1)?.points ?? 0), 0);
  const { pointsAtLeast } = condition;

  const found: Choice[] = [];
  if (most >= pointsAtLeast) {
    const floor = { leaves: condition.leaves, points: pointsAtLeast };
    found.push(...solveApart(suppose(leaves, condition, true), [...floors, floor], choices));
  }
  if (least < pointsAtLeast) {
    found.push(...solveApart(suppose(leaves, condition, false), floors, choices));
  }
  return worthwhile(found);
}

/** Supposing one condition often leaves blocks that no longer touch: each is then solved alone. */
function solveApart(
  leaves: readonly Leaf[],
  floors: readonly Floor[],
  choices: readonly LeafChoices[],
): readonly Choice[] {
  return split(leaves, floors)
    .map((block) => solve(block.leaves, block.floors, choices))
    .reduce((all, block) => combine(all, block, Infinity));
}

/** A pending condition that reads only leaves without pending ones; there is one, as conditions run in no circle. */
function nextCondition(leaves: readonly Leaf[]): Condition | undefined {
  const waiting = new Set(
    leaves.filter(({ pending }) => pending.length > 0).map(({ index }) => index),
  );
  for (const { pending } of leaves) {
    const ready = pending.find(
      (condition) => !condition.leaves.some((index) => waiting.has(index)),
    );
    if (ready) return ready;
  }
  return undefined;
}

/** A condition that holds takes the lesser ones on the same criterion with it; one that fails, the greater ones. */
function suppose(leaves: readonly Leaf[], condition: Condition, holds: boolean): Leaf[] {
  const settled = ({ criterion, pointsAtLeast }: Condition): boolean =>
    criterion === condition.criterion &&
    (holds ? pointsAtLeast <= condition.pointsAtLeast : pointsAtLeast >= condition.pointsAtLeast);
  return leaves.map((leaf) => {
    const pending = leaf.pending.filter((each) => !settled(each));
    if (pending.length === leaf.pending.length) return leaf;
    return holds ? { ...leaf, pending } : { ...leaf, pending: [], idle: true };
  });
}

function waysOf(leaf: Leaf, choices: readonly LeafChoices[]): readonly Choice[] {
  const own = choices[leaf.index];
  if (!own) throw new Error(`no choices for leaf ${leaf.index}`);
  return leaf.idle ? own.idle : own.counting;
}

/** Adds up the leaves of a block. Floors lie inside one another or apart, as criteria do: smallest first. */
function gather(
  leaves: readonly Leaf[],
  floors: readonly Floor[],
  choices: readonly LeafChoices[],
): readonly Choice[] {
  let heaps = leaves.map((leaf) => ({ leaf: leaf.index, ways: waysOf(leaf, choices) }));
  const join = (some: typeof heaps): readonly Choice[] =>
    some.map(({ ways }) => ways).reduce((all, ways) => combine(all, ways, Infinity));
  for (const floor of [...floors].sort((a, b) => a.leaves.length - b.leaves.length)) {
    const inside = heaps.filter(({ leaf }) => floor.leaves.includes(leaf));
    const [first] = inside;
    if (!first) continue;
    const ways = join(inside).filter(({ points }) => points >= floor.points);
    heaps = [...heaps.filter((heap) => !inside.includes(heap)), { leaf: first.leaf, ways }];
  }
  return join(heaps);
}

/** All sums of one way of `a` and one of `b`, with points beyond `enough` counted as `enough`. */
function combine(a: readonly Choice[], b: readonly Choice[], enough: number): readonly Choice[] {
  const sums: Choice[] = [];
  for (const x of a) {
    for (const y of b) {
      sums.push({ points: Math.min(enough, x.points + y.points), weight: x.weight + y.weight });
    }
  }
  return worthwhile(sums);
}

/** Leaves out every way that another beats with as many points or more for less weight; ordered by points. */
export function worthwhile(ways: readonly Choice[]): readonly Choice[] {
  const best = new Map<number, Choice>();
  for (const way of ways) {
    const rival = best.get(way.points);
    if (!rival || way.weight < rival.weight) best.set(way.points, way);
  }
  const kept: Choice[] = [];
  for (const way of [...best.values()].sort((a, b) => b.points - a.points)) {
    const beyond = kept.at(-1);
    if (!beyond || way.weight < beyond.weight) kept.push(way);
  }
  return kept.reverse();
}

/** Leaves that touch through a condition or a floor, apart from those that do not. */
function split(
  leaves: readonly Leaf[],
  floors: readonly Floor[],
): { readonly leaves: readonly Leaf[]; readonly floors: readonly Floor[] }[] {
  const links = [
    ...floors.map((floor) => floor.leaves),
    ...leaves.flatMap(({ index, pending }) =>
      pending.map((condition) => [index, ...condition.leaves]),
    ),
  ];
  const group = new Map(leaves.map(({ index }) => [index, index]));
  for (const link of links) {
    const touched = new Set(link.map((index) => group.get(index)));
    const [target] = touched;
    for (const [index, at] of group)
      if (target !== undefined && touched.has(at)) group.set(index, target);
  }
  return [...new Set(group.values())].map((at) => ({
    leaves: leaves.filter(({ index }) => group.get(index) === at),
    floors: floors.filter((floor) => floor.leaves.some((index) => group.get(index) === at)),
  }));
}
