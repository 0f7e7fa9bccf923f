import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const subject = "practiceCase";
const nothing = z.strictObject({});

/** What is audited of reference dossiers. What somebody gave one in practice is nobody's record. */
export const events = {
  begun: defineAuditEvent(
    "practiceCase.begun",
    subject,
    z.strictObject({ regime: z.string(), set: z.string() }),
  ),
  written: defineAuditEvent("practiceCase.written", subject, z.strictObject({ version: z.int() })),
  closed: defineAuditEvent("practiceCase.closed", subject, nothing),
} as const;
