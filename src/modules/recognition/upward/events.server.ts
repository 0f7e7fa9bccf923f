import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const letter = "upwardLetter";
const nothing = z.strictObject({});

/** What is audited of letters to the level above. */
export const upwardEvents = {
  drafted: defineAuditEvent("upwardLetter.drafted", letter, z.strictObject({ items: z.int() })),
  saved: defineAuditEvent("upwardLetter.draftSaved", letter, nothing),
  dropped: defineAuditEvent("upwardLetter.dropped", letter, nothing),
  issued: defineAuditEvent(
    "upwardLetter.issued",
    letter,
    z.strictObject({
      number: z.string(),
      signedOn: z.string(),
      dossiers: z.array(z.uuid()),
    }),
  ),
  copyKept: defineAuditEvent(
    "upwardLetter.signedCopyKept",
    letter,
    // `copy`: whether its text bears the number and day, or somebody said so.
    z.strictObject({ digest: z.string(), copy: z.string().optional() }),
  ),
} as const;
