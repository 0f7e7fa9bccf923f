import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const plan = "inspectionPlan";
const inspection = "inspection";
const finding = "inspectionFinding";
const nothing = z.strictObject({});

/** What is audited of plans, inspections and findings. */
export const events = {
  planOpened: defineAuditEvent("inspectionPlan.opened", plan, z.strictObject({ year: z.int() })),
  planChanged: defineAuditEvent(
    "inspectionPlan.changed",
    plan,
    z.strictObject({ days: z.string() }),
  ),
  planDropped: defineAuditEvent(
    "inspectionPlan.dropped",
    plan,
    z.strictObject({ visits: z.int() }),
  ),
  planApproved: defineAuditEvent(
    "inspectionPlan.approved",
    plan,
    z.strictObject({ number: z.string(), on: z.string() }),
  ),
  planClosed: defineAuditEvent("inspectionPlan.closed", plan, nothing),
  planned: defineAuditEvent(
    "inspection.planned",
    inspection,
    z.strictObject({
      kind: z.string(),
      recognition: z.string(),
      plan: z.string().nullable(),
      lead: z.string(),
      plannedOn: z.string(),
      score: z.int(),
      drawn: z.boolean(),
    }),
  ),
  changed: defineAuditEvent(
    "inspection.changed",
    inspection,
    z.strictObject({ lead: z.string(), plannedOn: z.string() }),
  ),
  cancelled: defineAuditEvent("inspection.cancelled", inspection, nothing),
  fileKept: defineAuditEvent(
    "inspection.fileKept",
    inspection,
    z.strictObject({ purpose: z.string(), digest: z.string() }),
  ),
  visited: defineAuditEvent(
    "inspection.visited",
    inspection,
    z.strictObject({
      visit: z.string(),
      version: z.int(),
      on: z.string(),
      notKept: z.int(),
      photos: z.int(),
    }),
  ),
  concluded: defineAuditEvent(
    "inspection.concluded",
    inspection,
    z.strictObject({ findings: z.int(), referred: z.int(), minutes: z.string().optional() }),
  ),
  findingMoved: defineAuditEvent(
    "inspectionFinding.moved",
    finding,
    z.strictObject({ step: z.string(), state: z.string(), dueOn: z.string().nullable() }),
  ),
} as const;
