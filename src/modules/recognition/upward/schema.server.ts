import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
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
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type { PackageKind, UpwardField, UpwardState } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const account = (name: string) => uuid(name).references(() => users.id);

/**
 * Letters with which a province asks the level above to evaluate what it found: the paper that a
 * package goes up with. Number, day and words of an issued one never change.
 */
export const upwardLetters = pgTable(
  "upward_letters",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** In today's tree. */
    unitPath: text("unit_path").notNull(),
    regime: text("regime").notNull(),
    kind: text("kind").$type<PackageKind>().notNull(),
    state: text("state").$type<UpwardState>().notNull().default("draft"),
    /** Whose numbers it takes: `Ủy ban nhân dân tỉnh Thái Nguyên`. */
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    texts: jsonb("texts").$type<Readonly<Partial<Record<UpwardField, string>>>>().notNull(),
    number: integer("number"),
    numberText: text("number_text"),
    signedOn: date("signed_on", { mode: "string" }),
    signerName: text("signer_name"),
    signerTitle: text("signer_title"),
    /** The copy signed and stamped elsewhere. */
    signedDigest: text("signed_digest").references(() => storedFiles.digest),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    issuedBy: account("issued_by"),
    issuedAt: instant("issued_at"),
  },
  (table) => [
    uniqueIndex("upward_letters_number")
      .on(table.provinceCode, table.issuer, table.numberText, table.signedOn)
      .where(sql`${table.numberText} is not null`),
    index("upward_letters_province_idx").on(table.provinceCode, table.state),
    check(
      "upward_letters_issued",
      sql`${table.state} <> 'issued' or (${table.numberText} is not null and ${table.signedOn} is not null)`,
    ),
  ],
);

/** The products that a letter is about, each with the result that it goes up on. */
export const upwardItems = pgTable(
  "upward_items",
  {
    letterId: uuid("letter_id")
      .notNull()
      .references(() => upwardLetters.id),
    seq: integer("seq").notNull(),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id),
    resultId: uuid("result_id").notNull(),
    /** The stage whose council found it. */
    stage: text("stage").notNull(),
    mean: numeric("mean", { precision: 12, scale: 6 }),
    stars: integer("stars").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.letterId, table.seq] }),
    unique("upward_items_dossier").on(table.letterId, table.dossierId),
    index("upward_items_dossier_idx").on(table.dossierId),
  ],
);
