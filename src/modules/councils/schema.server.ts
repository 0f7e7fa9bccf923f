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
import { isDemoColumn } from "#core/database/demo.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { dossierFilings, dossierRounds, dossiers } from "#modules/dossiers/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import type { CouncilRules } from "#modules/rulebooks/council-rules.ts";
import type {
  Attendance,
  CouncilKind,
  CouncilLevel,
  Duty,
  ItemState,
  RoundKind,
  SessionMode,
  SessionState,
} from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const account = (name: string) => uuid(name).references(() => users.id);

/**
 * Councils and consult teams, each set up by a decision. `unit_path` is the unit's place in
 * today's tree; a district's lies in it no more, and its councils are kept with their province.
 */
export const councils = pgTable(
  "councils",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    kind: text("kind").$type<CouncilKind>().notNull(),
    level: text("level").$type<CouncilLevel>().notNull(),
    unitVersion: text("unit_version").$type<PlaceVersion>().notNull(),
    unitCode: text("unit_code").notNull(),
    unitPath: text("unit_path").notNull(),
    regime: text("regime").notNull(),
    name: text("name").notNull(),
    decisionNumber: text("decision_number").notNull(),
    decisionOn: day("decision_on").notNull(),
    /** The decision, scanned. */
    decisionDigest: text("decision_digest").references(() => storedFiles.digest),
    endedOn: day("ended_on"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [index("councils_unit_idx").on(table.unitPath.op("text_pattern_ops"))],
);

/** Who sits in a council or team; someone who left keeps their row. */
export const councilMembers = pgTable(
  "council_members",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    councilId: uuid("council_id")
      .notNull()
      .references(() => councils.id),
    userId: account("user_id").notNull(),
    duty: text("duty").$type<Duty>().notNull(),
    /** Whether the person fills in sheets; a secretary may or may not. */
    scores: boolean("scores").notNull().default(true),
    agencyName: text("agency_name").notNull(),
    position: text("position"),
    /** Codes of the sets that the person knows best; for assigning a team's work. */
    fields: jsonb("fields").$type<readonly string[]>().notNull().default([]),
    joinedOn: day("joined_on").notNull(),
    /** The order of lists and seats. */
    addedAt: instant("added_at").notNull().defaultNow(),
    leftOn: day("left_on"),
    leftReason: text("left_reason"),
    replacedById: uuid("replaced_by_id"),
  },
  (table) => [
    uniqueIndex("council_members_once")
      .on(table.councilId, table.userId)
      .where(sql`${table.leftOn} is null`),
    uniqueIndex("council_members_one_chair")
      .on(table.councilId)
      .where(sql`${table.duty} = 'chair' and ${table.leftOn} is null`),
    index("council_members_user_idx").on(table.userId),
  ],
);

/** Versions of a council's operating rules, with each setting's own words in the Quy chế. Append-only. */
export const councilRules = pgTable(
  "council_rules",
  {
    councilId: uuid("council_id")
      .notNull()
      .references(() => councils.id),
    seq: integer("seq").notNull(),
    rules: jsonb("rules").$type<CouncilRules>().notNull(),
    /** By setting (`operating-rules.ts`): the text of the Quy chế. */
    texts: jsonb("texts").$type<Readonly<Record<string, string>>>().notNull(),
    /** SHA-256 (hex) of rules and texts in canonical JSON. */
    digest: text("digest").notNull(),
    effectiveOn: day("effective_on").notNull(),
    adoptedBy: account("adopted_by").notNull(),
    adoptedAt: instant("adopted_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.councilId, table.seq] })],
);

/** Sessions of a council. */
export const councilSessions = pgTable(
  "council_sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    councilId: uuid("council_id")
      .notNull()
      .references(() => councils.id),
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    /** Stage of the regime's procedure whose dossiers it scores. */
    stage: text("stage").notNull(),
    roundId: uuid("round_id").references(() => dossierRounds.id),
    title: text("title").notNull(),
    mode: text("mode").$type<SessionMode>().notNull(),
    state: text("state").$type<SessionState>().notNull().default("planned"),
    place: text("place"),
    startsAt: instant("starts_at").notNull(),
    /** Until when opinions in writing are taken. */
    dueAt: instant("due_at"),
    /** Version of the rules that holds for the session; fixed when it opens. */
    rulesSeq: integer("rules_seq"),
    /** The product that the hall is at; for the board and the projector. */
    currentItemId: uuid("current_item_id"),
    /** A session of the past entered as it was. */
    isRecorded: boolean("is_recorded").notNull().default(false),
    /** The written round that became this meeting. */
    convertedFromId: uuid("converted_from_id"),
    /** The minutes as signed, scanned. */
    minutesDigest: text("minutes_digest").references(() => storedFiles.digest),
    openedAt: instant("opened_at"),
    openedBy: account("opened_by"),
    closedAt: instant("closed_at"),
    closedBy: account("closed_by"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("council_sessions_council_idx").on(table.councilId, table.startsAt),
    index("council_sessions_province_idx").on(table.provinceCode, table.state, table.startsAt),
    check("council_sessions_due", sql`(${table.mode} = 'written') = (${table.dueAt} is not null)`),
  ],
);

/**
 * Who sits in a session: the council's members as it was planned. Someone replaced on the way
 * keeps the row, with `ended_at`; the one who came instead has a row of their own.
 */
export const sessionMembers = pgTable(
  "session_members",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => councilSessions.id),
    userId: account("user_id").notNull(),
    duty: text("duty").$type<Duty>().notNull(),
    scores: boolean("scores").notNull(),
    agencyName: text("agency_name").notNull(),
    position: text("position"),
    /** Place on boards and papers, from 1. */
    seat: integer("seat").notNull(),
    attendance: text("attendance").$type<Attendance>().notNull().default("unknown"),
    endedAt: instant("ended_at"),
    endedReason: text("ended_reason"),
    replacedById: uuid("replaced_by_id"),
    /** In a written round: asks that it become a meeting, and why. */
    asksMeetingAt: instant("asks_meeting_at"),
    asksMeetingReason: text("asks_meeting_reason"),
    /** When the member was last reminded of opinions that are still missing. */
    remindedAt: instant("reminded_at"),
  },
  (table) => [
    unique("session_members_once").on(table.sessionId, table.userId),
    unique("session_members_seat").on(table.sessionId, table.seat),
    index("session_members_user_idx").on(table.userId),
  ],
);

/** A doubt of the rulebook's text about the product's set, and what the chair decided before scoring. */
export type DoubtRuling = {
  readonly doubts: readonly string[];
  readonly ruling: string;
  readonly by: string;
  readonly at: string;
};

/** The products on a session's agenda. */
export const sessionItems = pgTable(
  "session_items",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => councilSessions.id),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id),
    /** The filing that is scored; null for a past round without its papers. */
    filingId: uuid("filing_id").references(() => dossierFilings.id),
    seq: integer("seq").notNull(),
    state: text("state").$type<ItemState>().notNull().default("waiting"),
    /** Round of sheets under way; 0 before the first. */
    roundNo: integer("round_no").notNull().default(0),
    samplesAt: instant("samples_at"),
    presentedAt: instant("presented_at"),
    presentation: text("presentation"),
    discussion: text("discussion"),
    doubt: jsonb("doubt").$type<DoubtRuling>(),
    /** What the secretary confirmed for every sheet; null: nobody has ruled. */
    rejected: boolean("rejected"),
    rejectGround: text("reject_ground"),
    stopAt: text("stop_at"),
    verdictBy: account("verdict_by"),
    verdictAt: instant("verdict_at"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    unique("session_items_once").on(table.sessionId, table.dossierId),
    unique("session_items_seq").on(table.sessionId, table.seq),
    // A product is before one session at a time.
    uniqueIndex("session_items_one_open")
      .on(table.dossierId)
      .where(sql`${table.state} in ('waiting', 'scoring', 'revealed')`),
  ],
);

/** Who takes part in a round's result, fixed when it is revealed: later comings and goings change nothing. */
export type RoundRoll = {
  /** Seats that score, by account, those in conflict included. */
  readonly members: readonly string[];
  readonly recused: readonly string[];
  /** Members neither present nor with a signed sheet. */
  readonly absent: readonly string[];
  /** The chair and deputies who take part. */
  readonly presiding: readonly string[];
};

/** Rounds of sheets on a product: the first, rescorings, and those after a reopened result. */
export const itemRounds = pgTable(
  "item_rounds",
  {
    itemId: uuid("item_id")
      .notNull()
      .references(() => sessionItems.id),
    roundNo: integer("round_no").notNull(),
    kind: text("kind").$type<RoundKind>().notNull().default("first"),
    /** Why it was scored again; null for the first. */
    reason: text("reason"),
    openedAt: instant("opened_at").notNull().defaultNow(),
    openedBy: account("opened_by").notNull(),
    /** When every sheet was in and shown to the council; null: hidden. */
    revealedAt: instant("revealed_at"),
    revealedBy: account("revealed_by"),
    roll: jsonb("roll").$type<RoundRoll>(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.roundNo] })],
);
