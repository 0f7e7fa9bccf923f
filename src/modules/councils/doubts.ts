import type { RuleSet } from "#modules/rulebooks/model.ts";

/**
 * What is in doubt about the text of a set, in words: its doubts and defects, and that its
 * numbers still wait for the original paper. Empty for a set that is sure.
 */
export function doubtsOf(set: Pick<RuleSet, "verified" | "doubts" | "defects">): readonly string[] {
  return [
    ...(set.verified
      ? []
      : ["Bộ tiêu chí này chưa được đối chiếu xong với bản gốc của quyết định."]),
    ...(set.doubts ?? []),
    ...(set.defects ?? []),
  ];
}
