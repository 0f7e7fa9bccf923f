import { sql } from "drizzle-orm";
import {
  check,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { storedFiles } from "#core/files/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type {
  FilePurpose,
  IssuedPaperKind,
  ReturnItem,
  ReviewTopic,
  SampleAct,
  TopicFinding,
} from "../model.ts";
import { dossiers } from "../schema.server.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const author = (name: string) => uuid(name).references(() => users.id);
const ofDossier = () =>
  uuid("dossier_id")
    .notNull()
    .references(() => dossiers.id);

/** Why a dossier was returned, item by item; the producer ticks what has been mended. */
export const dossierReturns = pgTable(
  "dossier_returns",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dossierId: ofDossier(),
    stage: text("stage").notNull(),
    reason: text("reason").notNull(),
    items: jsonb("items").$type<readonly (ReturnItem & { answered: boolean })[]>().notNull(),
    returnedBy: author("returned_by").notNull(),
    returnedAt: instant("returned_at").notNull().defaultNow(),
    resubmittedAt: instant("resubmitted_at"),
  },
  (table) => [
    uniqueIndex("dossier_returns_open")
      .on(table.dossierId)
      .where(sql`${table.resubmittedAt} is null`),
  ],
);

/** Numbered slips: "Phiếu số …/PĐK-(tỉnh)-(xã)-(năm)", one gapless series for each office and year. */
export const dossierNumbers = pgTable(
  "dossier_numbers",
  {
    dossierId: ofDossier(),
    stage: text("stage").notNull(),
    provinceCode: text("province_code").notNull(),
    /** The office's unit: a commune, or the province itself. */
    officeCode: text("office_code").notNull(),
    year: integer("year").notNull(),
    number: integer("number").notNull(),
    numberText: text("number_text").notNull(),
    receivedBy: author("received_by").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.dossierId, table.stage] }),
    unique("dossier_numbers_once").on(
      table.provinceCode,
      table.officeCode,
      table.year,
      table.number,
    ),
  ],
);

/** Last number given out by an office in a year; a row, never a sequence, so that no number is skipped. */
export const dossierCounters = pgTable(
  "dossier_counters",
  {
    provinceCode: text("province_code").notNull(),
    officeCode: text("office_code").notNull(),
    year: integer("year").notNull(),
    last: integer("last").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provinceCode, table.officeCode, table.year] })],
);

/** What a commune found of one topic. */
export type TopicReport = { finding: TopicFinding | null; comment: string };
/** A visit to the place of production. Position in WGS 84 degrees. */
export type ReviewVisit = {
  on: string;
  latitude: number | null;
  longitude: number | null;
  people: string;
  note: string;
  photos: readonly string[];
};
/** A consultation meeting. */
export type ReviewMeeting = { on: string; place: string; people: string; minutes: string };

/** The commune's report (Mẫu 03): one for a dossier and stage. */
export const communeReviews = pgTable(
  "commune_reviews",
  {
    dossierId: ofDossier(),
    stage: text("stage").notNull(),
    /** Completeness items that the officer has looked at. */
    checked: jsonb("checked").$type<readonly string[]>().notNull().default([]),
    topics: jsonb("topics").$type<Readonly<Partial<Record<ReviewTopic, TopicReport>>>>().notNull(),
    visit: jsonb("visit").$type<ReviewVisit>(),
    meeting: jsonb("meeting").$type<ReviewMeeting>(),
    /** What the commune asks of the level above. */
    request: text("request"),
    /** The signed report, scanned. */
    signedDigest: text("signed_digest").references(() => storedFiles.digest),
    /** The signed letter that asks the level above, scanned. */
    signedRequestDigest: text("signed_request_digest").references(() => storedFiles.digest),
    version: integer("version").notNull().default(1),
    updatedBy: author("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.stage] })],
);

/**
 * Contents that an office took in for a dossier. What a report or a confirmation names must be
 * here for the same dossier: knowing the digest of another one's file gets nobody to it.
 */
export const dossierFiles = pgTable(
  "dossier_files",
  {
    dossierId: ofDossier(),
    purpose: text("purpose").$type<FilePurpose>().notNull(),
    digest: text("digest")
      .notNull()
      .references(() => storedFiles.digest),
    storedBy: author("stored_by").notNull(),
    storedAt: instant("stored_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.purpose, table.digest] })],
);

/** Who had the samples when. Append-only. */
export const dossierSamples = pgTable(
  "dossier_samples",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dossierId: ofDossier(),
    seq: integer("seq").notNull(),
    act: text("act").$type<SampleAct>().notNull(),
    quantity: integer("quantity").notNull(),
    giver: text("giver").notNull(),
    taker: text("taker").notNull(),
    condition: text("condition").notNull(),
    onDay: day("on_day").notNull(),
    recordedBy: author("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (table) => [
    unique("dossier_samples_once").on(table.dossierId, table.seq),
    check("dossier_samples_quantity", sql`${table.quantity} > 0`),
  ],
);

/** Papers about a dossier that were issued elsewhere in the program, for its producer to open. Append-only. */
export const dossierIssuedPapers = pgTable(
  "dossier_issued_papers",
  {
    dossierId: ofDossier(),
    kind: text("kind").$type<IssuedPaperKind>().notNull(),
    numberText: text("number_text").notNull(),
    issuedOn: day("issued_on").notNull(),
    keptAt: instant("kept_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.kind] })],
);
