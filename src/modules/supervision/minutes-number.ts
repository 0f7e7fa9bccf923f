/** The number of an inspection's minutes, as its row keeps it. */
export type MinutesNumber = {
  readonly minutesSymbol: string | null;
  readonly minutesNumber: number | null;
};

/** `07/BB-SNNMT`; null before the conclusion. */
export function minutesNumberText({ minutesSymbol, minutesNumber }: MinutesNumber): string | null {
  return minutesSymbol === null || minutesNumber === null
    ? null
    : `${String(minutesNumber).padStart(2, "0")}/BB-${minutesSymbol}`;
}

/**
 * An agency's sign in numbers where it has used none yet: the first letters of its name, as
 * offices form it (`Sở Nông nghiệp và Môi trường` → `SNNMT`). Whoever concludes may change it.
 */
export function usualSymbol(agency: string): string {
  if (/\bOCOP\b/u.test(agency)) return "OCOP";
  const words = agency.normalize("NFC").match(/[\p{L}\d]+/gu) ?? [];
  const letters = words
    .filter((word) => word.toLowerCase() !== "và")
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
  return letters === "" ? "OCOP" : letters.slice(0, 30);
}
