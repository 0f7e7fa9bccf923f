/** Vietnamese text made comparable, for searches that must not ask for diacritics. */

/** Inside a name of the highlands (M'Drắk, Ea H' Leo), where it parts no words. */
const apostrophes = /(?<=[\p{L}\p{M}])['’‘ʼ`´]\s*(?=\p{L})/gu;
const marks = /\p{M}/gu;

/** Lower case, marks apart from their letters, apostrophes inside names gone. */
export function decomposeText(text: string): string {
  return text.replace(apostrophes, "").normalize("NFKD").toLowerCase();
}

/**
 * Lower case without diacritics, words parted by one blank: `Đắk R'Lấp` is `dak rlap`. Idempotent,
 * and the same for composed and decomposed text.
 */
export function foldText(text: string): string {
  return decomposeText(text)
    .replace(marks, "")
    .replace(/[đðɖ]/g, "d")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
