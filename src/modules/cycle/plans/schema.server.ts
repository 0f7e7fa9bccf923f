import { sql } from "drizzle-orm";
import {
  check,
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
import { users } from "#modules/people/schema.server.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import { rulebookVersions } from "#modules/rulebooks/schema.server.ts";
import { ideas } from "../schema.server.ts";
import type { Evaluation, PlanOutcome, PlanPart, PlanState } from "./model.ts";
import type { PartData } from "./parts.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const account = (name: string) => uuid(name).references(() => users.id);
const ofPlan = () =>
  uuid("plan_id")
    .notNull()
    .references(() => businessPlans.id);

/**
 * Business plans (phương án sản xuất, kinh doanh) as they stand. The unit is the producer's when
 * the plan was opened; `unit_path` the same place in today's tree, for scopes. The rulebook
 * version is the one that the target and the standing are reckoned by.
 */
export const businessPlans = pgTable(
  "business_plans",
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
    /** The chosen idea that it grew from. */
    ideaId: uuid("idea_id").references(() => ideas.id),
    producerName: text("producer_name").notNull(),
    productName: text("product_name").notNull(),
    year: integer("year").notNull(),
    regime: text("regime").notNull(),
    setCode: text("set_code").notNull(),
    rulebookDigest: text("rulebook_digest")
      .notNull()
      .references(() => rulebookVersions.digest),
    targetStars: integer("target_stars").notNull().default(3),
    state: text("state").$type<PlanState>().notNull().default("draft"),
    /** Number of the standing's edition: all answers are sent together. */
    answersVersion: integer("answers_version").notNull().default(0),
    filedAt: instant("filed_at"),
    decidedAt: instant("decided_at"),
    /** The office's word on its decision; the producer reads it. */
    reason: text("reason"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("business_plans_one_under_way")
      .on(table.productId)
      .where(sql`${table.state} in ('draft', 'filed', 'returned', 'chosen')`),
    // An idea has one plan, and another one only after that was taken back or not chosen.
    uniqueIndex("business_plans_idea")
      .on(table.ideaId)
      .where(sql`${table.state} not in ('withdrawn', 'notChosen')`),
    index("business_plans_province_idx").on(table.provinceCode, table.year, table.state),
    index("business_plans_unit_idx").on(table.unitPath.op("text_pattern_ops"), table.state),
    index("business_plans_producer_idx").on(table.producerId),
    check("business_plans_stars", sql`${table.targetStars} between 3 and 5`),
  ],
);

/** The written parts as they stand; amounts are whole đồng as decimal text. */
export const businessPlanParts = pgTable(
  "business_plan_parts",
  {
    planId: ofPlan(),
    part: text("part").$type<PlanPart>().notNull(),
    data: jsonb("data").$type<PartData>().notNull(),
    version: integer("version").notNull().default(1),
    updatedBy: account("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.planId, table.part] })],
);

/** Where the product stands today, criterion by criterion. */
export const businessPlanAnswers = pgTable(
  "business_plan_answers",
  {
    planId: ofPlan(),
    criterion: text("criterion").notNull(),
    option: integer("option").notNull(),
  },
  (table) => [primaryKey({ columns: [table.planId, table.criterion] })],
);

/** What was filed, frozen. Append-only (migrations/guards). */
export const businessPlanFilings = pgTable(
  "business_plan_filings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    planId: ofPlan(),
    provinceCode: text("province_code").notNull(),
    seq: integer("seq").notNull(),
    snapshot: jsonb("snapshot").notNull(),
    filedBy: account("filed_by").notNull(),
    filedAt: instant("filed_at").notNull().defaultNow(),
  },
  (table) => [unique("business_plan_filings_seq").on(table.planId, table.seq)],
);

/** What the office found of each filing, and what it decided. Append-only (migrations/guards). */
export const businessPlanEvaluations = pgTable(
  "business_plan_evaluations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    planId: ofPlan(),
    provinceCode: text("province_code").notNull(),
    /** The filing that was judged. */
    seq: integer("seq").notNull(),
    evaluation: jsonb("evaluation").$type<Evaluation>().notNull(),
    outcome: text("outcome").$type<PlanOutcome>().notNull(),
    reason: text("reason"),
    by: account("by_account").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [unique("business_plan_evaluations_seq").on(table.planId, table.seq)],
);
