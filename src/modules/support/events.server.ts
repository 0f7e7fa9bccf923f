import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const measure = "supportMeasure";
const claim = "supportClaim";
const course = "supportCourse";
const partner = "supportPartner";
/** Đồng as digits: more than a JSON number holds for sure. */
const dong = z.string().regex(/^\d+$/);

/** What is audited of support; amounts and identifiers, never names or reasons. */
export const events = {
  catalogueTaken: defineAuditEvent(
    "supportMeasure.catalogueTaken",
    measure,
    z.strictObject({ measures: z.int() }),
  ),
  measureSaved: defineAuditEvent(
    "supportMeasure.saved",
    measure,
    z.strictObject({ seq: z.int(), rateBp: z.int().nullable(), ceiling: dong.nullable() }),
  ),
  measureMoved: defineAuditEvent(
    "supportMeasure.moved",
    measure,
    z.strictObject({ state: z.string() }),
  ),
  measureOfficer: defineAuditEvent(
    "supportMeasure.officer",
    measure,
    z.strictObject({ account: z.string(), inCharge: z.boolean() }),
  ),
  measureAgency: defineAuditEvent(
    "supportMeasure.agency",
    measure,
    z.strictObject({ agency: z.string(), inCharge: z.boolean() }),
  ),
  rightsMet: defineAuditEvent(
    "supportMeasure.rightsMet",
    measure,
    z.strictObject({ rights: z.int() }),
  ),
  claimOpened: defineAuditEvent(
    "supportClaim.opened",
    claim,
    z.strictObject({ entitlement: z.string(), measureSeq: z.int() }),
  ),
  claimSaved: defineAuditEvent(
    "supportClaim.saved",
    claim,
    z.strictObject({ cost: dong, asked: dong }),
  ),
  claimPaper: defineAuditEvent(
    "supportClaim.paper",
    claim,
    z.strictObject({ key: z.string(), paper: z.string().nullable() }),
  ),
  claimMoved: defineAuditEvent(
    "supportClaim.moved",
    claim,
    z.strictObject({ step: z.string(), state: z.string(), amount: dong.nullable() }),
  ),
  budgetSaved: defineAuditEvent(
    "supportMeasure.budget",
    measure,
    z.strictObject({ year: z.int(), source: z.string(), amount: dong }),
  ),
  courseSaved: defineAuditEvent(
    "supportCourse.saved",
    course,
    z.strictObject({ fields: z.array(z.string()) }),
  ),
  courseMoved: defineAuditEvent(
    "supportCourse.moved",
    course,
    z.strictObject({ state: z.string() }),
  ),
  classOpened: defineAuditEvent(
    "supportCourse.classOpened",
    course,
    z.strictObject({ class: z.string() }),
  ),
  sessionAdded: defineAuditEvent(
    "supportCourse.sessionAdded",
    course,
    z.strictObject({ class: z.string(), on: z.string() }),
  ),
  sessionRemoved: defineAuditEvent(
    "supportCourse.sessionRemoved",
    course,
    z.strictObject({ class: z.string(), on: z.string() }),
  ),
  traineeAdded: defineAuditEvent(
    "supportCourse.traineeAdded",
    course,
    z.strictObject({ trainee: z.string(), kind: z.string() }),
  ),
  traineeRemoved: defineAuditEvent(
    "supportCourse.traineeRemoved",
    course,
    z.strictObject({ trainee: z.string(), class: z.string() }),
  ),
  attendanceNoted: defineAuditEvent(
    "supportCourse.attendanceNoted",
    course,
    z.strictObject({ session: z.string(), present: z.int(), absent: z.int() }),
  ),
  certified: defineAuditEvent(
    "supportCourse.certified",
    course,
    z.strictObject({ class: z.string(), certificates: z.int() }),
  ),
  partnerSaved: defineAuditEvent(
    "supportPartner.saved",
    partner,
    z.strictObject({ fields: z.array(z.string()) }),
  ),
  contractSaved: defineAuditEvent(
    "supportPartner.contractSaved",
    partner,
    z.strictObject({ contract: z.string(), amount: dong.nullable() }),
  ),
  adviceAdded: defineAuditEvent(
    "supportPartner.adviceAdded",
    partner,
    z.strictObject({ producer: z.string(), product: z.string().nullable() }),
  ),
  meetingSaved: defineAuditEvent(
    "supportMeeting.saved",
    "supportMeeting",
    z.strictObject({ lines: z.int() }),
  ),
} as const;
