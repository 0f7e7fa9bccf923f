import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const letter = "letter";

/** What is audited of letters. */
export const letterEvents = {
  saved: defineAuditEvent("letter.saved", letter, z.strictObject({})),
  issued: defineAuditEvent(
    "letter.issued",
    letter,
    z.strictObject({ kind: z.string(), number: z.string(), issuedOn: z.string() }),
  ),
} as const;
