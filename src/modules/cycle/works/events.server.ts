import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";
import { taskStepChoices } from "./model.ts";

const plan = "businessPlan";
const option = z.int().nullable();

/** What is audited of carrying a plan out; the subject is the plan. */
export const workEvents = {
  taskAdded: defineAuditEvent(
    "businessPlan.taskAdded",
    plan,
    z.strictObject({ task: z.string(), criterion: z.string().nullable() }),
  ),
  taskChanged: defineAuditEvent(
    "businessPlan.taskChanged",
    plan,
    z.strictObject({ task: z.string() }),
  ),
  taskMoved: defineAuditEvent(
    "businessPlan.taskMoved",
    plan,
    z.strictObject({ task: z.string(), step: z.enum(taskStepChoices) }),
  ),
  standingSet: defineAuditEvent(
    "businessPlan.standingSet",
    plan,
    z.strictObject({ criterion: z.string(), from: option, to: option }),
  ),
  photoKept: defineAuditEvent(
    "businessPlan.photoKept",
    plan,
    z.strictObject({ digest: z.string() }),
  ),
  visited: defineAuditEvent(
    "businessPlan.visited",
    plan,
    z.strictObject({ visit: z.string(), photos: z.int() }),
  ),
} as const;
