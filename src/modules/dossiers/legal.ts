/** A rule that a screen or a document names beside what it asks. */
export type LegalRule =
  | "communeReview"
  | "rounds"
  | "renewalWindow"
  | "renewalDecision"
  | "transition"
  | "extension"
  | "samples"
  | "copies"
  | "forms";

const names: Readonly<Record<string, Readonly<Partial<Record<LegalRule, string>>>>> = {
  "26-2026": {
    communeReview: "khoản 2 Điều 7",
    rounds: "khoản 1, khoản 2 Điều 5",
    renewalWindow: "điểm a khoản 6 Điều 7",
    renewalDecision: "điểm g khoản 6 Điều 7",
    transition: "khoản 2 Điều 12",
    extension: "khoản 3 Điều 12",
    samples: "điểm d khoản 2, khoản 3 Điều 6",
    copies: "khoản 1 Điều 7",
    forms: "Điều 6 và Phụ lục III",
  },
};

/**
 * `khoản 2 Điều 7 Quyết định 26/2026/QĐ-TTg`: where a regime says so; null where the text of the
 * decision has not been read, so that nothing is cited from memory.
 */
export function articleOf(regime: string, decision: string, rule: LegalRule): string | null {
  const article = names[regime]?.[rule];
  return article === undefined ? null : `${article} Quyết định ${decision}`;
}
