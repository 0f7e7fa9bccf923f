import {
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { storedFiles } from "#core/files/schema.server.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type { Recommendation } from "../model.ts";
import type { ConsultFilePurpose, ReportContent } from "./model.ts";
import { councils } from "../schema.server.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const account = (name: string) => uuid(name).references(() => users.id);
const ofDossier = () =>
  uuid("dossier_id")
    .notNull()
    .references(() => dossiers.id);

/** Dossiers given to consultants of a team. */
export const consultAssignments = pgTable(
  "consult_assignments",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    dossierId: ofDossier(),
    stage: text("stage").notNull(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => councils.id),
    userId: account("user_id").notNull(),
    dueOn: day("due_on"),
    assignedBy: account("assigned_by").notNull(),
    assignedAt: instant("assigned_at").notNull().defaultNow(),
    /** When the consultant handed the review in; null while at work. */
    submittedAt: instant("submitted_at"),
    /** Given to somebody else; the row stays. */
    withdrawnAt: instant("withdrawn_at"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    unique("consult_assignments_once").on(table.dossierId, table.stage, table.userId),
    index("consult_assignments_user_idx").on(table.userId, table.submittedAt),
  ],
);

/** The option that a consultant finds for a criterion, why, and on which papers. */
export const consultFindings = pgTable(
  "consult_findings",
  {
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => consultAssignments.id),
    criterion: text("criterion").notNull(),
    option: integer("option"),
    reason: text("reason"),
    /** Ids of papers of the filing. */
    papers: jsonb("papers").$type<readonly string[]>().notNull().default([]),
    version: integer("version").notNull().default(1),
    writeId: uuid("write_id").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.criterion] })],
);

/** A visit to the place of production. The id is the device's: a visit sent twice is one. */
export const consultSurveys = pgTable(
  "consult_surveys",
  {
    id: uuid("id").primaryKey(),
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => consultAssignments.id),
    dossierId: ofDossier(),
    on: day("on_day").notNull(),
    /** WGS 84 degrees; accuracy in metres. */
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    accuracy: doublePrecision("accuracy"),
    people: text("people").notNull(),
    findings: text("findings").notNull(),
    /** Stored pictures, and the signature drawn on the screen. */
    photos: jsonb("photos").$type<readonly string[]>().notNull().default([]),
    signatureDigest: text("signature_digest").references(() => storedFiles.digest),
    signedName: text("signed_name"),
    deviceAt: instant("device_at"),
    version: integer("version").notNull().default(1),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [index("consult_surveys_dossier_idx").on(table.dossierId)],
);

/**
 * Contents taken in for the review of a dossier. What a survey or a test names must be here for
 * the same dossier: knowing the digest of another one's file gets nobody to it.
 */
export const consultFiles = pgTable(
  "consult_files",
  {
    dossierId: ofDossier(),
    purpose: text("purpose").$type<ConsultFilePurpose>().notNull(),
    digest: text("digest")
      .notNull()
      .references(() => storedFiles.digest),
    storedBy: account("stored_by").notNull(),
    storedAt: instant("stored_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.purpose, table.digest] })],
);

/** Laboratory tests asked for during the review. */
export const labTests = pgTable(
  "lab_tests",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dossierId: ofDossier(),
    stage: text("stage").notNull(),
    indicators: text("indicators").notNull(),
    reason: text("reason").notNull(),
    lab: text("lab"),
    askedBy: account("asked_by").notNull(),
    askedOn: day("asked_on").notNull(),
    dueOn: day("due_on"),
    receivedOn: day("received_on"),
    resultDigest: text("result_digest").references(() => storedFiles.digest),
    verdict: text("verdict").$type<"met" | "notMet">(),
    note: text("note"),
    version: integer("version").notNull().default(1),
  },
  (table) => [index("lab_tests_dossier_idx").on(table.dossierId)],
);

/**
 * The team's reports on a dossier to the chair, each frozen when it is handed in; a dossier that
 * was returned and filed again is reported on again.
 */
export const consultReports = pgTable(
  "consult_reports",
  {
    dossierId: ofDossier(),
    stage: text("stage").notNull(),
    seq: integer("seq").notNull().default(1),
    /** The filing that was reviewed; null for a past round without its papers. */
    filingDigest: text("filing_digest"),
    teamId: uuid("team_id")
      .notNull()
      .references(() => councils.id),
    summary: text("summary").notNull(),
    recommendation: text("recommendation").$type<Recommendation>().notNull(),
    /** Findings, surveys and tests as they stood. */
    content: jsonb("content").$type<ReportContent>().notNull(),
    digest: text("digest").notNull(),
    submittedBy: account("submitted_by").notNull(),
    submittedAt: instant("submitted_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.stage, table.seq] })],
);
