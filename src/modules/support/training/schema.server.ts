import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { users } from "#modules/people/schema.server.ts";
import type { Sex } from "#modules/producers/model.ts";
import { producers } from "#modules/producers/schema.server.ts";
import type { Audience, CourseState, TraineeKind } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const createdAt = () => instant("created_at").notNull().defaultNow();
const updatedAt = () => instant("updated_at").notNull().defaultNow();
const author = (name: string) => uuid(name).references(() => users.id);

/** Courses of a province; each is held in one class or several. */
export const courses = pgTable(
  "support_courses",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    year: integer("year").notNull(),
    title: text("title").notNull(),
    topics: text("topics"),
    audience: text("audience").$type<Audience>().notNull(),
    /** Who holds it, as the certificate says. */
    organiser: text("organiser").notNull(),
    /** Share of the sessions that a certificate asks for, in per cent. */
    sharePercent: integer("share_percent").notNull(),
    state: text("state").$type<CourseState>().notNull().default("planned"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("support_courses_province_idx").on(table.provinceCode, table.year),
    check("support_courses_share", sql`${table.sharePercent} between 1 and 100`),
  ],
);

/** A class: a group of trainees at a place. */
export const classes = pgTable(
  "support_classes",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    courseId: uuid("course_id")
      .notNull()
      .references(() => courses.id),
    name: text("name").notNull(),
    place: text("place").notNull(),
    trainer: text("trainer"),
    createdAt: createdAt(),
  },
  (table) => [unique("support_classes_name_key").on(table.courseId, table.name)],
);

/** One meeting of a class. */
export const classSessions = pgTable(
  "support_class_sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    classId: uuid("class_id")
      .notNull()
      .references(() => classes.id),
    heldOn: day("held_on").notNull(),
    part: text("part").$type<"morning" | "afternoon" | "day">().notNull(),
    topic: text("topic"),
  },
  (table) => [unique("support_class_sessions_key").on(table.classId, table.heldOn, table.part)],
);

/** People of a class; name, sex and telephone are personal data. */
export const trainees = pgTable(
  "support_trainees",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    classId: uuid("class_id")
      .notNull()
      .references(() => classes.id),
    kind: text("kind").$type<TraineeKind>().notNull(),
    /** The producer that sent the person. */
    producerId: uuid("producer_id").references(() => producers.id),
    /** Whose idea brought the person, or which office. */
    belongsTo: text("belongs_to"),
    fullName: text("full_name").notNull(),
    nameFolded: text("name_folded").notNull(),
    sex: text("sex").$type<Sex>(),
    phone: text("phone"),
    /** Of the certificate of attendance; counted by province and year. */
    certificateNumber: integer("certificate_number"),
    certificateYear: integer("certificate_year"),
    certifiedOn: day("certified_on"),
    certifiedBy: author("certified_by"),
    createdAt: createdAt(),
  },
  (table) => [
    unique("support_trainees_once")
      .on(table.classId, table.nameFolded, table.phone)
      .nullsNotDistinct(),
    uniqueIndex("support_trainees_certificate_key")
      .on(table.provinceCode, table.certificateYear, table.certificateNumber)
      .where(sql`${table.certificateNumber} is not null`),
    index("support_trainees_producer_idx").on(table.producerId),
  ],
);

/** Who was there. A session without a row for somebody: not noted yet. */
export const attendance = pgTable(
  "support_attendance",
  {
    provinceCode: text("province_code").notNull(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => classSessions.id),
    traineeId: uuid("trainee_id")
      .notNull()
      .references(() => trainees.id),
    isPresent: boolean("is_present").notNull(),
    notedBy: author("noted_by").notNull(),
    notedAt: instant("noted_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.traineeId] })],
);

/** Last number given to a certificate of attendance: a row, never a sequence. */
export const trainingCounters = pgTable(
  "support_training_counters",
  {
    provinceCode: text("province_code").notNull(),
    year: integer("year").notNull(),
    last: integer("last").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provinceCode, table.year] })],
);
