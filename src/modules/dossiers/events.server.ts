import { z } from "zod";
import { type AuditEvent, defineAuditEvent } from "#core/audit/event.ts";
import {
  dossierKindNames,
  dossierStateNames,
  filePurposes,
  type FilePurpose,
  sampleActs,
  type SampleAct,
} from "./model.ts";
import { type DossierAction, transitions } from "./transitions.ts";

const dossier = "dossier";
const state = z.enum(dossierStateNames);

/** Details of a step: where from and where to; the digest of what was filed, the slip's number. */
const Step = z.strictObject({
  from: state,
  to: state,
  fromStage: z.string().nullable(),
  toStage: z.string().nullable(),
  filingDigest: z.string().optional(),
  number: z.string().optional(),
});

/** The audit events of the transitions, by action. */
export const stepEvents = Object.fromEntries(
  transitions.map(({ action }) => [action, defineAuditEvent(`dossier.${action}`, dossier, Step)]),
) as Record<DossierAction, AuditEvent<typeof Step>>;

const purposes = Object.keys(filePurposes) as [FilePurpose, ...FilePurpose[]];
const acts = Object.keys(sampleActs) as [SampleAct, ...SampleAct[]];

/** What else happens to a dossier. Answers of a draft are not audited: their filing's digest is. */
export const events = {
  opened: defineAuditEvent(
    "dossier.opened",
    dossier,
    z.strictObject({
      kind: z.enum(dossierKindNames),
      regime: z.string(),
      set: z.string(),
      onBehalf: z.boolean(),
      recorded: z.boolean(),
    }),
  ),
  editedOnBehalf: defineAuditEvent(
    "dossier.editedOnBehalf",
    dossier,
    z.strictObject({ part: z.string() }),
  ),
  setChanged: defineAuditEvent(
    "dossier.setChanged",
    dossier,
    z.strictObject({ from: z.string(), to: z.string(), regime: z.string() }),
  ),
  confirmationAsked: defineAuditEvent("dossier.confirmationAsked", dossier, z.strictObject({})),
  confirmed: defineAuditEvent(
    "dossier.confirmed",
    dossier,
    z.strictObject({ by: z.enum(["code", "sheet"]), sheet: z.string().nullable() }),
  ),
  reviewSaved: defineAuditEvent(
    "dossier.reviewSaved",
    dossier,
    z.strictObject({ stage: z.string(), parts: z.array(z.string()) }),
  ),
  fileKept: defineAuditEvent(
    "dossier.fileKept",
    dossier,
    z.strictObject({ purpose: z.enum(purposes), digest: z.string() }),
  ),
  samplesRecorded: defineAuditEvent(
    "dossier.samplesRecorded",
    dossier,
    z.strictObject({ act: z.enum(acts), quantity: z.int() }),
  ),
  roundSet: defineAuditEvent("dossier.roundSet", dossier, z.strictObject({ round: z.string() })),
  roundOpened: defineAuditEvent(
    "dossierRound.opened",
    "dossierRound",
    z.strictObject({ stage: z.string(), year: z.int(), code: z.string(), extra: z.boolean() }),
  ),
  messageWritten: defineAuditEvent(
    "dossier.messageWritten",
    dossier,
    z.strictObject({ to: z.enum(["producer", "office"]) }),
  ),
} as const;
