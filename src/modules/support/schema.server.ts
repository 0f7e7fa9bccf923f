import { sql } from "drizzle-orm";
import {
  bigint,
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
import { fairParticipants } from "#modules/market/fairs/schema.server.ts";
import { agencies, users } from "#modules/people/schema.server.ts";
import { papers, producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import type { ClaimState, FundSource, MeasureForm, MeasureKind, MeasureState } from "./model.ts";
import type { Terms } from "./rules.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const dong = (name: string) => bigint(name, { mode: "bigint" });
const createdAt = () => instant("created_at").notNull().defaultNow();
const updatedAt = () => instant("updated_at").notNull().defaultNow();
const author = (name: string) => uuid(name).references(() => users.id);

/** A paper that a claim must bring; `key` is unique within the measure's version. */
export type WantedPaper = { readonly key: string; readonly label: string };

/** Measures of support of a province: the shipped ones that it took over, and its own. */
export const measures = pgTable(
  "support_measures",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    code: text("code").notNull(),
    state: text("state").$type<MeasureState>().notNull().default("draft"),
    /** The version in force; `support_measure_versions` of the same `seq`. */
    seq: integer("seq").notNull().default(1),
    version: integer("version").notNull().default(1),
    isDemo: isDemoColumn(),
    createdBy: author("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [unique("support_measures_code_key").on(table.provinceCode, table.code)],
);

/** What a measure gives, to whom, under which act. A version never changes (migrations/guards). */
export const measureVersions = pgTable(
  "support_measure_versions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    seq: integer("seq").notNull(),
    kind: text("kind").$type<MeasureKind>().notNull(),
    name: text("name").notNull(),
    what: text("what").notNull(),
    form: text("form").$type<MeasureForm>().notNull(),
    /** The act of the province that it is given under; null until the office has entered one. */
    legalBasis: text("legal_basis"),
    /** Which document it was taken from and what that estimates. */
    origin: text("origin"),
    source: text("source").$type<FundSource>(),
    /** Share of the cost in hundredths of a per cent. */
    rateBp: integer("rate_bp"),
    /** The most in đồng. */
    ceiling: dong("ceiling"),
    terms: jsonb("terms").$type<Terms>().notNull(),
    papers: jsonb("papers").$type<readonly WantedPaper[]>().notNull(),
    /** Working days to decide a claim and to pay it; null: no deadline is set. */
    decideDays: integer("decide_days"),
    payDays: integer("pay_days"),
    createdBy: author("created_by"),
    createdAt: createdAt(),
  },
  (table) => [
    unique("support_measure_versions_seq_key").on(table.measureId, table.seq),
    check(
      "support_measure_versions_limits",
      sql`(${table.rateBp} is null or ${table.rateBp} between 1 and 10000) and (${table.ceiling} is null or ${table.ceiling} > 0)`,
    ),
  ],
);

/** Department officers who look after the claims of a measure. */
export const measureOfficers = pgTable(
  "support_measure_officers",
  {
    provinceCode: text("province_code").notNull(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
  },
  (table) => [
    primaryKey({ columns: [table.measureId, table.userId] }),
    index("support_measure_officers_user_idx").on(table.userId),
  ],
);

/** Departments that look after the claims of a measure: whoever works there does. */
export const measureAgencies = pgTable(
  "support_measure_agencies",
  {
    provinceCode: text("province_code").notNull(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    agencyId: uuid("agency_id")
      .notNull()
      .references(() => agencies.id),
  },
  (table) => [
    primaryKey({ columns: [table.measureId, table.agencyId] }),
    index("support_measure_agencies_agency_idx").on(table.agencyId),
  ],
);

/** Rights as they were first met, each with its reason; never changed. */
export const entitlements = pgTable(
  "support_entitlements",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    productId: uuid("product_id").references(() => products.id),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    /** The version whose terms were met. */
    versionId: uuid("version_id")
      .notNull()
      .references(() => measureVersions.id),
    subject: text("subject").notNull(),
    reason: text("reason").notNull(),
    metOn: day("met_on").notNull(),
    /** Last day to claim; null: no end. */
    until: day("until"),
    isDemo: isDemoColumn(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("support_entitlements_once").on(table.measureId, table.subject, table.metOn),
    index("support_entitlements_producer_idx").on(table.producerId),
    index("support_entitlements_province_idx").on(table.provinceCode, table.measureId),
  ],
);

/** Claims of producers, under the version of the measure that they were made with. */
export const claims = pgTable(
  "support_claims",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    entitlementId: uuid("entitlement_id")
      .notNull()
      .references(() => entitlements.id),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    versionId: uuid("version_id")
      .notNull()
      .references(() => measureVersions.id),
    state: text("state").$type<ClaimState>().notNull().default("draft"),
    /** What it costs in all, and what is asked for, in đồng. */
    cost: dong("cost"),
    asked: dong("asked"),
    /** What the money is spent on, in the producer's words. */
    purpose: text("purpose"),
    approved: dong("approved"),
    /** The source that the approval takes it from, and the year of the budget. */
    source: text("source").$type<FundSource>(),
    budgetYear: integer("budget_year"),
    /** Why it was returned or refused. */
    reason: text("reason"),
    filedAt: instant("filed_at"),
    /** Last working day for whoever has it in hand; null: nobody's clock runs. */
    dueOn: day("due_on"),
    decidedBy: author("decided_by"),
    decidedAt: instant("decided_at"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    // One claim for a right, unless the earlier one came to nothing.
    uniqueIndex("support_claims_entitlement_key")
      .on(table.entitlementId)
      .where(sql`${table.state} not in ('refused', 'withdrawn')`),
    index("support_claims_province_idx").on(table.provinceCode, table.state),
    index("support_claims_producer_idx").on(table.producerId),
    index("support_claims_budget_idx").on(table.measureId, table.budgetYear),
    check(
      "support_claims_approved",
      sql`${table.approved} is null or (${table.approved} > 0 and ${table.approved} <= ${table.asked})`,
    ),
  ],
);

/** Papers of the vault behind a claim, by the place in the list that they fill. */
export const claimPapers = pgTable(
  "support_claim_papers",
  {
    provinceCode: text("province_code").notNull(),
    claimId: uuid("claim_id")
      .notNull()
      .references(() => claims.id),
    key: text("key").notNull(),
    paperId: uuid("paper_id")
      .notNull()
      .references(() => papers.id),
    /** The content at filing, so that a paper put in its place later changes nothing. */
    digest: text("digest").references(() => storedFiles.digest),
  },
  (table) => [primaryKey({ columns: [table.claimId, table.key] })],
);

/** Every step of a claim. Append-only. */
export const claimEvents = pgTable(
  "support_claim_events",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    claimId: uuid("claim_id")
      .notNull()
      .references(() => claims.id),
    step: text("step").notNull(),
    amount: dong("amount"),
    note: text("note"),
    byId: author("by_id"),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [index("support_claim_events_claim_idx").on(table.claimId, table.at)],
);

/** Money paid out. A wrong line is voided with a reason, never changed. */
export const payments = pgTable(
  "support_payments",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    claimId: uuid("claim_id")
      .notNull()
      .references(() => claims.id),
    paidOn: day("paid_on").notNull(),
    voucher: text("voucher").notNull(),
    amount: dong("amount").notNull(),
    source: text("source").$type<FundSource>().notNull(),
    enteredBy: author("entered_by").notNull(),
    enteredAt: instant("entered_at").notNull().defaultNow(),
    voidedAt: instant("voided_at"),
    voidedBy: author("voided_by"),
    voidReason: text("void_reason"),
  },
  (table) => [
    index("support_payments_claim_idx").on(table.claimId),
    uniqueIndex("support_payments_voucher_key")
      .on(table.provinceCode, table.claimId, table.voucher)
      .where(sql`${table.voidedAt} is null`),
    check("support_payments_amount", sql`${table.amount} > 0`),
  ],
);

/**
 * Payments that settle what a fair's list says was given to a producer for going there: the
 * ledger then counts the payment, and of the fair's figure only what exceeds it.
 */
export const fairPayments = pgTable(
  "support_fair_payments",
  {
    provinceCode: text("province_code").notNull(),
    paymentId: uuid("payment_id")
      .primaryKey()
      .references(() => payments.id),
    participantId: uuid("participant_id")
      .notNull()
      .references(() => fairParticipants.id),
  },
  (table) => [index("support_fair_payments_participant_idx").on(table.participantId)],
);

/** What a year has for a measure from a source. */
export const budgets = pgTable(
  "support_budgets",
  {
    provinceCode: text("province_code").notNull(),
    year: integer("year").notNull(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    source: text("source").$type<FundSource>().notNull(),
    amount: dong("amount").notNull(),
    version: integer("version").notNull().default(1),
    updatedBy: author("updated_by"),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.provinceCode, table.year, table.measureId, table.source] }),
    check("support_budgets_amount", sql`${table.amount} >= 0`),
  ],
);
