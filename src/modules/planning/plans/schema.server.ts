import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { agencies, users } from "#modules/people/schema.server.ts";
import type { FundSource, PlanLevel, PlanMoney, TargetTable } from "./model.ts";
import type { ReminderStep, TaskState } from "./tasks.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const account = (name: string) => uuid(name).references(() => users.id);
/** Whole đồng. */
const dong = (name: string) => bigint(name, { mode: "bigint" });

/** An amount told apart in another way, as it is kept: amounts as digits of đồng. */
export type KeptBreakdown = {
  readonly id: string;
  readonly label: string;
  readonly of: readonly ("total" | FundSource)[];
  readonly stated: string | null;
  readonly parts: readonly {
    readonly key: string;
    readonly label: string;
    readonly amount: string;
  }[];
};

/** Plans of a unit for a year or a period; what they say is in their versions. */
export const plans = pgTable(
  "plans",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    level: text("level").$type<PlanLevel>().notNull(),
    /** The unit whose plan it is, as it was then. */
    unitVersion: text("unit_version").notNull(),
    unitCode: text("unit_code").notNull(),
    /** Where that lies in today's tree. */
    unitPath: text("unit_path").notNull(),
    title: text("title").notNull(),
    fromYear: integer("from_year").notNull(),
    toYear: integer("to_year").notNull(),
    money: text("money").$type<PlanMoney>().notNull(),
    /** The document that figures were taken from; null for a plan made here. */
    source: text("source"),
    isDemo: isDemoColumn(),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("plans_province_idx").on(table.provinceCode, table.fromYear),
    index("plans_unit_idx").on(table.unitPath.op("text_pattern_ops"), table.fromYear),
    check("plans_years", sql`${table.toYear} >= ${table.fromYear}`),
  ],
);

/** Versions of a plan: the first, and one for each adjustment. What is issued stays as it is. */
export const planVersions = pgTable(
  "plan_versions",
  {
    planId: uuid("plan_id")
      .notNull()
      .references(() => plans.id),
    number: integer("number").notNull(),
    provinceCode: text("province_code").notNull(),
    state: text("state").$type<"draft" | "issued">().notNull().default("draft"),
    /** Why the plan is adjusted; null for the first version. */
    reason: text("reason"),
    /** Rises with every save: who edited an older one is refused. */
    lock: integer("lock").notNull().default(1),
    themes: jsonb("themes").$type<Readonly<Record<string, string>>>().notNull().default({}),
    breakdowns: jsonb("breakdowns").$type<readonly KeptBreakdown[]>().notNull().default([]),
    tables: jsonb("tables").$type<readonly TargetTable[]>().notNull().default([]),
    documentNumber: text("document_number"),
    issuedOn: day("issued_on"),
    issuedBy: account("issued_by"),
    editedBy: account("edited_by").notNull(),
    editedAt: instant("edited_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.number] }),
    index("plan_versions_province_idx").on(table.provinceCode),
    check(
      "plan_versions_issued",
      sql`(${table.state} = 'issued') = (${table.issuedOn} is not null)`,
    ),
  ],
);

/** The lines of one version, in their order. */
export const planLines = pgTable(
  "plan_lines",
  {
    planId: uuid("plan_id").notNull(),
    versionNumber: integer("version_number").notNull(),
    /** The same in every version of the plan. */
    lineId: text("line_id").notNull(),
    provinceCode: text("province_code").notNull(),
    position: integer("position").notNull(),
    depth: integer("depth").notNull(),
    number: text("number").notNull(),
    name: text("name").notNull(),
    unit: text("unit").notNull(),
    quantity: numeric("quantity"),
    unitCost: dong("unit_cost"),
    total: dong("total"),
    state: dong("state"),
    integrated: dong("integrated"),
    oda: dong("oda"),
    mobilised: dong("mobilised"),
    /** Whole đồng of each year, as digits. */
    years: jsonb("years").$type<Readonly<Record<string, string>>>().notNull().default({}),
    lead: text("lead").notNull(),
    supporting: text("supporting").notNull(),
    quarter: text("quarter").notNull(),
    note: text("note").notNull(),
    partial: boolean("partial").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.versionNumber, table.lineId] }),
    foreignKey({
      columns: [table.planId, table.versionNumber],
      foreignColumns: [planVersions.planId, planVersions.number],
    }),
    index("plan_lines_province_idx").on(table.provinceCode),
    check(
      "plan_lines_amounts",
      sql`least(${table.unitCost}, ${table.total}, ${table.state}, ${table.integrated}, ${table.oda}, ${table.mobilised}) >= 0`,
    ),
  ],
);

/** What has been spent against a line of a plan. Nothing is deleted: an entry may be cancelled. */
export const planSpending = pgTable(
  "plan_spending",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    planId: uuid("plan_id")
      .notNull()
      .references(() => plans.id),
    lineId: text("line_id").notNull(),
    source: text("source").$type<FundSource>().notNull(),
    spentOn: day("spent_on").notNull(),
    amount: dong("amount").notNull(),
    /** The paper that proves it. */
    paper: text("paper").notNull(),
    cancelledBy: account("cancelled_by"),
    cancelReason: text("cancel_reason"),
    enteredBy: account("entered_by").notNull(),
    enteredAt: instant("entered_at").notNull().defaultNow(),
  },
  (table) => [
    index("plan_spending_plan_idx").on(table.planId, table.lineId),
    check("plan_spending_amount", sql`${table.amount} > 0`),
  ],
);

/** Tasks that an office gives to departments and communes, with a deadline and an answer. */
export const planTasks = pgTable(
  "plan_tasks",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** The unit of the plan, in today's tree. */
    unitPath: text("unit_path").notNull(),
    planId: uuid("plan_id")
      .notNull()
      .references(() => plans.id),
    /** Whom it was given to: one account, or an agency, whose officers all have it. */
    assigneeId: account("assignee_id"),
    agencyId: uuid("agency_id").references(() => agencies.id),
    title: text("title").notNull(),
    details: text("details"),
    dueOn: day("due_on").notNull(),
    state: text("state").$type<TaskState>().notNull().default("open"),
    answer: text("answer"),
    answeredAt: instant("answered_at"),
    answeredBy: account("answered_by"),
    /** Why an answer was returned. */
    remark: text("remark"),
    version: integer("version").notNull().default(1),
    isDemo: isDemoColumn(),
    givenBy: account("given_by").notNull(),
    givenAt: instant("given_at").notNull().defaultNow(),
  },
  (table) => [
    index("plan_tasks_province_idx").on(table.provinceCode, table.dueOn),
    index("plan_tasks_assignee_idx").on(table.assigneeId),
    index("plan_tasks_agency_idx").on(table.agencyId),
    check("plan_tasks_taker", sql`num_nonnulls(${table.assigneeId}, ${table.agencyId}) = 1`),
  ],
);

/** Files that came with answers to a task. Nothing is taken away: a later answer adds to them. */
export const planTaskFiles = pgTable(
  "plan_task_files",
  {
    provinceCode: text("province_code").notNull(),
    taskId: uuid("task_id")
      .notNull()
      .references(() => planTasks.id),
    digest: text("digest")
      .notNull()
      .references(() => storedFiles.digest),
    /** As the file was called where it came from, without its ending. */
    name: text("name").notNull(),
    storedBy: account("stored_by").notNull(),
    storedAt: instant("stored_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.digest] })],
);

/** Reminders of a task's deadline, so that each is said once. */
export const planTaskReminders = pgTable(
  "plan_task_reminders",
  {
    provinceCode: text("province_code").notNull(),
    taskId: uuid("task_id")
      .notNull()
      .references(() => planTasks.id),
    dueOn: day("due_on").notNull(),
    step: text("step").$type<ReminderStep>().notNull(),
    sentAt: instant("sent_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.dueOn, table.step] })],
);
