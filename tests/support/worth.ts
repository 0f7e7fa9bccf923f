import type { CompiledLeaf, CompiledSet } from "#modules/rulebooks/compiled.ts";
import { score } from "#modules/rulebooks/score.ts";

/**
 * Answers that come to exactly so many points: every criterion at its best, then the last ones
 * lowered, those without a gate first. `missing`: one gate of that star level stands unmet. Throws when
 * the set has no such answers within reach of this simple search.
 */
export function answersWorth(
  set: CompiledSet,
  total: number,
  { missing }: { missing?: number } = {},
): Record<string, number> {
  const answers: Record<string, number> = {};
  const ways = new Map(set.leaves.map((leaf) => [leaf, ownOptions(leaf)]));
  for (const [{ code }, [best]] of ways) answers[code] = best?.n ?? 1;
  const worth = () => score(set, answers).total;
  const gated = set.leaves.find(({ gates }) => gates.some(({ stars }) => stars === missing));
  if (missing !== undefined) {
    const gate = gated?.gates.find(({ stars }) => stars === missing);
    const lower = ways
      .get(gated ?? set.leaves[0]!)
      ?.find(({ points }) => points < (gate?.points ?? 0));
    if (!gated || !lower) throw new Error(`set ${set.code} has no gate of ${missing} stars`);
    answers[gated.code] = lower.n;
  }
  const rest = set.leaves
    .filter((leaf) => leaf !== gated)
    .toSorted((a, b) => a.gates.length - b.gates.length || b.index - a.index);
  for (const leaf of rest)
    for (const { n } of ways.get(leaf) ?? []) {
      const before = answers[leaf.code] ?? 1;
      answers[leaf.code] = n;
      if (worth() === total) return answers;
      if (worth() < total) answers[leaf.code] = before;
    }
  if (worth() !== total) throw new Error(`set ${set.code}: ${total} points are out of reach`);
  return answers;
}

/** Options of the first case, the best one first. */
function ownOptions({ options }: CompiledLeaf) {
  return options.filter(({ caseIndex }) => caseIndex === 0).toSorted((a, b) => b.points - a.points);
}
