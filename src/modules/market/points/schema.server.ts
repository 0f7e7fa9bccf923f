import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "#modules/people/schema.server.ts";
import { points } from "../schema.server.ts";
import type { CheckAnswer, InspectionResult, MoneySource } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const author = (name: string) => uuid(name).references(() => users.id);
const ofPoint = () => ({
  id: uuid("id").primaryKey().defaultRandom(),
  provinceCode: text("province_code").notNull(),
  pointId: uuid("point_id")
    .notNull()
    .references(() => points.id),
});

/** Points judged by a checklist, each time anew; the newest one counts, none is rewritten. */
export const assessments = pgTable(
  "market_point_assessments",
  {
    ...ofPoint(),
    /** The checklist of `data/point-checklist.json` that was asked, as it stood then. */
    checklist: text("checklist").notNull(),
    answers: jsonb("answers").$type<Readonly<Record<string, CheckAnswer>>>().notNull(),
    /** Computed from the answers; null while one that counts is not clear. */
    isMet: boolean("is_met"),
    assessedOn: date("assessed_on", { mode: "string" }).notNull(),
    /** Who looked, as the paper would name them: the team, the agency. */
    assessors: text("assessors").notNull(),
    note: text("note"),
    recordedBy: author("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (table) => [index("market_point_assessments_idx").on(table.pointId, table.assessedOn)],
);

/** Help that a point had; what was entered wrongly is struck out, not deleted. */
export const supports = pgTable(
  "market_point_supports",
  {
    ...ofPoint(),
    year: integer("year").notNull(),
    /** Đồng. */
    amount: bigint("amount", { mode: "bigint" }).notNull(),
    source: text("source").$type<MoneySource>().notNull(),
    /** The decision or plan that the help rests on. */
    legalBasis: text("legal_basis").notNull(),
    /** What it was for: shelves, signs, rent. */
    purpose: text("purpose").notNull(),
    struckAt: instant("struck_at"),
    struckReason: text("struck_reason"),
    recordedBy: author("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (table) => [
    index("market_point_supports_idx").on(table.pointId),
    index("market_point_supports_year_idx").on(table.provinceCode, table.year),
    check("market_point_supports_amount", sql`${table.amount} > 0`),
  ],
);

/** Inspections of a point: what was found, what is to be mended by when, and what came of it. */
export const pointInspections = pgTable(
  "market_point_inspections",
  {
    ...ofPoint(),
    inspectedOn: date("inspected_on", { mode: "string" }).notNull(),
    inspectors: text("inspectors").notNull(),
    finding: text("finding").notNull(),
    /** Null where nothing is to be mended. */
    remedyBy: date("remedy_by", { mode: "string" }),
    result: text("result").$type<InspectionResult>().notNull(),
    /** When it was looked at again, and what was seen. */
    closedOn: date("closed_on", { mode: "string" }),
    closing: text("closing"),
    version: integer("version").notNull().default(1),
    recordedBy: author("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (table) => [
    index("market_point_inspections_idx").on(table.pointId, table.inspectedOn),
    check(
      "market_point_inspections_remedy",
      sql`(${table.result} = 'passed') = (${table.remedyBy} is null)`,
    ),
  ],
);
