import type { FindingState, InspectionState, PlanState } from "./model.ts";

type Steps<State extends string> = Readonly<
  Record<string, { readonly from: readonly State[]; readonly to: State }>
>;

/** Steps of a plan. */
export const planSteps = {
  approve: { from: ["draft"], to: "approved" },
  close: { from: ["approved"], to: "closed" },
  /** Another name or other days, before anybody has approved it. */
  change: { from: ["draft"], to: "draft" },
  drop: { from: ["draft"], to: "dropped" },
} as const satisfies Steps<PlanState>;
export type PlanStep = keyof typeof planSteps;

/**
 * Steps of an inspection. A visit may be sent again, mended, until it is concluded; what has been
 * visited can only be concluded.
 */
export const inspectionSteps = {
  visit: { from: ["planned", "visited"], to: "visited" },
  conclude: { from: ["visited"], to: "concluded" },
  cancel: { from: ["planned"], to: "cancelled" },
  /** Another day, another lead. */
  change: { from: ["planned"], to: "planned" },
} as const satisfies Steps<InspectionState>;
export type InspectionStep = keyof typeof inspectionSteps;

/** Steps of what was found and must be remedied. `remedied` and `referred` are the ends. */
export const findingSteps = {
  /** The producer, with evidence; may be added to until somebody has decided. */
  answer: { from: ["open", "answered"], to: "answered" },
  accept: { from: ["open", "answered"], to: "remedied" },
  /** Not enough: another deadline. */
  sendBack: { from: ["answered"], to: "open" },
  /** Not remedied: on to whoever handles violations. */
  refer: { from: ["open", "answered"], to: "referred" },
} as const satisfies Steps<FindingState>;
export type FindingStep = keyof typeof findingSteps;

/** Where a step leads from a state; null where it may not be taken. */
export function next<State extends string>(
  step: { readonly from: readonly State[]; readonly to: State },
  state: State,
): State | null {
  return step.from.includes(state) ? step.to : null;
}
