import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { storedFiles } from "#core/files/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { businessPlans } from "../plans/schema.server.ts";
import type { Blocker, TaskState, VisitorKind } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const account = (name: string) => uuid(name).references(() => users.id);
const ofPlan = () =>
  uuid("plan_id")
    .notNull()
    .references(() => businessPlans.id);

/** What is to be done to carry a plan out: rises that the scoring engine advised, and own tasks. */
export const businessPlanTasks = pgTable(
  "business_plan_tasks",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    planId: ofPlan(),
    provinceCode: text("province_code").notNull(),
    title: text("title").notNull(),
    detail: text("detail"),
    /** The criterion that it raises, from which option to which; null for an own task. */
    criterion: text("criterion"),
    fromOption: integer("from_option"),
    toOption: integer("to_option"),
    /** Points that the rise gains. */
    points: integer("points").notNull().default(0),
    dueOn: day("due_on"),
    state: text("state").$type<TaskState>().notNull().default("toDo"),
    /** Why it cannot go on, and who must act. */
    blockedWhy: text("blocked_why"),
    blockedBy: text("blocked_by").$type<Blocker>(),
    blockedSince: instant("blocked_since"),
    doneOn: day("done_on"),
    version: integer("version").notNull().default(1),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("business_plan_tasks_plan_idx").on(table.planId, table.state),
    index("business_plan_tasks_due_idx")
      .on(table.provinceCode, table.dueOn)
      .where(sql`${table.state} in ('toDo', 'doing', 'blocked')`),
    check(
      "business_plan_tasks_blocked",
      sql`${table.state} <> 'blocked' or (${table.blockedWhy} is not null and ${table.blockedBy} is not null)`,
    ),
    check(
      "business_plan_tasks_rise",
      sql`(${table.criterion} is null) = (${table.toOption} is null)`,
    ),
  ],
);

/** Papers of the producer's vault that show a task done. */
export const businessPlanTaskPapers = pgTable(
  "business_plan_task_papers",
  {
    taskId: uuid("task_id")
      .notNull()
      .references(() => businessPlanTasks.id),
    paperId: uuid("paper_id")
      .notNull()
      .references(() => papers.id),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.paperId] })],
);

/** Visits of officers and consultants. */
export const businessPlanVisits = pgTable(
  "business_plan_visits",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    planId: ofPlan(),
    provinceCode: text("province_code").notNull(),
    on: day("on_day").notNull(),
    visitor: text("visitor").$type<VisitorKind>().notNull(),
    people: text("people").notNull(),
    /** What was seen and advised. */
    notes: text("notes").notNull(),
    /** What is to follow, and who does it. */
    nextSteps: text("next_steps"),
    /** Where it was written: WGS 84 degrees, accuracy in metres. Null for one written at a desk. */
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    accuracy: doublePrecision("accuracy"),
    /** The phone's own clock when it was written, for people to read; decides nothing. */
    deviceAt: instant("device_at"),
    /** Key of the form: sent twice, it is one visit. */
    formKey: uuid("form_key").notNull(),
    writtenBy: account("written_by").notNull(),
    writtenAt: instant("written_at").notNull().defaultNow(),
  },
  (table) => [
    unique("business_plan_visits_form").on(table.planId, table.formKey),
    index("business_plan_visits_plan_idx").on(table.planId, table.on),
  ],
);

/**
 * Photos that a phone has sent ahead of the visit that will name them, so that a weak network takes
 * them one at a time.
 */
export const businessPlanFiles = pgTable(
  "business_plan_files",
  {
    planId: ofPlan(),
    provinceCode: text("province_code").notNull(),
    digest: text("digest")
      .notNull()
      .references(() => storedFiles.digest),
    storedBy: account("stored_by").notNull(),
    storedAt: instant("stored_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.planId, table.digest] })],
);

/** Photos of a visit, in their order. */
export const businessPlanPhotos = pgTable(
  "business_plan_photos",
  {
    visitId: uuid("visit_id")
      .notNull()
      .references(() => businessPlanVisits.id),
    digest: text("digest")
      .notNull()
      .references(() => storedFiles.digest),
    position: integer("position").notNull(),
  },
  (table) => [primaryKey({ columns: [table.visitId, table.digest] })],
);

/**
 * Where the product stood, each time that changed: the first when the plan was chosen. Total and
 * stars are by the plan's rulebook version. Append-only (migrations/guards).
 */
export const businessPlanProgress = pgTable(
  "business_plan_progress",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    planId: ofPlan(),
    provinceCode: text("province_code").notNull(),
    seq: integer("seq").notNull(),
    on: day("on_day").notNull(),
    /** Null for the first. */
    criterion: text("criterion"),
    fromOption: integer("from_option"),
    toOption: integer("to_option"),
    taskId: uuid("task_id").references(() => businessPlanTasks.id),
    total: integer("total").notNull(),
    stars: integer("stars").notNull(),
    by: account("by_account").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [unique("business_plan_progress_seq").on(table.planId, table.seq)],
);
