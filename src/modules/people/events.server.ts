import { z } from "zod";
import { roles } from "#core/access/roles.ts";
import { defineAuditEvent } from "#core/audit/event.ts";

const account = "account";
const method = z.enum(["password", "oidc"]);

/** What happens to accounts, as the audit log keeps it: identifiers and values, never names. */
export const events = {
  signedIn: defineAuditEvent("account.signedIn", account, z.strictObject({ method })),
  signInFailed: defineAuditEvent(
    "account.signInFailed",
    account,
    z.strictObject({ reason: z.enum(["password", "disabled"]) }),
  ),
  secondFactorShown: defineAuditEvent(
    "account.secondFactorShown",
    account,
    z.strictObject({ backupCode: z.boolean() }),
  ),
  secondFactorFailed: defineAuditEvent("account.secondFactorFailed", account, z.strictObject({})),
  secondFactorEnrolled: defineAuditEvent(
    "account.secondFactorEnrolled",
    account,
    z.strictObject({}),
  ),
  backupCodesRenewed: defineAuditEvent("account.backupCodesRenewed", account, z.strictObject({})),
  passwordChanged: defineAuditEvent(
    "account.passwordChanged",
    account,
    z.strictObject({ first: z.boolean() }),
  ),
  sessionsEnded: defineAuditEvent(
    "account.sessionsEnded",
    account,
    z.strictObject({ count: z.int() }),
  ),
  created: defineAuditEvent(
    "account.created",
    account,
    z.strictObject({ role: z.enum(roles), placePath: z.string() }),
  ),
  signedUp: defineAuditEvent(
    "account.signedUp",
    account,
    z.strictObject({ by: z.enum(["phone", "email"]), placePath: z.string() }),
  ),
  updated: defineAuditEvent(
    "account.updated",
    account,
    z.strictObject({ fields: z.array(z.string()) }),
  ),
  disabled: defineAuditEvent("account.disabled", account, z.strictObject({})),
  enabled: defineAuditEvent("account.enabled", account, z.strictObject({})),
  passwordReset: defineAuditEvent(
    "account.passwordReset",
    account,
    z.strictObject({ secondFactorRemoved: z.boolean() }),
  ),
  roleGranted: defineAuditEvent(
    "account.roleGranted",
    account,
    z.strictObject({ role: z.enum(roles), placePath: z.string() }),
  ),
  roleRevoked: defineAuditEvent(
    "account.roleRevoked",
    account,
    z.strictObject({ role: z.enum(roles), placePath: z.string() }),
  ),
  agencySaved: defineAuditEvent(
    "agency.saved",
    "agency",
    z.strictObject({
      fields: z.array(z.string()),
      until: z.string().nullable(),
      successor: z.string().nullable(),
    }),
  ),
  nationalLinked: defineAuditEvent(
    "account.nationalLinked",
    account,
    z.strictObject({ linked: z.boolean() }),
  ),
} as const;
