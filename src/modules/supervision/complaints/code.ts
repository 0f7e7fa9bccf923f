import { checkLetter, receiptLetters } from "#core/receipt.ts";

/** Random letters of a code: 19 of 31 hold 94 bits. */
export const codeRandom = 19;

/** `ABCD-EFGH-JKLM-NPQR-STUV`: nineteen random letters and the one that finds a mistyped one. */
export function complaintCode(random: string): string {
  if (random.length !== codeRandom) throw new RangeError("a code has nineteen random letters");
  return `${random}${checkLetter(random)}`.replace(/(.{4})(?=.)/g, "$1-");
}

/** A code as people type it, in its one way of writing; null when it is none or mistyped. */
export function readComplaintCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "");
  if (letters.length !== codeRandom + 1) return null;
  if (Array.from(letters).some((letter) => !receiptLetters.includes(letter))) return null;
  const random = letters.slice(0, codeRandom);
  return checkLetter(random) === letters.at(-1) ? complaintCode(random) : null;
}
