import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

/** What is audited of outlines of units. */
export const boundaryEvents = {
  loaded: defineAuditEvent(
    "boundaries.loaded",
    "boundarySet",
    z.strictObject({
      level: z.string(),
      digest: z.string(),
      source: z.string(),
      units: z.int(),
      replaced: z.array(z.uuid()),
    }),
  ),
  withdrawn: defineAuditEvent(
    "boundaries.withdrawn",
    "boundarySet",
    z.strictObject({ level: z.string(), digest: z.string() }),
  ),
} as const;
