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
  readonly ways: LeafChoices;
  /** Supposed not to count. */
  readonly idle: boolean;
  /** Conditions still to be supposed true or false. */
  readonly pending: readonly Condition[];
};

/** A condition supposed true: these leaves must count at least `points` together. */
type Floor = { readonly leaves: readonly number[]; readonly points: number };

/** Leaves that touch through a condition or a floor, and those floors. */
type Block = { readonly leaves: readonly Leaf[]; readonly floors: readonly Floor[] };

/**
 * The least weight with which the whole set reaches `needed` points, or `null` when nothing
 * does. `choices` by leaf position; weights must order solutions completely and add up over
 * changes.
 *
 * The time grows with leaves × points; it doubles only for each condition on a criterion of
 * its own that is tied to others through one group and still open.
 */
export function leastWeight(
  set: CompiledSet,
  choices: readonly LeafChoices[],
  needed: number,
): bigint | null {
  const leaves = choices.map((ways, index) => ({
    index,
    ways,
    idle: false,
    pending: set.leaves[index]?.conditions ?? [],
  }));
  const blocks = split({ leaves, floors: [] }).map(solve);
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

/** Every worthwhile way of one block. */
function solve(block: Block): readonly Choice[] {
  const condition = nextCondition(block.leaves);
  if (!condition) return gather(block);

  const read = block.leaves.filter(({ index }) => condition.leaves.includes(index)).map(waysOf);
  const least = read.reduce((sum, ways) => sum + (ways[0]?.points ?? 0), 0);
  const most = read.reduce((sum, ways) => sum + (ways.at(-1)?.points ?? 0), 0);
  const found: Choice[] = [];
  if (most >= condition.pointsAtLeast) {
    const floor = { leaves: condition.leaves, points: condition.pointsAtLeast };
    const leaves = suppose(block.leaves, condition, true);
    found.push(...solveApart({ leaves, floors: [...block.floors, floor] }));
  }
  if (least < condition.pointsAtLeast) {
    const leaves = suppose(block.leaves, condition, false);
    found.push(...solveApart({ leaves, floors: block.floors }));
  }
  return worthwhile(found);
}

/** Supposing one condition often leaves blocks that no longer touch: each is then solved alone. */
function solveApart(block: Block): readonly Choice[] {
  return split(block).map(solve).reduce(sumsOf);
}

/** A pending condition that reads only leaves without pending ones; there is one, as conditions run in no circle. */
function nextCondition(leaves: readonly Leaf[]): Condition | undefined {
  const waiting = new Set(
    leaves.filter(({ pending }) => pending.length > 0).map(({ index }) => index),
  );
  return leaves
    .flatMap(({ pending }) => pending)
    .find((condition) => !condition.leaves.some((index) => waiting.has(index)));
}

/** A condition that holds takes the lesser ones on the same criterion with it; one that fails, the greater ones. */
function suppose(leaves: readonly Leaf[], condition: Condition, holds: boolean): Leaf[] {
  const settled = ({ criterion, pointsAtLeast }: Condition): boolean =>
    criterion === condition.criterion &&
    (holds ? pointsAtLeast <= condition.pointsAtLeast : pointsAtLeast >= condition.pointsAtLeast);
  return leaves.map((leaf) => {
    const pending = leaf.pending.filter((each) => !settled(each));
    if (holds) return { ...leaf, pending };
    return pending.length < leaf.pending.length ? { ...leaf, pending: [], idle: true } : leaf;
  });
}

function waysOf({ ways, idle }: Leaf): readonly Choice[] {
  return idle ? ways.idle : ways.counting;
}

/** Adds up the leaves of a block. Floors lie inside one another or apart, as criteria do: smallest first. */
function gather({ leaves, floors }: Block): readonly Choice[] {
  let heaps = leaves.map((leaf) => ({ leaves: [leaf.index], ways: waysOf(leaf) }));
  for (const floor of [...floors].sort((a, b) => a.leaves.length - b.leaves.length)) {
    const inside = heaps.filter((heap) => heap.leaves.every((leaf) => floor.leaves.includes(leaf)));
    const ways = inside
      .map((heap) => heap.ways)
      .reduce(sumsOf)
      .filter(({ points }) => points >= floor.points);
    heaps = heaps.filter((heap) => !inside.includes(heap));
    heaps.push({ leaves: [...floor.leaves], ways });
  }
  return heaps.map(({ ways }) => ways).reduce(sumsOf);
}

/** All sums of one way of each. */
function sumsOf(a: readonly Choice[], b: readonly Choice[]): readonly Choice[] {
  return combine(a, b, Infinity);
}

/** All sums of one way of each, with points beyond `enough` counted as `enough`. */
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

/** Takes a block apart into leaves that touch one another and no others. */
function split({ leaves, floors }: Block): Block[] {
  const links = [
    ...floors.map((floor) => floor.leaves),
    ...leaves.flatMap(({ index, pending }) => pending.map((each) => [index, ...each.leaves])),
  ];
  const group = new Map(leaves.map(({ index }) => [index, index]));
  for (const link of links) {
    const touched = new Set(link.map((index) => group.get(index) ?? index));
    const first = Math.min(...touched);
    for (const [index, at] of group) if (touched.has(at)) group.set(index, first);
  }
  return [...new Set(group.values())].map((at) => ({
    leaves: leaves.filter(({ index }) => group.get(index) === at),
    floors: floors.filter((floor) => floor.leaves.some((index) => group.get(index) === at)),
  }));
}
