import { AppError } from "#core/errors.ts";
import type { CompiledSet } from "./compiled.ts";

/** Chosen option number by leaf position; 0 where unanswered. */
export type Choices = readonly number[];

/** Input that does not fit the rulebook; `place` says where, e.g. `answers.1.1` or `stopAt`. */
export class AnswersError extends AppError {
  readonly place: string;
  private readonly text: { readonly vi: string; readonly en: string };

  constructor(place: string, text: { readonly vi: string; readonly en: string }) {
    const en = `${place}: ${text.en}`;
    super("unprocessable", { log: en, vi: text.vi, en, fields: { [place]: text.vi } });
    this.name = "AnswersError";
    this.place = place;
    this.text = text;
  }

  /** The same error, seen from what holds the answers, e.g. `sheets.3`. */
  within(outer: string): AnswersError {
    return new AnswersError(`${outer}.${this.place}`, this.text);
  }
}

/**
 * Answers by code, turned into choices by leaf position. Takes unknown values, since answers
 * come from files and forms, and throws `AnswersError` at the first code that is no leaf of
 * this set or whose value is not one of the leaf's option numbers.
 */
export function readAnswers(set: CompiledSet, answers: Readonly<Record<string, unknown>>): Choices {
  const choices = set.leaves.map(() => 0);
  for (const code of Object.keys(answers)) {
    const leaf = set.leafByCode.get(code);
    if (!leaf) throw unknownCode(set, code);
    const n = answers[code];
    if (typeof n !== "number" || !Number.isInteger(n) || n < 1 || n > leaf.options.length) {
      throw notAnOption(code, n, leaf.options.length);
    }
    choices[leaf.index] = n;
  }
  return choices;
}

/**
 * Position of the last leaf that still counts when scoring stops at `code`, a leaf or a
 * group; the last leaf of the set when nothing stopped it.
 */
export function lastCountedLeaf(set: CompiledSet, stopAt: string | null | undefined): number {
  if (stopAt === null || stopAt === undefined) return set.leaves.length - 1;
  const span = set.spans.get(stopAt);
  if (span) return span.last;
  throw new AnswersError("stopAt", {
    vi: `Bộ ${set.code} không có tiêu chí ${stopAt}.`,
    en: `set ${set.code} has no criterion ${JSON.stringify(stopAt)}`,
  });
}

function unknownCode(set: CompiledSet, code: string): AnswersError {
  if (set.spans.has(code)) {
    return new AnswersError(`answers.${code}`, {
      vi: `Tiêu chí ${code} gồm nhiều tiêu chí nhỏ: hãy trả lời từng tiêu chí nhỏ.`,
      en: `criterion ${code} of set ${set.code} is a group; answer the criteria inside it`,
    });
  }
  return new AnswersError(`answers.${code}`, {
    vi: `Bộ ${set.code} không có tiêu chí ${code}.`,
    en: `set ${set.code} has no criterion ${JSON.stringify(code)}`,
  });
}

function notAnOption(code: string, n: unknown, options: number): AnswersError {
  return new AnswersError(`answers.${code}`, {
    vi: `Tiêu chí ${code}: hãy chọn một trong các lựa chọn từ 1 đến ${options}.`,
    en: `${JSON.stringify(n)} is not an option number from 1 to ${options}`,
  });
}
