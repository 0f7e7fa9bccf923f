import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";
import { attendances, roundKinds } from "./model.ts";

const session = "councilSession";
const item = "sessionItem";
const result = "councilResult";
const account = z.uuid();
const nothing = z.strictObject({});
const names = <Key extends string>(words: Readonly<Record<Key, string>>) =>
  z.enum(Object.keys(words) as [Key, ...Key[]]);

/** What is audited of sessions as they run. Nothing that depends on a hidden score. */
export const runEvents = {
  upperResultEntered: defineAuditEvent(
    "upperResult.entered",
    "upperResult",
    z.strictObject({
      dossier: z.uuid(),
      mean: z.string(),
      stars: z.int(),
      letter: z.string(),
      copy: z.string(),
    }),
  ),
  attendance: defineAuditEvent(
    "councilSession.attendanceTaken",
    session,
    z.strictObject({ attendance: names(attendances), accounts: z.array(account) }),
  ),
  closed: defineAuditEvent(
    "councilSession.closed",
    session,
    z.strictObject({ concluded: z.int(), rejected: z.int(), postponed: z.int() }),
  ),
  reopened: defineAuditEvent("councilSession.reopened", session, nothing),
  converted: defineAuditEvent(
    "councilSession.converted",
    session,
    z.strictObject({ to: z.uuid(), items: z.int() }),
  ),
  meetingAsked: defineAuditEvent("councilSession.meetingAsked", session, nothing),
  noted: defineAuditEvent(
    "sessionItem.noted",
    item,
    z.strictObject({ parts: z.array(z.enum(["samples", "presentation", "discussion"])) }),
  ),
  scoringStarted: defineAuditEvent(
    "sessionItem.scoringStarted",
    item,
    z.strictObject({ round: z.int(), kind: names(roundKinds) }),
  ),
  revealed: defineAuditEvent(
    "sessionItem.revealed",
    item,
    z.strictObject({ round: z.int(), sheets: z.int(), recused: z.int(), absent: z.int() }),
  ),
  postponed: defineAuditEvent("sessionItem.postponed", item, nothing),
  verdict: defineAuditEvent(
    "sessionItem.verdictGiven",
    item,
    z.strictObject({ round: z.int(), rejected: z.boolean(), stopAt: z.string().nullable() }),
  ),
  concluded: defineAuditEvent(
    "councilResult.closed",
    result,
    z.strictObject({
      item: z.uuid(),
      version: z.int(),
      digest: z.string(),
      stars: z.int(),
      rejected: z.boolean(),
    }),
  ),
  reopeningAsked: defineAuditEvent("councilResult.reopeningAsked", result, nothing),
  reopeningAnswered: defineAuditEvent(
    "councilResult.reopeningAnswered",
    result,
    z.strictObject({ agreed: z.boolean() }),
  ),
} as const;
