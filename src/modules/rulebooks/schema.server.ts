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
  uuid,
} from "drizzle-orm/pg-core";
import type { Costs } from "./costs.ts";
import type { Answers } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Every rulebook that a result was ever made under. The program may add versions and read
 * them, never change or remove one (migrations/guards): a result names its digest.
 */
export const rulebookVersions = pgTable(
  "rulebook_versions",
  {
    /** SHA-256 (hex) of the canonical form of `body`. */
    digest: text("digest").primaryKey(),
    regime: text("regime").notNull(),
    /** The rulebook file as it was. */
    body: jsonb("body").notNull(),
    loadedAt: instant("loaded_at").notNull().defaultNow(),
  },
  (table) => [index("rulebook_versions_by_regime").on(table.regime)],
);

/**
 * Scores that people made for themselves, signed in or not. Whoever holds the link holds the
 * row: only the hash of the link's token is kept, so that a copy of the table opens nothing.
 */
export const selfAssessments = pgTable(
  "self_assessments",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** SHA-256 (hex) of the private link's token. */
    tokenHash: text("token_hash").notNull().unique(),
    digest: text("digest")
      .notNull()
      .references(() => rulebookVersions.digest),
    setCode: text("set_code").notNull(),
    /** Option number by criterion code. */
    answers: jsonb("answers").$type<Answers>().notNull(),
    /** Keys of the grounds and notes that were ticked. */
    confirmed: jsonb("confirmed").$type<readonly string[]>().notNull(),
    /** Own cost of reaching an option, by `code#n`. */
    costs: jsonb("costs").$type<Costs>().notNull().default({}),
    product: text("product"),
    producer: text("producer"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [check("self_assessments_small", sql`pg_column_size(${table.answers}) < 16384`)],
);

/** Texts by `set`, then by `code` for a criterion's title or `code#n` for an option. */
export type WordingTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * A province's official wording of a decision's criteria, as it was imported. Each import is a
 * version of its own; the last one is shown. Never changed or removed by the program.
 */
export const rulebookWordings = pgTable(
  "rulebook_wordings",
  {
    provinceCode: text("province_code").notNull(),
    regime: text("regime").notNull(),
    version: integer("version").notNull(),
    /** The rulebook that the codes were checked against. */
    digest: text("digest")
      .notNull()
      .references(() => rulebookVersions.digest),
    texts: jsonb("texts").$type<WordingTexts>().notNull(),
    /** Account; null: the operator, on the command line. */
    importedBy: text("imported_by"),
    importedAt: instant("imported_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.provinceCode, table.regime, table.version] })],
);
