import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { users } from "#modules/people/schema.server.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import type { Standing } from "../dashboards/standing.ts";
import type { IndicatorFigure } from "../indicators/model.ts";
import type { DigestForm, ReportFault, ReportState, ReportTexts } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const account = (name: string) => uuid(name).references(() => users.id);

/**
 * Reports of a unit on a quarter or a year. A draft shows the figures of the moment; what was sent
 * stays what it was (migrations/guards), its figures in `planning_report_figures`.
 */
export const reports = pgTable(
  "planning_reports",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** The unit that it is about; the codes are empty for the whole country. */
    unitVersion: text("unit_version").$type<PlaceVersion>().notNull(),
    unitCode: text("unit_code").notNull(),
    /** In today's tree, for scopes. */
    unitPath: text("unit_path").notNull(),
    year: integer("year").notNull(),
    /** 1 to 4; null for the whole year. */
    quarter: integer("quarter"),
    /** From 1: a report that was sent is followed by another one, never changed. */
    edition: integer("edition").notNull().default(1),
    state: text("state").$type<ReportState>().notNull().default("draft"),
    /** Agency, as it stands at the head of the paper. */
    agency: text("agency").notNull(),
    /** What officers wrote in place of the proposed words, by block. */
    texts: jsonb("texts").$type<ReportTexts>().notNull().default({}),
    /** Products in force over the years, as they were when it was sent; null for a draft. */
    series: jsonb("series").$type<Standing["years"]>(),
    /** SHA-256 over what was sent, from the sending on; of which of its parts says `digestForm`. */
    digest: text("digest"),
    /** 1: over the figures and the keys of their rows; 2: over everything that the paper says. */
    digestForm: integer("digest_form").$type<DigestForm>().notNull().default(1),
    sentBy: account("sent_by"),
    sentAt: instant("sent_at"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("planning_reports_edition").on(
      table.unitVersion,
      table.unitCode,
      table.year,
      sql`coalesce(${table.quarter}, 0)`,
      table.edition,
    ),
    index("planning_reports_province_idx").on(table.provinceCode, table.year),
    check(
      "planning_reports_sent",
      sql`(${table.state} = 'sent') = (${table.digest} is not null and ${table.sentAt} is not null)`,
    ),
    check(
      "planning_reports_quarter",
      sql`${table.quarter} is null or ${table.quarter} between 1 and 4`,
    ),
  ],
);

/** The figures of a report that was sent, with the keys of the rows that they were counted from. */
export const reportFigures = pgTable(
  "planning_report_figures",
  {
    reportId: uuid("report_id")
      .notNull()
      .references(() => reports.id),
    provinceCode: text("province_code").notNull(),
    indicatorId: text("indicator_id").notNull(),
    /** The indicator's name and unit as they were. */
    name: text("name").notNull(),
    unit: text("unit").notNull(),
    value: numeric("value"),
    reason: text("reason"),
    whole: integer("whole"),
    by: jsonb("by").$type<IndicatorFigure["by"]>().notNull(),
    rowKeys: text("row_keys").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.indicatorId] })],
);

/** What the nightly look at a report that was sent found the last time. */
export const reportChecks = pgTable(
  "planning_report_checks",
  {
    reportId: uuid("report_id")
      .primaryKey()
      .references(() => reports.id),
    provinceCode: text("province_code").notNull(),
    /** In today's tree, for scopes. */
    unitPath: text("unit_path").notNull(),
    /** What is wrong with it; null: nothing. */
    fault: text("fault").$type<ReportFault>(),
    checkedAt: instant("checked_at").notNull().defaultNow(),
    /** Since when it is known to be wrong. */
    foundAt: instant("found_at"),
  },
  (table) => [
    index("planning_report_checks_faults_idx")
      .on(table.provinceCode)
      .where(sql`${table.fault} is not null`),
    check(
      "planning_report_checks_found",
      sql`(${table.fault} is null) = (${table.foundAt} is null)`,
    ),
  ],
);
