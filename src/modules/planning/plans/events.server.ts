import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

/** What is audited of plans. */
export const planEvents = {
  opened: defineAuditEvent(
    "plan.opened",
    "plan",
    z.strictObject({ unit: z.string(), from: z.number(), to: z.number() }),
  ),
  saved: defineAuditEvent(
    "plan.saved",
    "plan",
    z.strictObject({ version: z.number(), lock: z.number(), what: z.string(), rows: z.number() }),
  ),
  issued: defineAuditEvent(
    "plan.issued",
    "plan",
    z.strictObject({ version: z.number(), findings: z.number() }),
  ),
  adjusted: defineAuditEvent("plan.adjusted", "plan", z.strictObject({ version: z.number() })),
  spent: defineAuditEvent(
    "plan.spent",
    "plan",
    z.strictObject({ spending: z.string(), line: z.string(), amount: z.string() }),
  ),
  spendingCancelled: defineAuditEvent(
    "plan.spendingCancelled",
    "plan",
    z.strictObject({ spending: z.string() }),
  ),
  taskGiven: defineAuditEvent("planTask.given", "planTask", z.strictObject({ plan: z.string() })),
  taskMoved: defineAuditEvent(
    "planTask.moved",
    "planTask",
    z.strictObject({
      act: z.string(),
      /** How many files came with an answer. */
      files: z.int().optional(),
    }),
  ),
} as const;
