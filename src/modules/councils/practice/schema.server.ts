import { integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { users } from "#modules/people/schema.server.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { rulebookVersions } from "#modules/rulebooks/schema.server.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const account = (name: string) => uuid(name).references(() => users.id);

/** Reference dossiers for practice: what is said for each criterion, and the agreed answers. */
export const practiceCases = pgTable("practice_cases", {
  id: uuid("id").primaryKey().defaultRandom(),
  provinceCode: text("province_code").notNull(),
  regime: text("regime").notNull(),
  setCode: text("set_code").notNull(),
  rulebookDigest: text("rulebook_digest")
    .notNull()
    .references(() => rulebookVersions.digest),
  title: text("title").notNull(),
  description: text("description").notNull(),
  /** By criterion: the facts and papers that the case gives. */
  facts: jsonb("facts").$type<Readonly<Record<string, string>>>().notNull(),
  /** The agreed option numbers, and why. */
  answers: jsonb("answers").$type<Answers>().notNull(),
  reasons: jsonb("reasons").$type<Readonly<Record<string, string>>>().notNull(),
  closedAt: instant("closed_at"),
  isDemo: isDemoColumn(),
  version: integer("version").notNull().default(1),
  createdBy: account("created_by").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** What a person gave a reference dossier; shown beside the agreed answers once handed in. */
export const practiceSheets = pgTable(
  "practice_sheets",
  {
    caseId: uuid("case_id")
      .notNull()
      .references(() => practiceCases.id),
    userId: account("user_id").notNull(),
    answers: jsonb("answers").$type<Answers>().notNull(),
    submittedAt: instant("submitted_at"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.userId] })],
);
