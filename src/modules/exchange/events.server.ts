import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const key = "apiKey";
const webhook = "webhook";

/** What is audited of keys and webhooks; never a key or a secret. */
export const events = {
  keyGiven: defineAuditEvent(
    "apiKey.given",
    key,
    z.strictObject({ name: z.string(), prefix: z.string(), perMinute: z.int() }),
  ),
  keyRevoked: defineAuditEvent("apiKey.revoked", key, z.strictObject({ prefix: z.string() })),
  webhookMade: defineAuditEvent(
    "webhook.made",
    webhook,
    z.strictObject({ name: z.string(), url: z.string() }),
  ),
  webhookMoved: defineAuditEvent(
    "webhook.moved",
    webhook,
    z.strictObject({ from: z.string(), to: z.string() }),
  ),
} as const;
