import { readAnswers } from "#modules/rulebooks/answers.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { Answers } from "#modules/rulebooks/model.ts";

/**
 * One answer for each criterion out of several sheets: the option in the middle of those given,
 * by points (of two in the middle the lower). For advice to the producer, who needs one starting
 * point; the legal result is made of the sheets themselves. A criterion that half of the sheets
 * leave open stays open.
 */
export function middleAnswers(set: CompiledSet, sheets: readonly Answers[]): Answers {
  const read = sheets.map((answers) => readAnswers(set, answers));
  const middle: Record<string, number> = {};
  for (const { index, code, options } of set.leaves) {
    const chosen = read
      .map((choices) => choices[index] ?? 0)
      .toSorted((a, b) => (options[a - 1]?.points ?? -1) - (options[b - 1]?.points ?? -1) || a - b);
    const option = chosen[Math.floor((chosen.length - 1) / 2)] ?? 0;
    if (option > 0) middle[code] = option;
  }
  return middle;
}
