import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { storedFiles } from "#core/files/schema.server.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type { CouncilCase, CouncilResult } from "#modules/rulebooks/council.ts";
import type { CouncilRules } from "#modules/rulebooks/council-rules.ts";
import { sessionItems } from "../schema.server.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const account = (name: string) => uuid(name).references(() => users.id);

/** All that a result was computed from, whole, with the digest of every sheet that it counts. */
export type ResultBasis = {
  readonly form: "ocop-result-1";
  readonly session: string;
  readonly item: string;
  readonly dossier: string;
  readonly filing: string | null;
  readonly round: number;
  readonly regime: string;
  readonly set: string;
  readonly rulebook: string;
  readonly rules: CouncilRules;
  readonly rulesDigest: string;
  readonly case: CouncilCase;
  /** Digests of the sheets, by member. */
  readonly sheets: Readonly<Record<string, string>>;
};

/** Closed results. Append-only: a reopened one is followed by another version. */
export const councilResults = pgTable(
  "council_results",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    itemId: uuid("item_id")
      .notNull()
      .references(() => sessionItems.id),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id),
    provinceCode: text("province_code").notNull(),
    stage: text("stage").notNull(),
    /** 1 for the first; one more for each reopening. */
    version: integer("version").notNull(),
    basis: jsonb("basis").$type<ResultBasis>().notNull(),
    outcome: jsonb("outcome").$type<CouncilResult>().notNull(),
    /** Exact, as in `outcome`; null when no sheet counts. */
    mean: numeric("mean", { precision: 12, scale: 6 }),
    stars: integer("stars").notNull(),
    rejected: boolean("rejected").notNull(),
    /** SHA-256 (hex) of basis and outcome in canonical JSON. */
    digest: text("digest").notNull(),
    closedBy: account("closed_by").notNull(),
    closedAt: instant("closed_at").notNull().defaultNow(),
  },
  (table) => [
    unique("council_results_once").on(table.itemId, table.version),
    index("council_results_dossier_idx").on(table.dossierId),
    index("council_results_province_idx").on(table.provinceCode, table.closedAt),
  ],
);

/** Requests to reopen a closed result: one asks, another agrees or refuses, with a reason. */
export const resultReopenings = pgTable(
  "result_reopenings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    resultId: uuid("result_id")
      .notNull()
      .references(() => councilResults.id),
    reason: text("reason").notNull(),
    askedBy: account("asked_by").notNull(),
    askedAt: instant("asked_at").notNull().defaultNow(),
    answeredBy: account("answered_by"),
    answeredAt: instant("answered_at"),
    agreed: boolean("agreed"),
    answer: text("answer"),
  },
  (table) => [
    uniqueIndex("result_reopenings_one_open")
      .on(table.resultId)
      .where(sql`${table.agreed} is null`),
    check("result_reopenings_two_people", sql`${table.askedBy} <> ${table.answeredBy}`),
  ],
);

/**
 * What a council above found, where it works on paper: entered from the letter that told it, whose
 * copy is kept. Append-only; it stands beside the results that councils close here.
 */
export const upperResults = pgTable(
  "upper_results",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id),
    provinceCode: text("province_code").notNull(),
    /** The stage whose council found it. */
    stage: text("stage").notNull(),
    mean: numeric("mean", { precision: 12, scale: 6 }).notNull(),
    stars: integer("stars").notNull(),
    /** Who told it, by which letter of which day. */
    sender: text("sender").notNull(),
    letterNumber: text("letter_number").notNull(),
    letterOn: date("letter_on", { mode: "string" }).notNull(),
    /** What the council above remarked. */
    remarks: text("remarks"),
    copyDigest: text("copy_digest")
      .notNull()
      .references(() => storedFiles.digest),
    enteredBy: account("entered_by").notNull(),
    enteredAt: instant("entered_at").notNull().defaultNow(),
  },
  (table) => [index("upper_results_dossier_idx").on(table.dossierId)],
);
