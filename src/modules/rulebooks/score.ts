import { lastCountedLeaf, readAnswers } from "./answers.ts";
import type { Choices } from "./answers.ts";
import type { CompiledSet, Gate } from "./compiled.ts";
import type { Answers, NextLevel, Score, UnmetGate, Verdict } from "./model.ts";

/**
 * Scores one sheet. Pure; points are integers throughout.
 *
 * What counts are effective points: a criterion without an answer, whose condition is false,
 * or that follows a confirmed stop has 0, whatever was chosen, and its gates are held against
 * that 0. Unanswered meets no gate, not even one of 0 points. Throws `AnswersError`.
 */
export function score(set: CompiledSet, answers: Answers, verdict: Verdict = {}): Score {
  const rejected = verdict.rejected ?? false;
  const choices = readAnswers(set, answers);
  const points = effectivePoints(set, choices, lastCountedLeaf(set, verdict.stopAt));
  const { parts, total } = sumParts(set, points);
  const band = bandLevel(set, total);
  const bandStars = set.levels[band]?.stars ?? 0;
  const level = gatedLevel(set, choices, points, band);
  return {
    regime: set.regime,
    set: set.code,
    parts,
    total,
    stars: rejected ? 0 : (set.levels[level]?.stars ?? 0),
    bandStars,
    rejected,
    unanswered: set.leaves.filter((leaf) => choices[leaf.index] === 0).map((leaf) => leaf.code),
    unmet: unmetGates(set, choices, points, (gate) => gate.stars <= bandStars),
    next: rejected ? null : nextLevel(set, choices, points, { level: level + 1, total }),
  };
}

/** Points of each leaf as they count, by position; leaves after `lastCounted` have 0. */
export function effectivePoints(
  set: CompiledSet,
  choices: Choices,
  lastCounted: number = set.leaves.length - 1,
): readonly number[] {
  const points = set.leaves.map(({ index, options }) =>
    index > lastCounted ? 0 : (options[(choices[index] ?? 0) - 1]?.points ?? 0),
  );
  for (const index of set.conditional) {
    const holds = set.leaves[index]?.conditions.every(
      ({ leaves, pointsAtLeast }) =>
        leaves.reduce((sum, i) => sum + (points[i] ?? 0), 0) >= pointsAtLeast,
    );
    if (!holds) points[index] = 0;
  }
  return points;
}

/** Position of the highest level whose minimum `total` reaches; the total may be any whole number from 0. */
export function bandLevel(set: CompiledSet, total: number): number {
  return set.levels.findLastIndex(({ min }) => total >= min);
}

/** Whether a leaf's choice meets a gate of that leaf: within the gate's case, by effective points. */
export function meetsGate(
  set: CompiledSet,
  leaf: number,
  gate: Gate,
  choice: number,
  points: number,
): boolean {
  const option = set.leaves[leaf]?.options[choice - 1];
  if (!option) return false;
  return option.caseIndex !== gate.caseIndex || points >= gate.points;
}

/**
 * Position of the highest level, up to `band`, at which and below which every gate is met;
 * -1 when a gate of the lowest level stands unmet. Equal to holding `gateAt` against every
 * level in turn, because each gate in it is the deciding gate of that level or a lower one.
 */
function gatedLevel(
  set: CompiledSet,
  choices: Choices,
  points: readonly number[],
  band: number,
): number {
  let blocked = Infinity;
  for (const { index, gates } of set.leaves) {
    for (const gate of gates) {
      if (gate.stars >= blocked) break;
      if (gate.decides && !meetsGate(set, index, gate, choices[index] ?? 0, points[index] ?? 0))
        blocked = gate.stars;
    }
  }
  let level = band;
  while (level >= 0 && (set.levels[level]?.stars ?? 0) >= blocked) level -= 1;
  return level;
}

/** Gates that stand unmet among those asked for, in rulebook order, then by stars. */
function unmetGates(
  set: CompiledSet,
  choices: Choices,
  points: readonly number[],
  asked: (gate: Gate) => boolean,
): UnmetGate[] {
  const unmet: UnmetGate[] = [];
  for (const { index, code, gates } of set.leaves) {
    const choice = choices[index] ?? 0;
    for (const gate of gates) {
      if (!asked(gate) || meetsGate(set, index, gate, choice, points[index] ?? 0)) continue;
      unmet.push({
        criterion: code,
        stars: gate.stars,
        needs: gate.needs,
        chosen: choice === 0 ? null : choice,
      });
    }
  }
  return unmet;
}

function nextLevel(
  set: CompiledSet,
  choices: Choices,
  points: readonly number[],
  reached: { level: number; total: number },
): NextLevel | null {
  const next = set.levels[reached.level];
  if (!next) return null;
  return {
    stars: next.stars,
    pointsMissing: Math.max(0, next.min - reached.total),
    gates: unmetGates(set, choices, points, (gate) => gate.decides && gate.stars <= next.stars),
  };
}

function sumParts(
  set: CompiledSet,
  points: readonly number[],
): { parts: Record<string, number>; total: number } {
  const sums = set.parts.map(() => 0);
  let total = 0;
  for (const { index, part } of set.leaves) {
    const gained = points[index] ?? 0;
    sums[part] = (sums[part] ?? 0) + gained;
    total += gained;
  }
  return { parts: Object.fromEntries(set.parts.map(({ code }, i) => [code, sums[i] ?? 0])), total };
}
