import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const product = "product";
const picture = z.strictObject({ kind: z.string(), digest: z.string() });

/** What happens to products, as the audit log keeps it. */
export const events = {
  opened: defineAuditEvent(
    "product.opened",
    product,
    z.strictObject({ producerId: z.uuid(), regime: z.string(), set: z.string() }),
  ),
  updated: defineAuditEvent(
    "product.updated",
    product,
    z.strictObject({ fields: z.array(z.string()) }),
  ),
  pictureAdded: defineAuditEvent("product.pictureAdded", product, picture),
  pictureRemoved: defineAuditEvent("product.pictureRemoved", product, picture),
} as const;
