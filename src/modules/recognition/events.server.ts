import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const decision = "decision";
const certificate = "certificate";
const nothing = z.strictObject({});

/** What is audited of decisions and certificates. */
export const events = {
  drafted: defineAuditEvent(
    "decision.drafted",
    decision,
    z.strictObject({ kind: z.string(), items: z.int() }),
  ),
  draftSaved: defineAuditEvent("decision.draftSaved", decision, nothing),
  submitted: defineAuditEvent("decision.submitted", decision, nothing),
  takenBack: defineAuditEvent("decision.takenBack", decision, nothing),
  dropped: defineAuditEvent("decision.dropped", decision, nothing),
  issued: defineAuditEvent(
    "decision.issued",
    decision,
    z.strictObject({
      kind: z.string(),
      number: z.string(),
      signedOn: z.string(),
      certificates: z.array(z.string()),
      /** How the signer showed again who they are. */
      with: z.string().optional(),
    }),
  ),
  recorded: defineAuditEvent(
    "decision.recorded",
    decision,
    z.strictObject({
      number: z.string(),
      signedOn: z.string(),
      certificates: z.array(z.string()),
      /** Of a signed copy: whether its text bears the number and day, or somebody said so. */
      copy: z.string().optional(),
    }),
  ),
  copyKept: defineAuditEvent(
    "decision.signedCopyKept",
    decision,
    z.strictObject({ digest: z.string(), copy: z.string() }),
  ),
  recovered: defineAuditEvent(
    "recognition.paperRecovered",
    "recognition",
    z.strictObject({ on: z.string() }),
  ),
  sealed: defineAuditEvent(
    "certificate.sealed",
    certificate,
    z.strictObject({ key: z.string(), pdf: z.string(), authoritySeal: z.boolean() }),
  ),
  keyMade: defineAuditEvent("signingKey.made", "signingKey", nothing),
  keyRetired: defineAuditEvent("signingKey.retired", "signingKey", nothing),
} as const;
