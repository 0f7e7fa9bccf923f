import { sql } from "drizzle-orm";
import {
  check,
  date,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type { LetterField, OwnLetterKind } from "../letters.ts";
import { decisions } from "../schema.server.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** A document as it was issued, its moment as text. */
export type KeptDocument = Omit<PrintedDocument, "createdAt"> & { readonly createdAt: string };

/**
 * Letters about a decision or a result, from the first change of their usual words on. One that
 * has its number never changes, and keeps the very document that was issued.
 */
export const decisionLetters = pgTable(
  "decision_letters",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** In today's tree. */
    unitPath: text("unit_path").notNull(),
    kind: text("kind").$type<OwnLetterKind>().notNull(),
    decisionId: uuid("decision_id").references(() => decisions.id),
    dossierId: uuid("dossier_id").references(() => dossiers.id),
    /** Which of the letters of its kind: the paper's name in its address. */
    name: text("name").notNull(),
    agency: text("agency").notNull(),
    symbol: text("symbol").notNull(),
    words: jsonb("words")
      .$type<Readonly<Partial<Record<LetterField, string>>>>()
      .notNull()
      .default({}),
    series: text("series").notNull(),
    year: integer("year"),
    number: integer("number"),
    numberText: text("number_text"),
    issuedOn: date("issued_on", { mode: "string" }),
    signerName: text("signer_name"),
    signerTitle: text("signer_title"),
    document: jsonb("document").$type<KeptDocument>(),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    issuedBy: uuid("issued_by").references(() => users.id),
    issuedAt: instant("issued_at"),
  },
  (table) => [
    unique("decision_letters_once")
      .on(table.decisionId, table.dossierId, table.name)
      .nullsNotDistinct(),
    unique("decision_letters_number").on(
      table.provinceCode,
      table.symbol,
      table.series,
      table.year,
      table.number,
    ),
    check(
      "decision_letters_of",
      sql`(${table.decisionId} is null) <> (${table.dossierId} is null)`,
    ),
    check(
      "decision_letters_issued",
      sql`${table.number} is null or (${table.numberText} is not null and ${table.year} is not null and ${table.issuedOn} is not null and ${table.document} is not null)`,
    ),
  ],
);
