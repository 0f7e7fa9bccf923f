import type { ClaimState } from "../../model.ts";

/** How the state of a claim is shown to its producer. */
export const tagOf = {
  draft: "past",
  filed: "warning",
  returned: "error",
  approved: "good",
  partPaid: "good",
  paid: "good",
  refused: "error",
  withdrawn: "past",
} as const satisfies Record<ClaimState, "good" | "warning" | "past" | "error">;
