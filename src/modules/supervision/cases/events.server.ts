import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

/** What is audited of cases about revocation. */
export const caseEvents = {
  opened: defineAuditEvent(
    "revocationCase.opened",
    "revocationCase",
    z.strictObject({ recognition: z.string(), origin: z.string(), ground: z.string() }),
  ),
  moved: defineAuditEvent(
    "revocationCase.moved",
    "revocationCase",
    z.strictObject({ act: z.string(), decision: z.string().nullable() }),
  ),
} as const;
