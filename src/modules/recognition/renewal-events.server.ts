import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const recognition = "recognition";

/** What is audited of the end and prolonging of recognitions. */
export const renewalEvents = {
  stopped: defineAuditEvent(
    "recognition.renewalStopped",
    recognition,
    z.strictObject({ reason: z.string() }),
  ),
  stopWithdrawn: defineAuditEvent(
    "recognition.renewalStopWithdrawn",
    recognition,
    z.strictObject({}),
  ),
  renewalOpened: defineAuditEvent(
    "recognition.renewalOpened",
    recognition,
    z.strictObject({ dossier: z.string() }),
  ),
  extended: defineAuditEvent(
    "recognition.extended",
    recognition,
    z.strictObject({ until: z.string(), basis: z.string() }),
  ),
} as const;
