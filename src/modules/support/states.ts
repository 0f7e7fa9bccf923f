import type { ClaimState, MeasureState } from "./model.ts";

/** Who takes a step of a claim. */
export type ClaimHand = "producer" | "agency" | "payer";

/** What a step does to the clock of whoever has the claim in hand. */
export type ClaimClock = "decide" | "pay" | "stop" | "keep";

type ClaimStepFacts = {
  readonly from: readonly ClaimState[];
  readonly to: ClaimState;
  readonly by: ClaimHand;
  readonly clock: ClaimClock;
  readonly vi: string;
};

/**
 * Steps of a claim. Filing starts the agency's clock, approval the payer's; what waits for the
 * producer has none. A payment leads to `paid` once nothing is left (`afterPayment`).
 */
export const claimSteps = {
  file: {
    from: ["draft", "returned"],
    to: "filed",
    by: "producer",
    clock: "decide",
    vi: "Nộp đề nghị",
  },
  withdraw: {
    from: ["draft", "filed", "returned"],
    to: "withdrawn",
    by: "producer",
    clock: "stop",
    vi: "Rút đề nghị",
  },
  return: {
    from: ["filed"],
    to: "returned",
    by: "agency",
    clock: "stop",
    vi: "Trả lại để bổ sung",
  },
  refuse: { from: ["filed"], to: "refused", by: "agency", clock: "stop", vi: "Không duyệt" },
  approve: { from: ["filed"], to: "approved", by: "agency", clock: "pay", vi: "Duyệt" },
  pay: {
    from: ["approved", "partPaid"],
    to: "partPaid",
    by: "payer",
    clock: "keep",
    vi: "Ghi chi trả",
  },
  void: {
    from: ["partPaid", "paid"],
    to: "approved",
    by: "payer",
    clock: "keep",
    vi: "Hủy dòng chi ghi nhầm",
  },
} as const satisfies Record<string, ClaimStepFacts>;
export type ClaimStep = keyof typeof claimSteps;

/** Where a step leads from a state; null where it may not be taken. */
export function nextClaimState(step: ClaimStep, state: ClaimState): ClaimState | null {
  const { from, to }: ClaimStepFacts = claimSteps[step];
  return from.includes(state) ? to : null;
}

/** Where a claim stands when so much of what was approved has been paid. */
export function afterPayment(approved: bigint, paid: bigint): ClaimState {
  if (paid <= 0n) return "approved";
  return paid >= approved ? "paid" : "partPaid";
}

/** Steps of a measure. Its terms are versions of their own and change in any state but `closed`. */
export const measureSteps = {
  open: { from: ["draft", "closed"], to: "open" },
  close: { from: ["open"], to: "closed" },
} as const satisfies Record<string, { from: readonly MeasureState[]; to: MeasureState }>;
export type MeasureStep = keyof typeof measureSteps;

/** Where a step of a measure leads; null where it may not be taken. */
export function nextMeasureState(step: MeasureStep, state: MeasureState): MeasureState | null {
  const { from, to }: { from: readonly MeasureState[]; to: MeasureState } = measureSteps[step];
  return from.includes(state) ? to : null;
}
