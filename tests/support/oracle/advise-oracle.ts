import type { RawDossier, RawLeaf, RawOption } from "./raw-book.ts";
import type { ScoreOracle } from "./score-oracle.ts";

export interface OracleAdvice {
  reachable: boolean;
  stars: number;
  cost: number | null;
  total: number;
  changes: { criterion: string; from: number | null; to: number; cost: number }[];
}

interface Candidate {
  /** In millionths, so that they add up exactly. */
  readonly cost: bigint;
  readonly total: number;
  /** Position of each changed leaf, and the option it is raised to. */
  readonly changes: readonly {
    readonly position: number;
    readonly to: RawOption;
    readonly cost: bigint;
  }[];
}

/**
 * Tries every combination of rises. Only for small books or dossiers with little left to raise.
 * Costs must have at most six decimals.
 */
export function bruteForceAdvise(
  oracle: ScoreOracle,
  dossier: RawDossier,
  stars: number,
  costs: Readonly<Record<string, number>> = {},
): OracleAdvice {
  const level = oracle.book.bands.find((band) => band.stars === stars);
  if (!level) throw new Error(`no level ${stars}`);
  const choices = oracle.leaves.map((leaf) => [undefined, ...risesOf(oracle, leaf, dossier)]);

  let best: Candidate | undefined;
  for (const combination of product(choices)) {
    const answers = { ...dossier.answers };
    combination.forEach((to, position) => {
      const leaf = oracle.leaves[position];
      if (to && leaf) answers[leaf.criterion.code] = to.n;
    });
    const changed = { ...dossier, answers };
    const total = oracle.total(changed);
    if (total < level.min || !oracle.gatesHoldUpTo(stars, changed)) continue;
    const candidate = describe(oracle, dossier, combination, total, costs);
    if (!best || comesBefore(candidate, best)) best = candidate;
  }

  if (!best || dossier.rejected) {
    return { reachable: false, stars, cost: null, total: oracle.total(dossier), changes: [] };
  }
  return {
    reachable: true,
    stars,
    cost: Number(best.cost) / 1e6,
    total: best.total,
    changes: best.changes.map(({ position, to, cost }) => {
      const code = oracle.leaves[position]?.criterion.code ?? "";
      return {
        criterion: code,
        from: dossier.answers[code] ?? null,
        to: to.n,
        cost: Number(cost) / 1e6,
      };
    }),
  };
}

function risesOf(oracle: ScoreOracle, leaf: RawLeaf, dossier: RawDossier): RawOption[] {
  const now = oracle.chosen(leaf, dossier);
  if (!now) return [...leaf.criterion.options];
  return leaf.criterion.options.filter(
    (option) => (option.case ?? null) === (now.case ?? null) && option.points > now.points,
  );
}

function* product<T>(choices: readonly (readonly T[])[]): Generator<T[]> {
  const [first, ...rest] = choices;
  if (!first) {
    yield [];
    return;
  }
  for (const tail of product(rest)) for (const head of first) yield [head, ...tail];
}

function describe(
  oracle: ScoreOracle,
  dossier: RawDossier,
  combination: readonly (RawOption | undefined)[],
  total: number,
  costs: Readonly<Record<string, number>>,
): Candidate {
  const changes = combination.flatMap((to, position) => {
    const leaf = oracle.leaves[position];
    if (!to || !leaf) return [];
    const own = costs[`${leaf.criterion.code}#${to.n}`];
    const gained = to.points - (oracle.chosen(leaf, dossier)?.points ?? 0);
    return [{ position, to, cost: BigInt(Math.round((own ?? gained) * 1e6)) }];
  });
  return { cost: changes.reduce((sum, change) => sum + change.cost, 0n), total, changes };
}

/** Least cost, fewest changes, earliest criteria, lowest options. */
function comesBefore(a: Candidate, b: Candidate): boolean {
  if (a.cost !== b.cost) return a.cost < b.cost;
  if (a.changes.length !== b.changes.length) return a.changes.length < b.changes.length;
  for (const key of ["position", "n"] as const) {
    for (const [i, change] of a.changes.entries()) {
      const other = b.changes[i];
      if (!other) continue;
      const [mine, theirs] =
        key === "n" ? [change.to.n, other.to.n] : [change.position, other.position];
      if (mine !== theirs) return mine < theirs;
    }
  }
  return false;
}
