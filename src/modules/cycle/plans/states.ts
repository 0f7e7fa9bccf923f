import type { PlanState } from "./model.ts";

/** A step: where it may be taken, where it leads, who takes it. */
type Steps = Readonly<
  Record<
    string,
    {
      readonly from: readonly PlanState[];
      readonly to: PlanState | null;
      readonly by: "producer" | "office";
    }
  >
>;

/** Every step of a business plan. `to` null: it stays where it is. */
export const planSteps = {
  write: { from: ["draft", "returned"], to: null, by: "producer" },
  file: { from: ["draft", "returned"], to: "filed", by: "producer" },
  withdraw: { from: ["draft", "filed", "returned"], to: "withdrawn", by: "producer" },
  choose: { from: ["filed"], to: "chosen", by: "office" },
  return: { from: ["filed"], to: "returned", by: "office" },
  decline: { from: ["filed"], to: "notChosen", by: "office" },
  /** Tasks, visits, standings: what is done while it is carried out. */
  work: { from: ["chosen"], to: null, by: "office" },
  complete: { from: ["chosen"], to: "completed", by: "office" },
} as const satisfies Steps;
export type PlanStep = keyof typeof planSteps;

/** States in which a product's plan is under way: a product has one at a time. */
export const openStates = ["draft", "filed", "returned", "chosen"] as const satisfies PlanState[];

/** States in which a plan came to nothing: its product, and its idea, may have another one. */
export const failedStates = ["notChosen", "withdrawn"] as const satisfies PlanState[];

/** Where a step leads from a state; null where it may not be taken. */
export function next(step: PlanStep, state: PlanState): PlanState | null {
  const { from, to }: { from: readonly PlanState[]; to: PlanState | null } = planSteps[step];
  return from.includes(state) ? (to ?? state) : null;
}
