import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const counts = {
  producers: z.int(),
  products: z.int(),
  recognitions: z.int(),
};

/** What is audited of imports of registers, once in every province that they touch. */
export const importEvents = {
  applied: defineAuditEvent(
    "register.imported",
    "registerImport",
    z.strictObject({
      digest: z.string(),
      layout: z.string(),
      rows: z.int(),
      refused: z.int(),
      /** What a person settled before; none in the rows of the first versions. */
      settled: z.int().optional(),
      ...counts,
    }),
  ),
  /** Recognitions that a register told of without their day were given their decision. */
  completed: defineAuditEvent(
    "register.completed",
    "registerImport",
    z.strictObject({
      entries: z.int(),
      recognitions: z.int(),
      decision: z.string(),
      signedOn: z.string(),
    }),
  ),
  undone: defineAuditEvent("register.undone", "registerImport", z.strictObject(counts)),
} as const;
