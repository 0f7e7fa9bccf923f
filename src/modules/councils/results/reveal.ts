import { lastCountedLeaf, readAnswers } from "#modules/rulebooks/answers.ts";
import type { CompiledLeaf, CompiledSet } from "#modules/rulebooks/compiled.ts";
import { divide, formatDecimal } from "#modules/rulebooks/decimal.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { effectivePoints } from "#modules/rulebooks/score.ts";

/** A counted sheet, as far as the reveal shows it. */
export type RevealSheet = {
  readonly member: string;
  readonly answers: Answers;
  /** The member holds that a stop note applies there. */
  readonly stopAt?: string | null | undefined;
};

/** What one member gave one criterion; `option` null: unanswered. */
export type RevealCell = { readonly option: number | null; readonly points: number };

/** One criterion across the members, in the order of the sheets. */
export type RevealRow = {
  readonly criterion: string;
  readonly title: string;
  /** Position of the part. */
  readonly part: number;
  readonly max: number;
  readonly cells: readonly RevealCell[];
  /** Two decimals. */
  readonly mean: string;
  readonly median: string;
  /** Highest less lowest points. */
  readonly spread: number;
};

/** A round of sheets laid open. Points are whole; means and medians have two decimals. */
export type Reveal = {
  /** Where the members differ most comes first; among equals the order of the rulebook. */
  readonly rows: readonly RevealRow[];
  /** By member, in the order of the sheets. */
  readonly totals: readonly number[];
  readonly mean: string;
  readonly median: string;
  readonly spread: number;
};

/**
 * Lays the counted sheets of a round side by side. Pure; for discussion only, the legal result
 * is `council()`. `stopAt`: what the session confirmed for every sheet. Throws `AnswersError`
 * for sheets that do not fit the set, `RangeError` when there is none.
 */
export function revealOf(
  set: CompiledSet,
  sheets: readonly RevealSheet[],
  stopAt: string | null = null,
): Reveal {
  if (sheets.length === 0) throw new RangeError("no sheet to reveal");
  const confirmed = lastCountedLeaf(set, stopAt);
  const read = sheets.map((sheet) => {
    const choices = readAnswers(set, sheet.answers);
    const last = Math.min(confirmed, lastCountedLeaf(set, sheet.stopAt));
    return { choices, points: effectivePoints(set, choices, last) };
  });
  const rows = set.leaves.map((leaf) =>
    rowOf(
      leaf,
      read.map(({ choices, points }) => ({
        option: choices[leaf.index] || null,
        points: points[leaf.index] ?? 0,
      })),
    ),
  );
  const totals = read.map(({ points }) => points.reduce((sum, one) => sum + one, 0));
  return {
    rows: rows.toSorted((a, b) => b.spread - a.spread || unrest(b) - unrest(a)),
    totals,
    mean: meanOf(totals),
    median: medianOf(totals),
    spread: spreadOf(totals),
  };
}

function rowOf(leaf: CompiledLeaf, cells: readonly RevealCell[]): RevealRow {
  const points = cells.map((cell) => cell.points);
  return {
    criterion: leaf.code,
    title: leaf.title,
    part: leaf.part,
    max: leaf.max,
    cells,
    mean: meanOf(points),
    median: medianOf(points),
    spread: spreadOf(points),
  };
}

/** How far the members are from one another in all: the sum over every pair. */
function unrest({ cells }: RevealRow): number {
  let sum = 0;
  cells.forEach((a, at) => {
    for (const b of cells.slice(at + 1)) sum += Math.abs(a.points - b.points);
  });
  return sum;
}

function spreadOf(points: readonly number[]): number {
  return Math.max(...points) - Math.min(...points);
}

function meanOf(points: readonly number[]): string {
  const sum = points.reduce((all, one) => all + one, 0);
  return formatDecimal(divide(BigInt(sum), BigInt(points.length), 2, "halfUp"));
}

/** Twice the median, so that it stays whole. */
export function twiceMedian(points: readonly number[]): number {
  const sorted = points.toSorted((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return high + low;
}

function medianOf(points: readonly number[]): string {
  return formatDecimal(divide(BigInt(twiceMedian(points)), 2n, 2, "halfUp"));
}
