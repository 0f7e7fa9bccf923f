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
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "#modules/people/schema.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import type { IssuerLevel } from "../model.ts";
import { recognitions } from "../schema.server.ts";
import type { Layout } from "./layouts.ts";
import type { Problem } from "./problems.ts";

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
    /** The last valid day, where it is known. */
    expiresOn: date("expires_on", { mode: "string" }),
    recognitionId: uuid("recognition_id").references(() => recognitions.id),
  },
  (table) => [
    index("register_entries_import_idx").on(table.importId),
    index("register_entries_product_idx").on(table.productId),
    index("register_entries_producer_idx").on(table.producerId),
    index("register_entries_recognition_idx").on(table.recognitionId),
    index("register_entries_province_idx").on(table.provinceCode, table.year),
  ],
);
