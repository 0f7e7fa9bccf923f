/** Digits and capitals that nobody mistakes for one another; 31 of them, a prime, for the check. */
export const receiptLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXY";

/** Random letters in a receipt code; 15 of them hold 74 bits. */
export const receiptRandom = 15;

/** The letter that finds every single wrong letter and every two neighbours swapped. */
export function checkLetter(letters: string): string {
  let sum = 0;
  Array.from(letters).forEach((letter, at) => {
    const value = receiptLetters.indexOf(letter);
    if (value < 0) throw new RangeError(`no letter of a receipt: ${letter}`);
    sum += value * (at + 1);
  });
  return receiptLetters[sum % receiptLetters.length] ?? "";
}

/** `ABCD-EFGH-JKLM-NPQR`: fifteen random letters and their check. */
export function receiptCode(random: string): string {
  const all = `${random}${checkLetter(random)}`;
  return all.replace(/(.{4})(?=.)/g, "$1-");
}

/** A code as people type it, in its one way of writing; null when it is none or mistyped. */
export function readReceiptCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "");
  if (letters.length !== receiptRandom + 1) return null;
  if (Array.from(letters).some((letter) => !receiptLetters.includes(letter))) return null;
  const random = letters.slice(0, -1);
  return checkLetter(random) === letters.at(-1) ? receiptCode(random) : null;
}
