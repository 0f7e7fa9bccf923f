const tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];

/** Every letter of Vietnamese with every tone, small and large, composed (NFC). */
export const vietnameseLetters: string = (() => {
  const small = Array.from("aăâeêioôơuưy").flatMap((vowel) =>
    tones.map((tone) => (vowel + tone).normalize("NFC")),
  );
  return [...small, "đ", ...small.map((letter) => letter.toUpperCase()), "Đ"].join("");
})();

const ascii = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at));

/** Marks that stand alone: the tones and the breve, horn and hat, for text that was not composed. */
const marks = [...tones.slice(1), "\u0302", "\u0306", "\u030c", "\u031b"];

/** What the font has of the other letters of Ê Đê and Gia Rai names; it has no vowel with a breve but ă. */
const highlandLetters = "ČčÑñ";

const punctuation = "\u00a0–—‘’“”„•·…‹›«»§©®™°²³¹×÷±−≤≥≈≠½¼¾₫€";

/**
 * What the fonts of the screens draw; any other character (arrows and stars too, which the full font
 * has not) is left to the system's font. `scripts/fonts/subset.ts` makes the files, `src/ui/ui.test.ts` holds
 * them against our texts and the names of all units.
 */
export const screenCharacters: string = [
  ...ascii,
  vietnameseLetters,
  ...marks,
  highlandLetters,
  punctuation,
].join("");
