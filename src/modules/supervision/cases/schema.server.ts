import {
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type { RevocationGround } from "#modules/recognition/model.ts";
import { decisions, recognitions } from "#modules/recognition/schema.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { inspections } from "../schema.server.ts";
import type { CaseAct, CaseOrigin, KeptCaseState } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const account = (name: string) => uuid(name).references(() => users.id);

/** Cases about revoking a recognition (26/2026/QĐ-TTg, article 8). Kept for ever. */
export const revocationCases = pgTable(
  "revocation_cases",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** Of the producer's commune, in today's tree. */
    unitPath: text("unit_path").notNull(),
    recognitionId: uuid("recognition_id")
      .notNull()
      .references(() => recognitions.id),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    /** Names and stars as they were recognised. */
    productName: text("product_name").notNull(),
    producerName: text("producer_name").notNull(),
    stars: integer("stars").notNull(),
    origin: text("origin").$type<CaseOrigin>().notNull(),
    inspectionId: uuid("inspection_id").references(() => inspections.id),
    ground: text("ground").$type<RevocationGround>().notNull(),
    /** Where the office has brought it; what the decision adds is read from the decision. */
    state: text("state").$type<KeptCaseState>().notNull().default("opened"),
    facts: text("facts").notNull(),
    askedAt: instant("asked_at"),
    question: text("question"),
    answerBy: day("answer_by"),
    answer: text("answer"),
    answeredAt: instant("answered_at"),
    conclusion: text("conclusion"),
    /** The competent conclusion's day: the clock of article 8.4 begins here. */
    concludedOn: day("concluded_on"),
    /** The last day to decide. */
    decideBy: day("decide_by"),
    decisionId: uuid("decision_id").references(() => decisions.id),
    restorationId: uuid("restoration_id").references(() => decisions.id),
    dismissal: text("dismissal"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    openedBy: account("opened_by").notNull(),
    openedAt: instant("opened_at").notNull().defaultNow(),
  },
  (table) => [
    index("revocation_cases_province_idx").on(table.provinceCode, table.state, table.decideBy),
    index("revocation_cases_recognition_idx").on(table.recognitionId),
    index("revocation_cases_producer_idx").on(table.producerId),
  ],
);

/** What was done in a case, by whom. Only added to. */
export const caseSteps = pgTable(
  "revocation_case_steps",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => revocationCases.id),
    act: text("act").$type<CaseAct | "open">().notNull(),
    note: text("note"),
    byId: account("by_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [index("revocation_case_steps_idx").on(table.caseId, table.at)],
);

/** Evidence of a case: what the office found, and what the producer sent with its explanation. */
export const caseFiles = pgTable(
  "revocation_case_files",
  {
    caseId: uuid("case_id")
      .notNull()
      .references(() => revocationCases.id),
    digest: text("digest")
      .notNull()
      .references(() => storedFiles.digest),
    title: text("title").notNull(),
    isProducers: boolean("is_producers").notNull(),
    keptBy: account("kept_by").notNull(),
    keptAt: instant("kept_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.digest] })],
);
