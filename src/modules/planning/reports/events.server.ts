import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const report = "report";

/** What is audited of reports. */
export const events = {
  opened: defineAuditEvent(
    "report.opened",
    report,
    z.strictObject({
      unit: z.string(),
      year: z.int(),
      quarter: z.int().nullable(),
      edition: z.int(),
    }),
  ),
  written: defineAuditEvent(
    "report.written",
    report,
    z.strictObject({ block: z.string(), length: z.int() }),
  ),
  sent: defineAuditEvent(
    "report.sent",
    report,
    z.strictObject({ digest: z.string(), figures: z.int(), rows: z.int() }),
  ),
} as const;
