import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { divide, formatDecimal } from "#modules/rulebooks/decimal.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { score } from "#modules/rulebooks/score.ts";

/** One criterion of a practice sheet beside the agreed answer and the colleagues'. */
export type PracticeRow = {
  readonly criterion: string;
  readonly own: number | null;
  readonly agreed: number | null;
  /** Points of the option chosen less those of the agreed one; unanswered counts 0. */
  readonly difference: number;
  /** Sheets of colleagues by option, in the order of the options; null: unanswered. */
  readonly colleagues: readonly { readonly option: number | null; readonly count: number }[];
};

export type Total = { readonly total: number; readonly stars: number };

/** A practice sheet that has been handed in, held against the agreed answers. */
export type Calibration = {
  readonly own: Total;
  readonly agreed: Total;
  /** Totals of the colleagues' sheets, lowest first. */
  readonly colleagues: readonly number[];
  readonly rows: readonly PracticeRow[];
};

/**
 * Holds a practice sheet against the agreed answers and the sheets of colleagues, who stay
 * without names. Throws `AnswersError` for answers that do not fit the set.
 */
export function calibrate(
  set: CompiledSet,
  { own, agreed, colleagues }: { own: Answers; agreed: Answers; colleagues: readonly Answers[] },
): Calibration {
  const rows = set.leaves.map(({ code, options }): PracticeRow => {
    const points = (n: number | undefined) => options[(n ?? 0) - 1]?.points ?? 0;
    const count = (n: number | undefined) => colleagues.filter((one) => one[code] === n).length;
    const given = [...options.map(({ n }) => n), undefined];
    return {
      criterion: code,
      own: own[code] ?? null,
      agreed: agreed[code] ?? null,
      difference: points(own[code]) - points(agreed[code]),
      colleagues: given.flatMap((n) =>
        count(n) > 0 ? [{ option: n ?? null, count: count(n) }] : [],
      ),
    };
  });
  const totalOf = (answers: Answers): Total => {
    const { total, stars } = score(set, answers);
    return { total, stars };
  };
  return {
    own: totalOf(own),
    agreed: totalOf(agreed),
    colleagues: colleagues.map((one) => score(set, one).total).toSorted((a, b) => a - b),
    rows,
  };
}

/** How somebody tends to score, over their practice sheets; advice to themself alone. */
export type Tendency = {
  readonly cases: number;
  /** Mean of own total less agreed total, two decimals. */
  readonly mean: string;
  readonly says: "strict" | "lenient" | "close";
};

/** So many points from the agreed total on average still count as close. */
const closePoints = 3n;

/** The tendency of somebody's practice sheets; null before the first. */
export function tendencyOf(
  sheets: readonly Pick<Calibration, "own" | "agreed">[],
): Tendency | null {
  if (sheets.length === 0) return null;
  const sum = sheets.reduce((all, { own, agreed }) => all + own.total - agreed.total, 0);
  const total = BigInt(Math.abs(sum));
  const count = BigInt(sheets.length);
  const mean = formatDecimal(divide(total, count, 2, "halfUp"));
  if (total <= closePoints * count)
    return { cases: sheets.length, mean: sum < 0 ? `-${mean}` : mean, says: "close" };
  return sum < 0
    ? { cases: sheets.length, mean: `-${mean}`, says: "strict" }
    : { cases: sheets.length, mean, says: "lenient" };
}
