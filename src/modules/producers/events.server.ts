import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";
import { ProducerKind } from "./model.ts";
import { PaperKind } from "./model/papers.ts";

const producer = "producer";
const paper = "paper";
const fields = z.strictObject({ fields: z.array(z.string()) });

/** What happens to producers and their papers, as the audit log keeps it: no names, no numbers of people. */
export const events = {
  opened: defineAuditEvent("producer.opened", producer, z.strictObject({ kind: ProducerKind })),
  updated: defineAuditEvent("producer.updated", producer, fields),
  formChanged: defineAuditEvent(
    "producer.formChanged",
    producer,
    z.strictObject({ from: ProducerKind, to: ProducerKind, on: z.string() }),
  ),
  representativeSaved: defineAuditEvent(
    "producer.representativeSaved",
    producer,
    z.strictObject({}),
  ),
  yearSaved: defineAuditEvent("producer.yearSaved", producer, z.strictObject({ year: z.int() })),
  memberAdded: defineAuditEvent(
    "producer.memberAdded",
    producer,
    z.strictObject({ userId: z.uuid(), role: z.string() }),
  ),
  memberRemoved: defineAuditEvent(
    "producer.memberRemoved",
    producer,
    z.strictObject({ userId: z.uuid(), role: z.string() }),
  ),
  paperKept: defineAuditEvent(
    "paper.kept",
    paper,
    z.strictObject({
      producerId: z.uuid(),
      kind: PaperKind,
      digest: z.string().nullable(),
      replaces: z.uuid().nullable(),
    }),
  ),
  paperUpdated: defineAuditEvent("paper.updated", paper, fields),
  paperArchived: defineAuditEvent(
    "paper.archived",
    paper,
    z.strictObject({ producerId: z.uuid() }),
  ),
  uploadRefused: defineAuditEvent(
    "upload.refused",
    "upload",
    z.strictObject({ producerId: z.uuid(), reason: z.string() }),
  ),
} as const;
