import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const growingArea = "growingArea";
const version = z.strictObject({ version: z.int() });

/** What is audited of growing areas. */
export const events = {
  proposed: defineAuditEvent(
    "growingArea.proposed",
    growingArea,
    z.strictObject({
      version: z.int(),
      areaM2: z.int(),
      computedM2: z.int().nullable(),
      standard: z.string(),
      products: z.int(),
      public: z.boolean(),
    }),
  ),
  dropped: defineAuditEvent("growingArea.dropped", growingArea, version),
  accepted: defineAuditEvent("growingArea.accepted", growingArea, version),
  returned: defineAuditEvent("growingArea.returned", growingArea, version),
  ended: defineAuditEvent(
    "growingArea.ended",
    growingArea,
    z.strictObject({ version: z.int(), by: z.enum(["producer", "office"]) }),
  ),
} as const;
