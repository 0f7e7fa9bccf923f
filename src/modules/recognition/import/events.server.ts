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
      ...counts,
    }),
  ),
  undone: defineAuditEvent("register.undone", "registerImport", z.strictObject(counts)),
} as const;
