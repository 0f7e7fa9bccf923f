import { sql } from "drizzle-orm";
import {
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
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { users } from "#modules/people/schema.server.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { producers } from "#modules/producers/schema.server.ts";
import type { Span } from "./calendar/rules.ts";
import type { MeetingGuest } from "./campaigns/inputs.ts";
import type { IdeaStep } from "./ideas/states.ts";
import type {
  ApplicantKind,
  Fit,
  IdeaChannel,
  IdeaKind,
  IdeaState,
  IdeaTrack,
  MediaKind,
  ScreeningLevel,
} from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const account = (name: string) => uuid(name).references(() => users.id);

/**
 * Ideas of products, from anyone. `unit_version` and `unit_code` are the unit that the idea was
 * registered in, `unit_path` the same place in today's tree, for scopes. Name, telephone and
 * address of an applicant are for the offices that screen, never public.
 */
export const ideas = pgTable(
  "ideas",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitVersion: text("unit_version").$type<PlaceVersion>().notNull(),
    unitCode: text("unit_code").notNull(),
    unitPath: text("unit_path").notNull(),
    /** The year of the cycle that it stands in; a later one once it is carried over. */
    year: integer("year").notNull(),
    /** The regime in force on the day of registration: its levels screen (data/cycle-calendar.json). */
    regime: text("regime").notNull(),
    title: text("title").notNull(),
    /** Title without diacritics, for searches. */
    titleFolded: text("title_folded").notNull(),
    kind: text("kind").$type<IdeaKind>().notNull(),
    /** The product set that it would be judged by; null until somebody who screens says so. */
    setCode: text("set_code"),
    /** What the product is and what is special about it. */
    story: text("story").notNull(),
    /** Who would buy it. */
    market: text("market"),
    /** Where its material comes from. */
    materials: text("materials"),
    /** Who can make it. */
    labour: text("labour"),
    /** What could be put into it. */
    investment: text("investment"),
    producerId: uuid("producer_id").references(() => producers.id),
    applicantName: text("applicant_name"),
    applicantKind: text("applicant_kind").$type<ApplicantKind>(),
    phone: text("phone"),
    address: text("address"),
    track: text("track").$type<IdeaTrack>().notNull().default("general"),
    state: text("state").$type<IdeaState>().notNull().default("registered"),
    channel: text("channel").$type<IdeaChannel>().notNull(),
    /** The word of the office that returned it or put it off; the applicant reads it. */
    reason: text("reason"),
    /** First day on which a returned idea may come again. */
    refileFrom: day("refile_from"),
    /** 74 random bits and a check letter: whoever has it may ask what became of the idea. */
    receiptCode: text("receipt_code").notNull().unique("ideas_receipt"),
    /** Key of the form that it came with: sent twice, it is one. */
    formKey: uuid("form_key").notNull().unique("ideas_form"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    registeredBy: account("registered_by"),
    registeredAt: instant("registered_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("ideas_province_idx").on(table.provinceCode, table.year, table.state),
    index("ideas_unit_idx").on(table.unitPath.op("text_pattern_ops"), table.year),
    index("ideas_producer_idx").on(table.producerId),
    check(
      "ideas_applicant",
      sql`${table.producerId} is not null or (${table.applicantName} is not null and ${table.applicantKind} is not null and (${table.phone} is not null or (${table.channel} = 'officer' and ${table.address} is not null)))`,
    ),
    check("ideas_refile", sql`${table.state} <> 'returned' or ${table.refileFrom} is not null`),
  ],
);

/** Every step of an idea, with what the office found. Append-only (migrations/guards). */
export const ideaSteps = pgTable(
  "idea_steps",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ideaId: uuid("idea_id")
      .notNull()
      .references(() => ideas.id),
    provinceCode: text("province_code").notNull(),
    seq: integer("seq").notNull(),
    step: text("step").$type<IdeaStep>().notNull(),
    toState: text("to_state").$type<IdeaState>().notNull(),
    /** The level that acted; null for the applicant. */
    level: text("level").$type<ScreeningLevel>(),
    productFit: jsonb("product_fit").$type<Fit>(),
    applicantFit: jsonb("applicant_fit").$type<Fit>(),
    /** What the applicant is told, or what the office notes for the next level. */
    reason: text("reason"),
    note: text("note"),
    by: account("by_account"),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [unique("idea_steps_seq").on(table.ideaId, table.seq)],
);

/**
 * What the year has to tell producers and offices, written with the act; `dossiers`, which keeps
 * the messages of the platform, takes it from here (service/notices.server.ts).
 */
export const cycleNotices = pgTable(
  "cycle_notices",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** The producer that it is about. */
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    /** To the office of this unit; null: to the producer itself. */
    officePath: text("office_path"),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** When the message was written. */
    takenAt: instant("taken_at"),
  },
  (table) => [
    index("cycle_notices_waiting_idx")
      .on(table.createdAt)
      .where(sql`${table.takenAt} is null`),
  ],
);

/** Days that a province's office has set for a step of its year, in place of the shipped calendar. */
export const cycleDates = pgTable(
  "cycle_dates",
  {
    provinceCode: text("province_code").notNull(),
    year: integer("year").notNull(),
    step: text("step").notNull(),
    spans: jsonb("spans").$type<readonly Span[]>().notNull(),
    /** The plan or letter that sets them. */
    basis: text("basis").notNull(),
    version: integer("version").notNull().default(1),
    setBy: account("set_by").notNull(),
    setAt: instant("set_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.provinceCode, table.year, table.step] })],
);

/** The campaign of a province's year: what it is called, and what it is to tell people. */
export const campaigns = pgTable(
  "cycle_campaigns",
  {
    provinceCode: text("province_code").notNull(),
    year: integer("year").notNull(),
    title: text("title").notNull(),
    topics: jsonb("topics").$type<readonly string[]>().notNull(),
    /** Pieces in the media that every month should bring. */
    mediaPerMonth: integer("media_per_month").notNull(),
    basis: text("basis"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    savedBy: account("saved_by").notNull(),
    savedAt: instant("saved_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.provinceCode, table.year] })],
);

/** Meetings at which people were told of the programme. */
export const meetings = pgTable(
  "cycle_meetings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** The unit whose office keeps the record, in today's tree. */
    unitPath: text("unit_path").notNull(),
    on: day("on_day").notNull(),
    calledBy: text("called_by").notNull(),
    place: text("place").notNull(),
    topics: text("topics").notNull(),
    attendance: integer("attendance").notNull(),
    women: integer("women"),
    /** People by name, where the office keeps a list; for the offices only. */
    guests: jsonb("guests").$type<readonly MeetingGuest[]>().notNull().default([]),
    isDemo: isDemoColumn(),
    /** Taken out of the counts, with the reason. */
    droppedFor: text("dropped_for"),
    version: integer("version").notNull().default(1),
    savedBy: account("saved_by").notNull(),
    savedAt: instant("saved_at").notNull().defaultNow(),
  },
  (table) => [
    index("cycle_meetings_province_idx").on(table.provinceCode, table.on),
    check(
      "cycle_meetings_women",
      sql`${table.women} is null or ${table.women} <= ${table.attendance}`,
    ),
  ],
);

/** News, articles, reports and videos that told of the programme. */
export const mediaPieces = pgTable(
  "cycle_media",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    on: day("on_day").notNull(),
    kind: text("kind").$type<MediaKind>().notNull(),
    outlet: text("outlet").notNull(),
    title: text("title").notNull(),
    url: text("url"),
    isDemo: isDemoColumn(),
    droppedFor: text("dropped_for"),
    version: integer("version").notNull().default(1),
    savedBy: account("saved_by").notNull(),
    savedAt: instant("saved_at").notNull().defaultNow(),
  },
  (table) => [index("cycle_media_province_idx").on(table.provinceCode, table.on)],
);
