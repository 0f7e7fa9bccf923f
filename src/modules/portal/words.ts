import { foldText } from "#core/text.ts";
import { slipKeys, soundsOf } from "#modules/places/fold.ts";

/** What was typed into the public search, taken apart as the register's index is made. */
export type Words = {
  /** Syllables as they sound, at most twelve of them, each once. */
  readonly sounds: readonly string[];
  /** Syllables typed with marks, the tone at their end: they make a hit better, never a miss. */
  readonly accents: readonly string[];
};

const mostWords = 12;
/** Longer than any syllable, name or code worth looking for. */
const longestWord = 40;

/** Words that ask, and name nothing. */
const asking = new Set([
  "mua",
  "ban",
  "gia",
  "o",
  "dau",
  "tai",
  "cua",
  "va",
  "nhung",
  "cac",
  "the",
  "of",
  "in",
]);

/**
 * The words of a search. Takes any text: signs are passed over, and words that only ask ("mua …
 * ở đâu") are left out unless nothing else was typed.
 */
export function wordsOf(typed: string): Words {
  const all = soundsOf(typed.replaceAll(/caf[eéê]|caphe/giu, "cà phê"))
    .map((sound) => sound.replaceAll("f", "ph"))
    .filter(({ length }) => length <= longestWord);
  const telling = all.filter((sound) => !asking.has(sound));
  const sounds = [...new Set(telling.length > 0 ? telling : all)].slice(0, mostWords);
  return { sounds, accents: accentsOf(typed).slice(0, mostWords) };
}

/** Of the syllables, those that bear a mark, as `public_accents` of migrations/public.sql writes them. */
function accentsOf(typed: string): string[] {
  return typed
    .normalize("NFKD")
    .toLowerCase()
    .replace(/([\u0300\u0301\u0303\u0309\u0323])([^\s\p{P}]*)/gu, "$2$1")
    .split(/[\s\p{P}]+/u)
    .filter((syllable) => syllable !== "" && foldText(syllable) !== syllable);
}

/** A word found by any of these. */
export type Alternatives = readonly string[];

/** Every word must be there; the last one may be the beginning of one. Letters and digits only: no quoting. */
export function allOf(words: readonly Alternatives[], isTyping = false): string {
  return words
    .map((alternatives, at) => {
      const begins = isTyping && at === words.length - 1 ? ":*" : "";
      return `(${alternatives.map((word) => `'${word}'${begins}`).join(" | ")})`;
    })
    .join(" & ");
}

/** The same words in a product's own name. */
export function allInName(words: readonly Alternatives[], isTyping = false): string {
  return allOf(
    words.map((alternatives) => alternatives.map((word) => `=${word}`)),
    isTyping,
  );
}

/** All words but any one: for a search that found nothing with all of them. Needs three words or more. */
export function allButOne(words: readonly Alternatives[]): string {
  return words
    .map((_word, left) => `(${allOf(words.filter((_other, at) => at !== left))})`)
    .join(" | ");
}

/** Keys under which a word and its one-letter slips meet in `public_words`. */
export function keysOfSlips(words: readonly string[]): string[] {
  return [...new Set(words.filter(({ length }) => length > 2).flatMap(slipKeys))];
}
