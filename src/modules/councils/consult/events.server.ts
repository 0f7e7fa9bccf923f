import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const assignment = "consultAssignment";
const dossier = "dossier";
const account = z.uuid();

/** What is audited of a consult team's work. Single findings are not: what is handed in is. */
export const events = {
  assigned: defineAuditEvent(
    "consultAssignment.given",
    assignment,
    z.strictObject({ dossier: z.uuid(), userId: account, stage: z.string() }),
  ),
  withdrawn: defineAuditEvent(
    "consultAssignment.withdrawn",
    assignment,
    z.strictObject({ dossier: z.uuid(), userId: account }),
  ),
  reviewed: defineAuditEvent(
    "consultAssignment.submitted",
    assignment,
    z.strictObject({ dossier: z.uuid(), findings: z.int(), digest: z.string() }),
  ),
  takenBack: defineAuditEvent(
    "consultAssignment.takenBack",
    assignment,
    z.strictObject({ dossier: z.uuid() }),
  ),
  fileKept: defineAuditEvent(
    "dossier.consultFileKept",
    dossier,
    z.strictObject({ purpose: z.string(), digest: z.string() }),
  ),
  surveyed: defineAuditEvent(
    "dossier.surveyed",
    dossier,
    z.strictObject({ survey: z.uuid(), version: z.int(), photos: z.int() }),
  ),
  testAsked: defineAuditEvent("dossier.testAsked", dossier, z.strictObject({ test: z.uuid() })),
  testReceived: defineAuditEvent(
    "dossier.testReceived",
    dossier,
    z.strictObject({ test: z.uuid(), verdict: z.string(), result: z.string().nullable() }),
  ),
  reported: defineAuditEvent(
    "dossier.consultReported",
    dossier,
    z.strictObject({ stage: z.string(), seq: z.int(), digest: z.string() }),
  ),
} as const;
