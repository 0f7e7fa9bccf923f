/**
 * Where a version stands that somebody proposes and an office judges: a producer's page, a growing
 * area. At most one waits and one holds.
 */
export type ProposalState =
  | "pending"
  | "returned"
  | "dropped"
  | "accepted"
  | "replaced"
  | "withdrawn";

/**
 * Steps of a version. `replace` is taken by the accepted one in the same transaction in which a newer
 * one is accepted; what was returned is mended in a version of its own.
 */
export const proposalSteps = {
  accept: { from: "pending", to: "accepted" },
  return: { from: "pending", to: "returned" },
  drop: { from: "pending", to: "dropped" },
  replace: { from: "accepted", to: "replaced" },
  withdraw: { from: "accepted", to: "withdrawn" },
} as const satisfies Record<string, { readonly from: ProposalState; readonly to: ProposalState }>;
export type ProposalStep = keyof typeof proposalSteps;

/** Where a step leads from a state; null where it may not be taken. */
export function afterStep(step: ProposalStep, state: ProposalState): ProposalState | null {
  const { from, to } = proposalSteps[step];
  return from === state ? to : null;
}
