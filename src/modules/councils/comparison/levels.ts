/** A closed result as far as comparing goes. */
export type Outcome = {
  readonly dossierId: string;
  readonly productId: string;
  readonly productName: string;
  readonly producerName: string;
  readonly regime: string;
  readonly stage: string;
  /** Place of the stage's level, lowest first: 0 district, 1 province, 2 the country. */
  readonly rank: number;
  /** Day on which it was closed, ISO. */
  readonly on: string;
  /** Exact, with six decimals; null: no sheet counted. */
  readonly mean: string | null;
  readonly stars: number;
};

/** One dossier at a lower and the next higher level. */
export type LevelPair = {
  readonly lower: Outcome;
  readonly upper: Outcome;
  /** Upper less lower mean, exact, six decimals; null where one has none. */
  readonly difference: string | null;
};

/** One product over time at one stage, oldest first. */
export type YearSeries = {
  readonly outcomes: readonly Outcome[];
  readonly difference: string | null;
};

const millionths = (mean: string): bigint => {
  const [whole = "0", decimals = ""] = mean.split(".");
  return BigInt(whole) * 1_000_000n + BigInt(decimals.padEnd(6, "0").slice(0, 6));
};

/** `after` less `before`, exact; null where one has none. */
export function differenceOf(before: string | null, after: string | null): string | null {
  if (before === null || after === null) return null;
  const units = millionths(after) - millionths(before);
  const size = units < 0n ? -units : units;
  const sign = units < 0n ? "-" : "";
  return `${sign}${size / 1_000_000n}.${(size % 1_000_000n).toString().padStart(6, "0")}`;
}

/** Dossiers that were scored at two levels, those that differ most first. */
export function levelPairs(outcomes: readonly Outcome[]): readonly LevelPair[] {
  const pairs = [...Map.groupBy(outcomes, ({ dossierId }) => dossierId).values()].flatMap((of) => {
    const sorted = of.toSorted((a, b) => a.rank - b.rank || (a.on < b.on ? -1 : 1));
    return sorted.slice(1).flatMap((upper, i): LevelPair[] => {
      const lower = sorted[i];
      if (!lower || lower.rank === upper.rank) return [];
      return [{ lower, upper, difference: differenceOf(lower.mean, upper.mean) }];
    });
  });
  return pairs.toSorted(byDifference);
}

/** Products that were scored more than once at a stage, those that changed most first. */
export function yearSeries(outcomes: readonly Outcome[]): readonly YearSeries[] {
  const series = [
    ...Map.groupBy(outcomes, ({ productId, rank }) => `${productId} ${rank}`).values(),
  ].flatMap((of): YearSeries[] => {
    if (new Set(of.map(({ dossierId }) => dossierId)).size < 2) return [];
    const sorted = of.toSorted((a, b) => (a.on < b.on ? -1 : 1));
    const difference = differenceOf(sorted[0]?.mean ?? null, sorted.at(-1)?.mean ?? null);
    return [{ outcomes: sorted, difference }];
  });
  return series.toSorted(byDifference);
}

type Differs = { readonly difference: string | null };

function byDifference(a: Differs, b: Differs): number {
  const size = ({ difference }: Differs) =>
    difference === null ? -1n : millionths(difference.replace("-", ""));
  const [one, other] = [size(a), size(b)];
  return one === other ? 0 : other > one ? 1 : -1;
}

/** How two levels stand to each other over all pairs. */
export type LevelSummary = {
  readonly pairs: number;
  /** Mean of the differences, two decimals, rounded half away from 0; null without any. */
  readonly mean: string | null;
  /** Pairs in which the upper level gave other stars. */
  readonly otherStars: number;
};

/** The summary of pairs. */
export function summaryOf(pairs: readonly LevelPair[]): LevelSummary {
  const units = pairs.flatMap(({ difference }) =>
    difference === null
      ? []
      : [difference.startsWith("-") ? -millionths(difference.slice(1)) : millionths(difference)],
  );
  const otherStars = pairs.filter(({ lower, upper }) => lower.stars !== upper.stars).length;
  if (units.length === 0) return { pairs: pairs.length, mean: null, otherStars };
  const sum = units.reduce((all, one) => all + one, 0n);
  const size = sum < 0n ? -sum : sum;
  const count = BigInt(units.length) * 10_000n;
  const hundredths = (2n * size + count) / (2n * count);
  const mean = `${sum < 0n && hundredths > 0n ? "-" : ""}${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, "0")}`;
  return { pairs: pairs.length, mean, otherStars };
}
