/**
 * How Vietnamese a text looks: the measure by which its encoding is told. Pure text, no data
 * beyond the syllable's own rules (onset, rime, tone).
 */

const tones = /[\u0300\u0301\u0309\u0303\u0323]/g;

const onset = "(?:ngh|ng|nh|gh|gi|g|kh|k|ch|ph|th|tr|qu|[bcdđhlmnprstvx])?";
const coda = "(?:ch|nh|ng|[cmnptk])?";
const nuclei = [
  `(?:iê|yê|uyê|uô|ươ|uâ|oă|oa|oe|oo|uê|uơ|uy|ia|ua|ưa|uya|[aăâeêioôơuưy])${coda}`,
  "(?:ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|yêu|oai|oao|oay|oeo|oi|ôi|ơi|ui|uôi|uây|uyu|ưi|ưu|ươi|ươu)",
].join("|");
const syllable = new RegExp(`^${onset}(?:${nuclei})$`, "u");

/** Whether a word, marks and all, can be one Vietnamese syllable: at most one tone. */
export function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize("NFD");
  if ((apart.match(tones) ?? []).length > 1) return false;
  return syllable.test(apart.replace(tones, "").normalize("NFC"));
}

/** Letters of an authority and its papers, such as `QĐ` and `HĐND`: no syllables, but good writing. */
const initials = /^[BCDĐGHKLMNPQRSTUVX]{2,6}$/u;

/** Words of a text that bear a mark or a strange sign, and how many of them are syllables. */
export type Look = { readonly marked: number; readonly sound: number };

const strange = /[^\p{ASCII}]/u;
/** Signs that stand in good Vietnamese text beside letters. */
const harmless = /[\u2010-\u2026\u00a0\u00b0\u00b2\u00b3\u00d7\u2605\u2606\ufeff]/g;

/**
 * Counts the words of a text that are not plain ASCII: only they tell one encoding from another.
 * A word parted by a sign that no Vietnamese word holds is not sound.
 */
export function lookOf(text: string): Look {
  let marked = 0;
  let sound = 0;
  for (const word of text.normalize("NFC").replace(harmless, " ").split(/\s+/)) {
    if (!strange.test(word)) continue;
    marked += 1;
    const parts = word.split(/[\p{ASCII}--[a-zA-Z]]+/v).filter((part) => strange.test(part));
    if (parts.every((part) => isSyllable(part) || initials.test(part))) sound += 1;
  }
  return { marked, sound };
}
