import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

/** What is audited of ideas, campaigns and the calendar; never who an applicant is. */
export const cycleEvents = {
  ideaRegistered: defineAuditEvent(
    "idea.registered",
    "idea",
    z.strictObject({ channel: z.string(), track: z.string(), year: z.int() }),
  ),
  ideaMoved: defineAuditEvent(
    "idea.moved",
    "idea",
    z.strictObject({ step: z.string(), from: z.string(), to: z.string(), year: z.int() }),
  ),
  ideaLinked: defineAuditEvent("idea.linked", "idea", z.strictObject({ producer: z.string() })),
  tieDeclared: defineAuditEvent(
    "cycle.tieDeclared",
    "cycleTie",
    z.strictObject({
      idea: z.string().nullable(),
      plan: z.string().nullable(),
      /** Null: the officer says that there is none. */
      kind: z.string().nullable(),
    }),
  ),
  datesSet: defineAuditEvent(
    "cycle.datesSet",
    "cycleStep",
    z.strictObject({
      year: z.int(),
      step: z.string(),
      /** `2026-03-01/2026-04-30`; empty: back to the shipped days. */
      spans: z.array(z.string()),
    }),
  ),
  campaignSaved: defineAuditEvent(
    "cycle.campaignSaved",
    "campaign",
    z.strictObject({ year: z.int(), topics: z.int(), mediaPerMonth: z.int() }),
  ),
  recordSaved: defineAuditEvent(
    "cycle.recordSaved",
    "cycleRecord",
    z.strictObject({ kind: z.enum(["meeting", "media"]), on: z.string() }),
  ),
  recordDropped: defineAuditEvent(
    "cycle.recordDropped",
    "cycleRecord",
    z.strictObject({ kind: z.enum(["meeting", "media"]), reason: z.string() }),
  ),
} as const;
