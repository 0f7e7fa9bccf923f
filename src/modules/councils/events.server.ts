import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";
import { conflictKindNames } from "./model.ts";

const council = "council";
const session = "councilSession";
const item = "sessionItem";
const account = z.uuid();
const nothing = z.strictObject({});

/** What is audited of councils, agendas and conflicts of interest. Never a score. */
export const events = {
  established: defineAuditEvent(
    "council.established",
    council,
    z.strictObject({
      kind: z.string(),
      level: z.string(),
      regime: z.string(),
      decision: z.string(),
    }),
  ),
  decisionKept: defineAuditEvent(
    "council.decisionKept",
    council,
    z.strictObject({ digest: z.string() }),
  ),
  ended: defineAuditEvent("council.ended", council, z.strictObject({ on: z.string() })),
  memberAdded: defineAuditEvent(
    "council.memberAdded",
    council,
    z.strictObject({ userId: account, duty: z.string(), scores: z.boolean() }),
  ),
  memberLeft: defineAuditEvent(
    "council.memberLeft",
    council,
    z.strictObject({ userId: account, duty: z.string() }),
  ),
  rulesAdopted: defineAuditEvent(
    "council.rulesAdopted",
    council,
    z.strictObject({ seq: z.int(), digest: z.string(), effectiveOn: z.string() }),
  ),
  sessionPlanned: defineAuditEvent(
    "councilSession.planned",
    session,
    z.strictObject({
      mode: z.string(),
      stage: z.string(),
      members: z.int(),
      recorded: z.boolean(),
    }),
  ),
  sessionOpened: defineAuditEvent(
    "councilSession.opened",
    session,
    z.strictObject({ rules: z.int(), rulesDigest: z.string(), items: z.int() }),
  ),
  sessionCancelled: defineAuditEvent("councilSession.cancelled", session, nothing),
  memberReplaced: defineAuditEvent(
    "councilSession.memberReplaced",
    session,
    z.strictObject({ out: account, in: account, duty: z.string() }),
  ),
  itemsAdded: defineAuditEvent(
    "councilSession.itemsAdded",
    session,
    z.strictObject({ dossiers: z.array(z.uuid()) }),
  ),
  itemRemoved: defineAuditEvent("sessionItem.removed", item, nothing),
  doubtRuled: defineAuditEvent("sessionItem.doubtRuled", item, z.strictObject({ doubts: z.int() })),
  declared: defineAuditEvent(
    "sessionItem.conflictDeclared",
    item,
    z.strictObject({ conflict: z.enum(conflictKindNames).nullable() }),
  ),
  tieAdded: defineAuditEvent(
    "interestTie.added",
    "interestTie",
    z.strictObject({
      userId: account,
      kind: z.enum(conflictKindNames),
      producerId: z.uuid().nullable(),
    }),
  ),
  tieEnded: defineAuditEvent("interestTie.ended", "interestTie", nothing),
  consultancyAdded: defineAuditEvent(
    "consultancy.added",
    "consultancy",
    z.strictObject({ producerId: z.uuid() }),
  ),
  aliasAdded: defineAuditEvent(
    "organisation.aliasAdded",
    "organisation",
    z.strictObject({ names: z.array(z.string()) }),
  ),
  aliasRemoved: defineAuditEvent(
    "organisation.aliasRemoved",
    "organisation",
    z.strictObject({ names: z.array(z.string()) }),
  ),
  homeSet: defineAuditEvent("homeCommune.set", "homeCommune", nothing),
  recused: defineAuditEvent(
    "sessionItem.memberRecused",
    item,
    z.strictObject({ userId: account, kinds: z.array(z.enum(conflictKindNames)) }),
  ),
} as const;
