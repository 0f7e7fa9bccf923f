/** The end of a public address: what finds its product or producer, whatever the words before it. */
export function keyOfSlug(slug: string): string | null {
  return /(?:^|-)([0-9a-f]{10})$/.exec(slug)?.[1] ?? null;
}

const gtinLengths = new Set([8, 12, 13, 14]);

/**
 * The fourteen digits of a GTIN however many of them were printed (GS1 General Specifications,
 * 8, 12, 13 or 14 with a check digit at their end); null for what is no GTIN.
 */
export function gtinOf(typed: string): string | null {
  if (!/^\d+$/.test(typed) || !gtinLengths.has(typed.length)) return null;
  const digits = typed.padStart(14, "0");
  const sum = Array.from(digits).reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1),
    0,
  );
  return sum % 10 === 0 ? digits : null;
}

/** The ways in which the same GTIN may stand in the register: with and without leading zeros. */
export function spellingsOfGtin(gtin: string): string[] {
  return [14, 13, 12, 8]
    .map((length) => gtin.slice(14 - length))
    .filter((shorter) => shorter.padStart(14, "0") === gtin);
}
