import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
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
import type { PlaceVersion } from "#modules/places/model.ts";
import { papers, producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import { rulebookVersions } from "#modules/rulebooks/schema.server.ts";
import type { Clock } from "./clocks.ts";
import type { SectionName } from "./forms/definitions.ts";
import type { SectionData } from "./forms/fields.ts";
import type {
  Channel,
  DossierKind,
  DossierState,
  FilePurpose,
  MessageKind,
  ReturnItem,
  ReviewTopic,
  SampleAct,
  TopicFinding,
} from "./model.ts";
import type { DossierAction } from "./transitions.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const author = (name: string) => uuid(name).references(() => users.id);
const ofDossier = () =>
  uuid("dossier_id")
    .notNull()
    .references(() => dossiers.id);

/** The rounds that a province holds in a year: those of the decision, and extra ones of its council rules. */
export const dossierRounds = pgTable(
  "dossier_rounds",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    regime: text("regime").notNull(),
    stage: text("stage").notNull(),
    year: integer("year").notNull(),
    code: text("code").notNull(),
    requestedBefore: day("requested_before").notNull(),
    heldBefore: day("held_before").notNull(),
    /** The council rules and plan behind an extra round; null for one of the decision. */
    basis: text("basis"),
    createdBy: author("created_by"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("dossier_rounds_once").on(
      table.provinceCode,
      table.regime,
      table.stage,
      table.year,
      table.code,
    ),
    check("dossier_rounds_days", sql`${table.requestedBefore} < ${table.heldBefore}`),
  ],
);

/**
 * Dossiers as they stand. `unit_version` and `unit_code` are the unit that the dossier was made
 * in; `unit_path` the same place in today's tree, for scopes. Names are as at the last filing,
 * so that boards read one table.
 */
export const dossiers = pgTable(
  "dossiers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitVersion: text("unit_version").$type<PlaceVersion>().notNull(),
    unitCode: text("unit_code").notNull(),
    unitPath: text("unit_path").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    producerName: text("producer_name").notNull(),
    productName: text("product_name").notNull(),
    kind: text("kind").$type<DossierKind>().notNull(),
    regime: text("regime").notNull(),
    setCode: text("set_code").notNull(),
    rulebookDigest: text("rulebook_digest")
      .notNull()
      .references(() => rulebookVersions.digest),
    state: text("state").$type<DossierState>().notNull().default("draft"),
    /** Id of the stage of the regime's procedure; null for a draft. */
    stage: text("stage"),
    stateSince: instant("state_since").notNull().defaultNow(),
    clock: jsonb("clock").$type<Clock>(),
    /** Last day of the stage's clock; null while it does not run. For boards. */
    dueOn: day("due_on"),
    roundId: uuid("round_id").references(() => dossierRounds.id),
    /** Day of the first filing, in Vietnam; the regime and its stages are those of this day. */
    filedOn: day("filed_on"),
    /** The dossier that an upgrade or renewal goes back to, if it is in the platform. */
    previousId: uuid("previous_id"),
    /** The certificate's last day, for a renewal; from the recognition before. */
    certificateExpiresOn: day("certificate_expires_on"),
    previousStars: integer("previous_stars"),
    /** A round of the past entered as it was. */
    isRecorded: boolean("is_recorded").notNull().default(false),
    /** Entered by an officer for the producer, who has to confirm it before it counts. */
    isOnBehalf: boolean("is_on_behalf").notNull().default(false),
    confirmedAt: instant("confirmed_at"),
    /** Number of the slip of the stage that the dossier lies at. */
    numberText: text("number_text"),
    /** Self-score at the last filing. */
    selfTotal: integer("self_total"),
    selfStars: integer("self_stars"),
    isDemo: boolean("is_demo").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    // Drafts of one product may not pile up, and nothing is filed twice while it is under way.
    uniqueIndex("dossiers_one_under_way")
      .on(table.productId)
      .where(
        sql`${table.state} not in ('decided', 'notRecognised', 'rejected', 'withdrawn') and not ${table.isRecorded}`,
      ),
    index("dossiers_board_idx").on(table.provinceCode, table.state, table.dueOn),
    index("dossiers_unit_idx").on(table.unitPath.op("text_pattern_ops"), table.state),
    index("dossiers_producer_idx").on(table.producerId),
  ],
);

/** The option claimed for a criterion. */
export const dossierAnswers = pgTable(
  "dossier_answers",
  {
    dossierId: ofDossier(),
    criterion: text("criterion").notNull(),
    /** Option number, from 1; null: only a note so far. */
    option: integer("option"),
    note: text("note"),
    version: integer("version").notNull().default(1),
    updatedBy: author("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.criterion] })],
);

/** Papers of the vault that back a criterion. */
export const dossierEvidence = pgTable(
  "dossier_evidence",
  {
    dossierId: ofDossier(),
    criterion: text("criterion").notNull(),
    paperId: uuid("paper_id")
      .notNull()
      .references(() => papers.id),
    attachedBy: author("attached_by").notNull(),
    attachedAt: instant("attached_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.dossierId, table.criterion, table.paperId] }),
    index("dossier_evidence_paper_idx").on(table.paperId),
  ],
);

/** Written parts of Mẫu 01 and Mẫu 02 as they stand. */
export const dossierSections = pgTable(
  "dossier_sections",
  {
    dossierId: ofDossier(),
    section: text("section").$type<SectionName>().notNull(),
    data: jsonb("data").$type<SectionData>().notNull(),
    version: integer("version").notNull().default(1),
    updatedBy: author("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.section] })],
);

/** What was filed, frozen. The program may add rows and read them (migrations/guards.sql). */
export const dossierFilings = pgTable(
  "dossier_filings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dossierId: ofDossier(),
    provinceCode: text("province_code").notNull(),
    /** 1 for the first filing, one more for each resubmission. */
    seq: integer("seq").notNull(),
    snapshot: jsonb("snapshot").notNull(),
    /** SHA-256 (hex) of the snapshot's canonical JSON. */
    digest: text("digest").notNull(),
    receiptCode: text("receipt_code").notNull().unique("dossier_filings_receipt_key"),
    /** Version of the dossier that was filed: the same submission sent again finds its receipt. */
    forVersion: integer("for_version").notNull(),
    filedOn: day("filed_on").notNull(),
    filedBy: author("filed_by").notNull(),
    filedAt: instant("filed_at").notNull().defaultNow(),
  },
  (table) => [unique("dossier_filings_once").on(table.dossierId, table.seq)],
);

/** Contents named by a filing, to find the same paper under two producers. Append-only. */
export const dossierFiledPapers = pgTable(
  "dossier_filed_papers",
  {
    filingId: uuid("filing_id")
      .notNull()
      .references(() => dossierFilings.id),
    paperId: uuid("paper_id").notNull(),
    dossierId: ofDossier(),
    provinceCode: text("province_code").notNull(),
    producerId: uuid("producer_id").notNull(),
    digest: text("digest"),
    expiresOn: day("expires_on"),
  },
  (table) => [
    primaryKey({ columns: [table.filingId, table.paperId] }),
    index("dossier_filed_papers_digest_idx").on(table.provinceCode, table.digest),
  ],
);

/** Every step that a dossier took. Append-only. */
export const dossierEvents = pgTable(
  "dossier_events",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dossierId: ofDossier(),
    seq: integer("seq").notNull(),
    action: text("action").$type<DossierAction | "open">().notNull(),
    fromState: text("from_state").$type<DossierState>(),
    toState: text("to_state").$type<DossierState>().notNull(),
    fromStage: text("from_stage"),
    toStage: text("to_stage"),
    reason: text("reason"),
    actorId: author("actor_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [unique("dossier_events_once").on(table.dossierId, table.seq)],
);

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

/** A filing on behalf that waits for the producer's word. */
export const dossierConfirmations = pgTable("dossier_confirmations", {
  dossierId: ofDossier().primaryKey(),
  /** SHA-256 of the one-time code; null when only a signed sheet can confirm. */
  codeHash: text("code_hash"),
  /** Version of the dossier that the producer was shown; a later change asks anew. */
  forVersion: integer("for_version").notNull(),
  attempts: integer("attempts").notNull().default(0),
  expiresAt: instant("expires_at").notNull(),
  /** The sheet signed by hand, scanned. */
  sheetDigest: text("sheet_digest").references(() => storedFiles.digest),
  confirmedAt: instant("confirmed_at"),
});

/** Messages of the platform to a producer or an office; e-mail and telephone carry the same text. */
export const dossierMessages = pgTable(
  "dossier_messages",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Null for what is about a producer or its papers and no dossier. */
    dossierId: uuid("dossier_id").references(() => dossiers.id),
    provinceCode: text("province_code").notNull(),
    /** Exactly one of the two: a producer's people, or the office of a unit. */
    producerId: uuid("producer_id"),
    officePath: text("office_path"),
    /** The producer that it is about, where it is about no dossier. */
    aboutProducerId: uuid("about_producer_id").references(() => producers.id),
    kind: text("kind").$type<MessageKind>().notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    readAt: instant("read_at"),
    readBy: author("read_by"),
  },
  (table) => [
    index("dossier_messages_producer_idx").on(table.producerId, table.createdAt),
    index("dossier_messages_office_idx").on(table.officePath, table.createdAt),
    check(
      "dossier_messages_to",
      sql`(${table.producerId} is null) <> (${table.officePath} is null)`,
    ),
    check(
      "dossier_messages_about",
      sql`(${table.dossierId} is null) <> (${table.aboutProducerId} is null)`,
    ),
  ],
);

/** A message on its way out of the platform: what keeps a second attempt from sending it twice. */
export const dossierDeliveries = pgTable(
  "dossier_deliveries",
  {
    messageId: uuid("message_id")
      .notNull()
      .references(() => dossierMessages.id),
    channel: text("channel").$type<Channel>().notNull(),
    /** While it lies ahead an attempt is under way; a process that died leaves it to run out. */
    claimedUntil: instant("claimed_until").notNull(),
    sentAt: instant("sent_at"),
    /** The provider will never take it: no such address. Not tried again. */
    refusedAt: instant("refused_at"),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.channel] })],
);
