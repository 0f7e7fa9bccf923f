import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

/** What is audited of complaints; never what was told, nor by whom. */
export const complaintEvents = {
  received: defineAuditEvent(
    "complaint.received",
    "complaint",
    z.strictObject({ kind: z.string(), photo: z.boolean() }),
  ),
  settled: defineAuditEvent(
    "complaint.settled",
    "complaint",
    z.strictObject({
      state: z.string(),
      case: z.string().nullable(),
      inspection: z.string().nullable(),
    }),
  ),
} as const;
