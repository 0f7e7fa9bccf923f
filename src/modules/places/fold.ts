import { decomposeText, foldText } from "#core/text.ts";

/**
 * Vietnamese place names made comparable: without diacritics, whatever the composition, the
 * placement of the tone or the choice between i and y, k and c. Pure text, no data.
 */

/** Grave, acute, hook above, tilde, dot below: the five tones, apart from the marks of vowels. */
const tones = /[\u0300\u0301\u0309\u0303\u0323]/g;

/**
 * The key under which spellings of one syllable meet: an open i or y is one vowel (Mỹ, Mĩ; Quý,
 * Quí), a k that is no kh is c (Bắc Kạn, Bắc Cạn; Đắk Lắk, Đắc Lắc). Takes folded text.
 */
export function soundOfSyllable(folded: string): string {
  return folded.replace(/^([bcdghklmnprstvx]|qu|th|kh)y$/, "$1i").replace(/k(?!h)/g, "c");
}

/** Sound keys of a text's syllables, in order. */
export function soundsOf(text: string): string[] {
  const folded = foldText(text);
  return folded === "" ? [] : folded.split(" ").map(soundOfSyllable);
}

/** A syllable as written: its sound, its letters without the tone, and the tone wherever it was placed. */
export type Syllable = { sound: string; letters: string; tone: string };

/**
 * The syllables of a text with their marks: `Hoà` and `Hòa` are the same here, `Hoa` is not.
 * The sounds are those of `soundsOf`.
 */
export function syllablesOf(text: string): Syllable[] {
  return decomposeText(text)
    .split(/[^\p{L}\p{M}0-9]+/u)
    .flatMap((written) => {
      const letters = soundOfSyllable(written.replace(tones, "").normalize("NFC"));
      const tone = written.match(tones)?.join("") ?? "";
      return soundsOf(written).map((sound) => ({ sound, letters, tone }));
    });
}

/**
 * Whether what was typed can mean the written syllable: bare letters stand for any marks, typed
 * marks must be the ones written.
 */
export function agrees(typed: Syllable, written: Syllable): boolean {
  if (typed.tone !== "" && typed.tone !== written.tone) return false;
  return Array.from(typed.letters).every((letter, at) => {
    const other = written.letters[at];
    return (
      letter === other ||
      (/[a-z]/.test(letter) && other !== undefined && foldText(other) === letter)
    );
  });
}

/** Every string that lacks one letter of the word, and the word: where two of them meet, one slip may lie between. */
export function slipKeys(word: string): string[] {
  const keys = new Set([word]);
  for (let at = 0; at < word.length; at++) keys.add(word.slice(0, at) + word.slice(at + 1));
  return [...keys];
}

/** One letter missing, too many, wrong, or two neighbours exchanged. */
export function isOneSlip(typed: string, meant: string): boolean {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false;
  let head = 0;
  while (head < typed.length && typed[head] === meant[head]) head++;
  const [a, b] = [typed.slice(head), meant.slice(head)];
  const exchanged = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return exchanged || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
}
