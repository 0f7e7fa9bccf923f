import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";
import { Digest, Id } from "../model.ts";

/** Never points or stars: the log is read before a round is shown. */
const facts = { item: Id, round: z.int(), member: Id };

/** What happens to sheets, as the audit log keeps it. Single answers are not logged: the seal is. */
export const sheetEvents = {
  signed: defineAuditEvent(
    "sheet.signed",
    "sheet",
    z.strictObject({ ...facts, digest: Digest, with: z.enum(["password", "totp"]) }),
  ),
  paperEntered: defineAuditEvent(
    "sheet.paperEntered",
    "sheet",
    z.strictObject({ ...facts, scan: Digest, digest: Digest }),
  ),
  paperConfirmed: defineAuditEvent(
    "sheet.paperConfirmed",
    "sheet",
    z.strictObject({ ...facts, scan: Digest, digest: Digest, enteredBy: Id }),
  ),
  paperRefused: defineAuditEvent(
    "sheet.paperRefused",
    "sheet",
    z.strictObject({ ...facts, scan: Digest }),
  ),
};
