import { sql } from "drizzle-orm";
import {
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "#modules/people/schema.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import type { IssuerLevel } from "../model.ts";
import { recognitions } from "../schema.server.ts";
import type { Layout } from "./layouts.ts";
import type { Problem } from "./problems.ts";
import type { Settlement } from "./settlements.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
const instant = (name: string) => timestamp(name, { withTimezone: true });

/** What an import found, as it was shown before it was done. */
export type ImportReport = {
  readonly rows: number;
  readonly accepted: number;
  readonly corrected: number;
  readonly doubtful: number;
  readonly refused: number;
  readonly producers: number;
  readonly products: number;
  readonly recognitions: number;
  readonly problems: readonly Problem[];
};

/**
 * Imports of registers, each one act that can be taken back whole. `undoing` stands only inside
 * the transaction that takes it back: the guards let go of what the import made.
 */
export const registerImports = pgTable(
  "register_imports",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The province of its rows; null when they lie in several. */
    provinceCode: text("province_code"),
    fileName: text("file_name").notNull(),
    /** SHA-256 of the file, so that the same one is recognised. */
    digest: text("digest").notNull(),
    layout: jsonb("layout").$type<Layout>().notNull(),
    state: text("state").$type<"applied" | "undoing" | "undone">().notNull().default("applied"),
    report: jsonb("report").$type<ImportReport>().notNull(),
    /** What a person settled of the file before it was entered. */
    settlements: jsonb("settlements").$type<readonly Settlement[]>().notNull().default([]),
    /** Null: whoever runs the machine, from its command line. */
    importedBy: uuid("imported_by").references(() => users.id),
    importedAt: instant("imported_at").notNull().defaultNow(),
    undoneBy: uuid("undone_by").references(() => users.id),
    undoneAt: instant("undone_at"),
  },
  (table) => [
    index("register_imports_province_idx").on(table.provinceCode, table.importedAt),
    check("register_imports_state", sql`${table.state} in ('applied', 'undoing', 'undone')`),
  ],
);

/** What an import made: only this is taken away with it. */
export const importMade = pgTable(
  "register_import_made",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => registerImports.id),
    kind: text("kind").$type<"producer" | "product" | "decision" | "recognition">().notNull(),
    thingId: uuid("thing_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.thingId] }),
    index("register_import_made_idx").on(table.importId),
  ],
);

/**
 * Recognitions of the past as a register tells of them, with what it does not tell left open. One
 * whose day and regime are known is a recognition like any other too (`recognitionId`); of the
 * others the year at most is known, and so their last day only within bounds.
 */
export const registerEntries = pgTable(
  "register_entries",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    importId: uuid("import_id")
      .notNull()
      .references(() => registerImports.id),
    /** Row of the sheet, from 1, and which recognition of the row, from 0. */
    row: integer("row").notNull(),
    round: integer("round").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    stars: integer("stars").notNull(),
    recognisedOn: date("recognised_on", { mode: "string" }),
    year: integer("year"),
    decision: text("decision"),
    issuer: text("issuer"),
    level: text("level").$type<IssuerLevel>(),
    regime: text("regime"),
    /** Where the register has it from, as it says. */
    source: text("source"),
    /** The last valid day, where it is known. */
    expiresOn: date("expires_on", { mode: "string" }),
    /**
     * The earliest and the latest last valid day: the same where it is known, else of the first and
     * the last day of its year. Null where not even the year is told.
     */
    expiresFrom: date("expires_from", { mode: "string" }),
    expiresTo: date("expires_to", { mode: "string" }),
    recognitionId: uuid("recognition_id").references(() => recognitions.id),
    /** Who told its day and decision afterwards; the row itself stays as the register has it. */
    completedBy: uuid("completed_by").references(() => users.id),
    completedAt: instant("completed_at"),
  },
  (table) => [
    index("register_entries_import_idx").on(table.importId),
    index("register_entries_product_idx").on(table.productId),
    index("register_entries_producer_idx").on(table.producerId),
    index("register_entries_recognition_idx").on(table.recognitionId),
    index("register_entries_province_idx").on(table.provinceCode, table.year),
    index("register_entries_waiting_idx")
      .on(table.provinceCode, table.year)
      .where(sql`${table.recognitionId} is null`),
  ],
);

/**
 * Files that an officer is about to import, while what is doubtful in them is settled. They belong
 * to that officer alone, and are forgotten a month after the last work on them: a register may hold
 * telephone numbers of people.
 */
export const registerDrafts = pgTable(
  "register_drafts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    fileName: text("file_name").notNull(),
    bytes: bytea("bytes").notNull(),
    /** Null until its columns have been told. */
    layout: jsonb("layout").$type<Layout>(),
    /** The province of a sheet that has no column for it. */
    province: text("province"),
    settlements: jsonb("settlements").$type<readonly Settlement[]>().notNull().default([]),
    /** The import that it became; its refused rows can be fetched until it is forgotten. */
    importId: uuid("import_id").references(() => registerImports.id),
    version: integer("version").notNull().default(1),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [index("register_drafts_owner_idx").on(table.createdBy, table.updatedAt)],
);

/** Layouts that offices have told of their own sheets, for the next time. */
export const registerLayouts = pgTable(
  "register_layouts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The office's province; null for one of the centre. */
    provinceCode: text("province_code"),
    layout: jsonb("layout").$type<Layout>().notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [index("register_layouts_province_idx").on(table.provinceCode)],
);
