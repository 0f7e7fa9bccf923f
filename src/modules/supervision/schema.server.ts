import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import { recognitions } from "#modules/recognition/schema.server.ts";
import type {
  ChecklistItem,
  FilePurpose,
  FindingState,
  InspectionKind,
  InspectionState,
  Mark,
  PlanState,
} from "./model.ts";
import type { RiskReason } from "./risk.ts";
import type { FindingStep } from "./states.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const account = (name: string) => uuid(name).references(() => users.id);

/** Plans of an authority: whom it means to visit, from when to when. */
export const inspectionPlans = pgTable(
  "inspection_plans",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** The unit that the plan is about, in today's tree. */
    unitPath: text("unit_path").notNull(),
    /** Who inspects, as it stands at the head of the papers. */
    agency: text("agency").notNull(),
    title: text("title").notNull(),
    year: integer("year").notNull(),
    fromOn: day("from_on").notNull(),
    toOn: day("to_on").notNull(),
    state: text("state").$type<PlanState>().notNull().default("draft"),
    /** The decision that approves it. */
    decisionNumber: text("decision_number"),
    decisionOn: day("decision_on"),
    /** What the lot is drawn by. */
    seed: uuid("seed").notNull().defaultRandom(),
    version: integer("version").notNull().default(1),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("inspection_plans_province_idx").on(table.provinceCode, table.year),
    check("inspection_plans_days", sql`${table.toOn} >= ${table.fromOn}`),
  ],
);

/** One visit to one recognised product, from the choice to the conclusion. */
export const inspections = pgTable(
  "inspections",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** The producer's commune, in today's tree. */
    unitPath: text("unit_path").notNull(),
    /** Null for a visit outside any plan. */
    planId: uuid("plan_id").references(() => inspectionPlans.id),
    kind: text("kind").$type<InspectionKind>().notNull(),
    recognitionId: uuid("recognition_id")
      .notNull()
      .references(() => recognitions.id),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    dossierId: uuid("dossier_id"),
    /** Names as they were when it was planned. */
    productName: text("product_name").notNull(),
    producerName: text("producer_name").notNull(),
    stars: integer("stars").notNull(),
    agency: text("agency").notNull(),
    plannedOn: day("planned_on").notNull(),
    leadId: account("lead_id").notNull(),
    /** Why it was chosen: the system's reasons at that moment, and the officer's own. */
    reasons: jsonb("reasons").$type<readonly RiskReason[]>().notNull().default([]),
    wasDrawn: boolean("was_drawn").notNull().default(false),
    note: text("note"),
    checklist: jsonb("checklist").$type<readonly ChecklistItem[]>().notNull(),
    state: text("state").$type<InspectionState>().notNull().default("planned"),
    /** When the producer was told of the visit; null for one that is not announced. */
    toldAt: instant("told_at"),
    /** The inspection that a recheck follows. */
    followsId: uuid("follows_id").references((): AnyPgColumn => inspections.id),
    /** The agency's sign in the number of the minutes, and that number; from the conclusion on. */
    minutesSymbol: text("minutes_symbol"),
    minutesYear: integer("minutes_year"),
    minutesNumber: integer("minutes_number"),
    conclusion: text("conclusion"),
    concludedOn: day("concluded_on"),
    concludedBy: account("concluded_by"),
    cancelReason: text("cancel_reason"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("inspections_province_idx").on(table.provinceCode, table.plannedOn),
    index("inspections_producer_idx").on(table.producerId),
    index("inspections_recognition_idx").on(table.recognitionId),
    // A recognised product is in a plan once.
    uniqueIndex("inspections_once_in_plan")
      .on(table.planId, table.recognitionId)
      .where(sql`${table.state} <> 'cancelled'`),
    uniqueIndex("inspections_minutes")
      .on(table.provinceCode, table.minutesSymbol, table.minutesYear, table.minutesNumber)
      .where(sql`${table.minutesNumber} is not null`),
    check(
      "inspections_concluded",
      sql`${table.state} <> 'concluded' or (${table.conclusion} is not null and ${table.concludedOn} is not null)`,
    ),
    // Nobody is told of an unannounced visit before it has been made.
    check(
      "inspections_unannounced",
      sql`${table.toldAt} is null or ${table.kind} not in ('unannounced', 'complaint')`,
    ),
  ],
);

/** What was found of one line of the checklist. */
export type VisitAnswer = {
  readonly mark: Mark;
  readonly note: string | null;
  /** Digests of photos. */
  readonly photos: readonly string[];
};

/** What was seen at a visit, as the phone sent it. One for each inspection. */
export const inspectionVisits = pgTable("inspection_visits", {
  /** Given by the phone: the same visit sent again is the same. */
  id: uuid("id").primaryKey(),
  inspectionId: uuid("inspection_id")
    .notNull()
    .references(() => inspections.id)
    .unique("inspection_visits_once"),
  on: day("on_day").notNull(),
  /** WGS 84 degrees; accuracy in metres. */
  latitude: doublePrecision("latitude"),
  longitude: doublePrecision("longitude"),
  accuracy: doublePrecision("accuracy"),
  people: text("people").notNull(),
  /** By code of the checklist; lines that nobody looked at are left out. */
  answers: jsonb("answers").$type<Readonly<Record<string, VisitAnswer>>>().notNull(),
  notes: text("notes"),
  /** What the producer says to it. */
  producerSays: text("producer_says"),
  photos: jsonb("photos").$type<readonly string[]>().notNull().default([]),
  signatureDigest: text("signature_digest").references(() => storedFiles.digest),
  signedName: text("signed_name"),
  deviceAt: instant("device_at"),
  version: integer("version").notNull().default(1),
  sentBy: account("sent_by").notNull(),
  sentAt: instant("sent_at").notNull().defaultNow(),
});

/** What was not kept, with what is demanded for it. */
export const inspectionFindings = pgTable(
  "inspection_findings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    inspectionId: uuid("inspection_id")
      .notNull()
      .references(() => inspections.id),
    provinceCode: text("province_code").notNull(),
    seq: integer("seq").notNull(),
    /** Code of the line in the inspection's checklist. */
    itemCode: text("item_code").notNull(),
    title: text("title").notNull(),
    /** What was found. */
    found: text("found").notNull(),
    /** What is to be done, and until when; for a referred one, why. */
    demand: text("demand").notNull(),
    dueOn: day("due_on"),
    state: text("state").$type<FindingState>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    unique("inspection_findings_seq").on(table.inspectionId, table.seq),
    index("inspection_findings_due_idx")
      .on(table.dueOn)
      .where(sql`${table.state} in ('open', 'answered')`),
    check(
      "inspection_findings_due",
      sql`${table.state} not in ('open', 'answered') or ${table.dueOn} is not null`,
    ),
  ],
);

/** What happened to a finding: answers with evidence, and decisions on them. Append-only. */
export const findingLog = pgTable(
  "inspection_finding_log",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    findingId: uuid("finding_id")
      .notNull()
      .references(() => inspectionFindings.id),
    step: text("step").$type<FindingStep>().notNull(),
    text: text("text").notNull(),
    /** Digests of evidence. */
    evidence: jsonb("evidence").$type<readonly string[]>().notNull().default([]),
    dueOn: day("due_on"),
    /** The recheck that it was decided by. */
    recheckId: uuid("recheck_id").references(() => inspections.id),
    by: account("by_account").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [index("inspection_finding_log_idx").on(table.findingId, table.at)],
);

/** Contents taken in for an inspection; what a visit or an answer names must be here. */
export const inspectionFiles = pgTable(
  "inspection_files",
  {
    inspectionId: uuid("inspection_id")
      .notNull()
      .references(() => inspections.id),
    purpose: text("purpose").$type<FilePurpose>().notNull(),
    digest: text("digest")
      .notNull()
      .references(() => storedFiles.digest),
    storedBy: account("stored_by").notNull(),
    storedAt: instant("stored_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.inspectionId, table.purpose, table.digest] })],
);

/** Reminders of a deadline, so that each is said once. */
export const findingReminders = pgTable(
  "inspection_finding_reminders",
  {
    findingId: uuid("finding_id")
      .notNull()
      .references(() => inspectionFindings.id),
    dueOn: day("due_on").notNull(),
    step: text("step").$type<"soon" | "overdue">().notNull(),
    sentAt: instant("sent_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.findingId, table.dueOn, table.step] })],
);
