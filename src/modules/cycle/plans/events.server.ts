import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";
import { planOutcomes, planPartNames, type PlanOutcome } from "./model.ts";

const plan = "businessPlan";
const outcomes = Object.keys(planOutcomes) as [PlanOutcome, ...PlanOutcome[]];

/** What is audited of business plans. */
export const planEvents = {
  opened: defineAuditEvent(
    "businessPlan.opened",
    plan,
    z.strictObject({
      product: z.string(),
      idea: z.string().nullable(),
      regime: z.string(),
      set: z.string(),
    }),
  ),
  written: defineAuditEvent(
    "businessPlan.written",
    plan,
    z.strictObject({ part: z.enum([...planPartNames, "standing"]) }),
  ),
  filed: defineAuditEvent("businessPlan.filed", plan, z.strictObject({ seq: z.int() })),
  withdrawn: defineAuditEvent("businessPlan.withdrawn", plan, z.strictObject({})),
  decided: defineAuditEvent(
    "businessPlan.decided",
    plan,
    z.strictObject({ seq: z.int(), outcome: z.enum(outcomes) }),
  ),
  completed: defineAuditEvent("businessPlan.completed", plan, z.strictObject({})),
} as const;
